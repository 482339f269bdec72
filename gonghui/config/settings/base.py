"""What is the same in development, test and production.

The program starts with no environment at all: SQLite in ``var/``, a key ring that ``make run`` writes there.
Everything a deployment may choose is read in ``production.py``.
"""

from pathlib import Path

from csp.constants import NONE, SELF

BASE_DIR = Path(__file__).resolve().parents[3]
VAR_DIR = BASE_DIR / "var"

INSTALLED_APPS = [
    "gonghui.demo",
    "gonghui.faces.portal",
    "gonghui.faces.member",
    "gonghui.faces.workbench",
    "gonghui.faces.review",
    "gonghui.faces.expert",
    "gonghui.rooms.contests",
    "gonghui.rooms.honours",
    "gonghui.rooms.homes",
    "gonghui.rooms.learning",
    "gonghui.rooms.stewardship",
    "gonghui.rooms.organising",
    "gonghui.engines.campaigns",
    "gonghui.engines.casework",
    "gonghui.kernel.indicators",
    "gonghui.kernel.exchange",
    "gonghui.kernel.notices",
    "gonghui.kernel.files",
    "gonghui.kernel.jobs",
    "gonghui.kernel.documents",
    "gonghui.kernel.ui",
    "gonghui.kernel.audit",
    "gonghui.kernel.access",
    "gonghui.kernel.people",
    "gonghui.kernel.unions",
    "gonghui.kernel.lib",
    "wagtail.contrib.settings",
    "wagtail.contrib.redirects",
    "wagtail.embeds",
    "wagtail.sites",
    "wagtail.users",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "modelcluster",
    "taggit",
    "django_tasks",
    "django_tasks_db",
    "django_htmx",
    "axes",
    "csp",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.humanize",
    "whitenoise.runserver_nostatic",
    "django.contrib.staticfiles",
    "django.forms",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "gonghui.faces.portal.middleware.EditorPolicyMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "gonghui.kernel.access.middleware.AccountMiddleware",
    "gonghui.kernel.access.middleware.ScopeMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "axes.middleware.AxesMiddleware",
]

ROOT_URLCONF = "gonghui.config.urls"
WSGI_APPLICATION = "gonghui.config.wsgi.application"
FORM_RENDERER = "gonghui.kernel.ui.renderer.HouseRenderer"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "gonghui.kernel.ui.context.shell",
            ],
        },
    }
]

# Immediate transactions and WAL let web and worker write side by side; NORMAL may lose the last
# commits at a power cut, never the file, and rooms that keep money or votes raise it to FULL.
SQLITE_OPTIONS = {
    "transaction_mode": "IMMEDIATE",
    "timeout": 20,
    "init_command": (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-65536;"
        "PRAGMA temp_store=MEMORY;"
    ),
}
DATABASES = {
    "default": {
        "ENGINE": "django.db.backends.sqlite3",
        "NAME": VAR_DIR / "gonghui.sqlite3",
        "OPTIONS": SQLITE_OPTIONS,
        "CONN_MAX_AGE": 600,
    }
}

AUTH_USER_MODEL = "access.User"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "gonghui.kernel.access.backends.NameOrPhoneBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ("username", "display_name")},
    },
]
LOGIN_URL = "access:login"
LOGIN_REDIRECT_URL = "access:home"
LOGOUT_REDIRECT_URL = "/"
CSRF_FAILURE_VIEW = "gonghui.kernel.ui.errors.csrf_failure"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = (
    0.25  # hours; a lock ends by itself, so no outsider can lock a cadre out for good
)
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_VERBOSE = False
AXES_ENABLE_ADMIN = False
AXES_RESET_ON_SUCCESS = True
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True  # the audit chain keeps sign-ins
AXES_USERNAME_CALLABLE = "gonghui.kernel.access.backends.counted_name"
AXES_CLIENT_IP_CALLABLE = "gonghui.kernel.access.addresses.throttled_ip"
AXES_LOCKOUT_CALLABLE = "gonghui.kernel.access.backends.keep_page"
TRUSTED_PROXIES = 0  # proxies in front that append to X-Forwarded-For
SESSION_ENGINE = "gonghui.kernel.access.sessions"
SESSION_LIMITS = {  # seconds; handbook law-and-security, section 12
    "staff_idle": 30 * 60,
    "staff_absolute": 12 * 3600,
    "member_idle": 7 * 24 * 3600,
}
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
X_FRAME_OPTIONS = "SAMEORIGIN"  # the page editor previews in a frame
SECURE_REFERRER_POLICY = "same-origin"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [SELF],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    },
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True
LOCALE_PATHS = [BASE_DIR / "gonghui" / "locale"]

STATIC_URL = "static/"
STATIC_ROOT = VAR_DIR / "static"
STATICFILES_FINDERS = [
    "gonghui.kernel.ui.finders.PackageFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
MEDIA_ROOT = VAR_DIR / "media"
MEDIA_URL = "media/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "private": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "private", "base_url": None},
    },
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
FILE_UPLOAD_MAX_MEMORY_SIZE = 2_621_440
UPLOAD_CEILING = 64 * 1024 * 1024
FILE_UPLOAD_HANDLERS = [
    "gonghui.kernel.files.ceiling.CeilingHandler",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000

TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
DEFAULT_FROM_EMAIL = "gonghui@localhost"
EMAIL_TIMEOUT = 30

WAGTAILADMIN_LOGIN_URL = "/account/login/"
WAGTAIL_SITE_NAME = "工会服务网"
WAGTAILADMIN_BASE_URL = "http://localhost:8000"
WAGTAIL_GRAVATAR_PROVIDER_URL = None
WAGTAIL_ENABLE_UPDATE_CHECK = False
WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database"}}
WAGTAILDOCS_EXTENSIONS = ["pdf", "docx", "xlsx", "doc", "xls"]

KEY_RING_FILE = VAR_DIR / "keys.json"

GONGHUI = {
    "federation_name": "示范省教育科技工会",
    "icp_no": "",
    "psb_no": "",
    "support_phone": "",
}
