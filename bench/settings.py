"""Development settings on a folder of their own, so that measuring leaves ``var/`` alone."""

import os
from pathlib import Path

from gonghui.config.settings.dev import *  # noqa: F403 -- the same settings, elsewhere
from gonghui.config.settings.dev import DATABASES, STORAGES

VAR_DIR = Path(os.environ["BENCH_VAR"])
DATABASES["default"]["NAME"] = VAR_DIR / "gonghui.sqlite3"
STORAGES["private"]["OPTIONS"]["location"] = VAR_DIR / "private"
MEDIA_ROOT = VAR_DIR / "media"
KEY_RING_FILE = Path(__file__).resolve().parents[1] / "tests" / "keys.json"
