"""What this app adds to the house: the nightly sweep."""

from datetime import time

from gonghui.kernel.files.cleaning import sweep
from gonghui.kernel.jobs.api import register_periodic

register_periodic("files.sweep", sweep, time(3, 20))
