"""Production: every choice comes from the environment, each with its stated default."""

import os
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from gonghui.config.settings.base import *


def _required(name: str) -> str:
    """The value of an environment variable that has no sensible default."""
    try:
        return os.environ[name]
    except KeyError:
        raise ImproperlyConfigured(f"{name} must be set, see docs/operations.md") from None


DEBUG = False
SECRET_KEY = _required("GONGHUI_SECRET_KEY")
ALLOWED_HOSTS = _required("GONGHUI_HOSTS").split(",")
CSRF_TRUSTED_ORIGINS = [f"https://{host}" for host in ALLOWED_HOSTS]
WAGTAILADMIN_BASE_URL = f"https://{ALLOWED_HOSTS[0]}"

DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": os.environ.get("GONGHUI_DB_NAME", "gonghui"),
        "USER": os.environ.get("GONGHUI_DB_USER", "gonghui"),
        "PASSWORD": os.environ.get("GONGHUI_DB_PASSWORD", ""),
        "HOST": os.environ.get("GONGHUI_DB_HOST", ""),
        "PORT": os.environ.get("GONGHUI_DB_PORT", ""),
        "CONN_MAX_AGE": 600,
        "OPTIONS": {"prepare_threshold": None},
    }
}

VAR_DIR = Path(os.environ.get("GONGHUI_VAR_DIR", BASE_DIR / "var"))
STATIC_ROOT = VAR_DIR / "static"
MEDIA_ROOT = VAR_DIR / "media"
STORAGES["private"]["OPTIONS"]["location"] = VAR_DIR / "private"
STORAGES["staticfiles"]["BACKEND"] = "whitenoise.storage.CompressedManifestStaticFilesStorage"
KEY_RING_FILE = Path(os.environ.get("GONGHUI_KEY_RING_FILE", VAR_DIR / "keys.json"))

EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
EMAIL_HOST = os.environ.get("GONGHUI_MAIL_HOST", "localhost")
EMAIL_PORT = int(os.environ.get("GONGHUI_MAIL_PORT", "25"))
DEFAULT_FROM_EMAIL = os.environ.get("GONGHUI_MAIL_FROM", f"gonghui@{ALLOWED_HOSTS[0]}")

TRUSTED_PROXIES = int(os.environ.get("GONGHUI_TRUSTED_PROXIES", "1"))
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = True
SECURE_HSTS_SECONDS = 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = True
SESSION_COOKIE_SECURE = True
SESSION_COOKIE_NAME = "__Host-session"
CSRF_COOKIE_SECURE = True
