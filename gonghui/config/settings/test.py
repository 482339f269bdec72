"""Tests: quick hashing, jobs at once, mail in memory; SQLite unless GONGHUI_TEST_DATABASE names PostgreSQL.

Several runs may stand side by side on one machine: GONGHUI_TEST_NAME gives each its own database.
"""

import os

from gonghui.config.settings.base import *

DEBUG = False
SECRET_KEY = "only-for-tests"  # noqa: S105 -- guards nothing
ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
TASKS = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
AXES_ENABLED = False
TEMPLATES[0]["DIRS"] = [BASE_DIR / "tests" / "sample_room" / "templates"]
CALENDAR_FRESH_SECONDS = 86_400  # no query in the middle of a counted list

_name = os.environ.get("GONGHUI_TEST_NAME", "main")
VAR_DIR = BASE_DIR / "var" / f"test-{_name}"
STATIC_ROOT = VAR_DIR / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = VAR_DIR / "media"
STORAGES["private"]["OPTIONS"]["location"] = VAR_DIR / "private"
KEY_RING_FILE = BASE_DIR / "tests" / "keys.json"

if "GONGHUI_TEST_DATABASE" in os.environ:  # host directory of a private server's socket
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "gonghui",
            "USER": os.environ.get("GONGHUI_TEST_DATABASE_USER", "postgres"),
            "HOST": os.environ["GONGHUI_TEST_DATABASE"],
            "TEST": {"NAME": f"test_{_name}"},
        }
    }
else:
    DATABASES["default"]["NAME"] = VAR_DIR / "base.sqlite3"
    DATABASES["default"]["TEST"] = {"NAME": VAR_DIR / "test.sqlite3"}
