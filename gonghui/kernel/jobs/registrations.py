"""What this app adds to the house: its own nightly clearing."""

from datetime import time

from gonghui.kernel.jobs.declarations import register_periodic
from gonghui.kernel.jobs.retention import remove_old

register_periodic("jobs.remove_old", remove_old, time(3, 40))
