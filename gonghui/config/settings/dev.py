"""Development and first look: debug pages, local hosts, secrets that ``make run`` writes to ``var/``."""

import os
import secrets

from gonghui.config.settings.base import *

DEBUG = True
ALLOWED_HOSTS = ["localhost", "127.0.0.1", "[::1]"]


def _secret() -> str:
    """The session secret of this checkout, made once."""
    path = VAR_DIR / "secret.txt"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(secrets.token_urlsafe(50), encoding="ascii")
        path.chmod(0o600)
    return path.read_text(encoding="ascii")


SECRET_KEY = _secret()

if "GONGHUI_DEV_DATABASE" in os.environ:  # the socket directory of `make postgres`
    DATABASES = {
        "default": {
            "ENGINE": "django.db.backends.postgresql",
            "NAME": "gonghui",
            "USER": "postgres",
            "HOST": os.environ["GONGHUI_DEV_DATABASE"],
            "CONN_MAX_AGE": 600,
        }
    }
