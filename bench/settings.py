"""Development settings on a folder of their own, so that measuring leaves ``var/`` alone.

BENCH_VAR names the folder. BENCH_POSTGRES (the directory of a server's socket) and BENCH_DATABASE choose
PostgreSQL instead of SQLite. BENCH_PROXIES is how many proxies are believed, so that many clients of one machine
have addresses of their own.
"""

import os
from pathlib import Path

from gonghui.config.settings.dev import *  # noqa: F403 -- the same settings, elsewhere
from gonghui.config.settings.dev import DATABASES, STORAGES

VAR_DIR = Path(os.environ["BENCH_VAR"])
DATABASES["default"]["NAME"] = VAR_DIR / f"{os.environ.get('BENCH_DATABASE', 'gonghui')}.sqlite3"
STORAGES["private"]["OPTIONS"]["location"] = VAR_DIR / "private"
DEBUG = False  # as in production: what is measured keeps no list of its statements
MEDIA_ROOT = VAR_DIR / "media"
KEY_RING_FILE = Path(__file__).resolve().parents[1] / "tests" / "keys.json"
ALLOWED_HOSTS = ["*"]
TRUSTED_PROXIES = int(os.environ.get("BENCH_PROXIES") or 0)

if "BENCH_POSTGRES" in os.environ:
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": os.environ.get("BENCH_DATABASE", "gonghui"),
            "USER": os.environ.get("BENCH_POSTGRES_USER", "postgres"),
            "HOST": os.environ["BENCH_POSTGRES"],
            "CONN_MAX_AGE": 600,
        }
    }
