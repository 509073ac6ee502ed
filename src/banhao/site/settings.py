"""Django settings. Everything that differs between installations comes from the environment.

BANHAO_HOME      folder for database, uploads, keys, heads (default: ./var beside the checkout)
BANHAO_DATABASE  sqlite:///PATH or postgresql://USER:PASSWORD@HOST:PORT/NAME
BANHAO_REPLICA   postgresql://… of a streaming replica, for reads that may be seconds old (none)
BANHAO_HOSTS     host names served, comma separated (default: this machine only)
BANHAO_URL       address people reach it at; it stands in the QR codes of certificates
BANHAO_SOURCES   base URL of the data sources (demo: http://127.0.0.1:8010)
BANHAO_HEADS    file of the heads of all cases; best on another machine (default: HOME/heads)
BANHAO_MAIL      mail server, smtp://USER:PASSWORD@HOST:PORT?from=ADDRESS (default: no mail is sent)
BANHAO_SCANS     folder into which scanners drop files, one below it per region code (default: none)
BANHAO_API_RATE  calls a minute for each token of the API, a fifth without one (default: 600)
BANHAO_WEBHOOKS  networks that webhooks may reach besides public ones: 10.1.0.0/16,127.0.0.1/32
BANHAO_STATIC    folder of the collected static files (default: static-built in the checkout)
BANHAO_LOG       text or json: the form of the lines on standard error (default: text)
BANHAO_LOG_ADDRESSES  1 = lines of requests say the address they came from
BANHAO_METRICS_TOKEN  whoever brings it as "Authorization: Bearer …" may read /metrics
BANHAO_DEBUG     1 = Django's debug pages; never in production
"""

import os
from pathlib import Path

from banhao.site.databases import databases
from banhao.site.logs.configuration import logging_settings
from banhao.site.secrets import secret

HOME = Path(os.environ.get("BANHAO_HOME", Path.cwd() / "var")).absolute()
CHECKOUT = Path(__file__).parents[3]
DEBUG = os.environ.get("BANHAO_DEBUG") == "1"
SECRET_KEY = secret(HOME, "django")
VAULT_KEY = secret(HOME, "vault")  # wraps the keys of all subjects; a backup without it is shut
ALLOWED_HOSTS = os.environ.get("BANHAO_HOSTS", "127.0.0.1,localhost,[::1]").split(",")
PUBLIC_URL = os.environ.get("BANHAO_URL", "http://127.0.0.1:8000")
HEADS = Path(os.environ.get("BANHAO_HEADS", HOME / "heads" / "heads.log"))
API_RATE = int(os.environ.get("BANHAO_API_RATE", "600"))
WEBHOOK_NETWORKS = [w for w in os.environ.get("BANHAO_WEBHOOKS", "").split(",") if w]
SCANS = os.environ.get("BANHAO_SCANS", "")
MAIL = os.environ.get("BANHAO_MAIL", "")
METRICS_TOKEN = os.environ.get("BANHAO_METRICS_TOKEN", "")
SOURCES_URL = os.environ.get("BANHAO_SOURCES", "http://127.0.0.1:8010")

# One capability a line, in the order of who may use whom (each those before it).
CAPABILITIES = [
    "replica",
    "vault",
    "people",
    "mail",
    "organisations",
    "tokens",
    "files",
    "catalogues",
    "queues",
    "evidence",
    "pledges",
    "drafts",
    "certificates",
    "deliveries",
    "cases",
    "papers",
    "ratings",
    "imports",
    "exchange",
    "webhooks",
]
CHANNELS = ["portal", "counter", "office", "administration", "api"]

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_htmx",
    "axes",
    "csp",
    "banhao.ui",
    "banhao.site",
    *(f"banhao.apps.{name}" for name in CAPABILITIES),
    *(f"banhao.channels.{name}" for name in CHANNELS),
]
MIDDLEWARE = [
    "banhao.site.watch.requests.Watch",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "banhao.apps.people.staying.StayMiddleware",
    "banhao.ui.languages.LanguageMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "csp.middleware.CSPMiddleware",
    "axes.middleware.AxesMiddleware",
]
ROOT_URLCONF = "banhao.site.urls"
WSGI_APPLICATION = "banhao.site.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
            "builtins": ["banhao.ui.templatetags.words"],
        },
    }
]

DATABASES = databases(
    os.environ.get("BANHAO_DATABASE", ""), os.environ.get("BANHAO_REPLICA", ""), HOME
)
DATABASE_ROUTERS = ["banhao.apps.replica.router.Router"] if len(DATABASES) > 1 else []
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "people.AccountRecord"
AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "banhao.apps.people.backend.AccountBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 2 * 60 * 60  # seconds that a link in a mail works
LOGIN_URL = "people:sign-in"
LOGIN_REDIRECT_URL = "/"
AXES_FAILURE_LIMIT = 5
AXES_COOLOFF_TIME = 0.25  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_ENABLE_ACCESS_FAILURE_LOG = True
AXES_DISABLE_ACCESS_LOG = True  # who signed in when is personal data that nobody needs
AXES_USERNAME_FORM_FIELD = "username"  # what `authenticate` is called with: the mail address
AXES_RESET_ON_SUCCESS = True
AXES_CLIENT_IP_CALLABLE = "banhao.apps.people.entrance.address"
AXES_LOCKOUT_CALLABLE = "banhao.apps.people.views.locked_out"
# Where a role lands after sign-in; applicants land on LOGIN_REDIRECT_URL.
LANDINGS = {
    "administrator": "/administration/",
    "clerk": "/counter/",
    "examiner": "/office/",
    "decider": "/office/",
    "inspector": "/office/",
    "supervisor": "/ratings/",
}

LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文"), ("en", "English")]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Shanghai"

STATIC_URL = "/static/"
STATIC_ROOT = Path(os.environ.get("BANHAO_STATIC", CHECKOUT / "static-built"))
STATICFILES_DIRS = [path for path in [CHECKOUT / "static-vendor"] if path.is_dir()]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG or not STATIC_ROOT.is_dir()
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}

# Served as https: by a proxy in front of us, which must set or remove this header itself.
_HTTPS = PUBLIC_URL.startswith("https://")
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if _HTTPS else None
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = _HTTPS
SESSION_ENGINE = "banhao.apps.people.sessions"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_AGE = 30 * 60  # after the last page: apps/people/staying.py
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "banhao.site.stale.stale"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000  # a table of 500 rows sends each of its cells
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "style-src": ["'self'"],
        "script-src": ["'self'"],
        "object-src": ["'none'"],
        "base-uri": ["'self'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

LOG_FORM = os.environ.get("BANHAO_LOG", "text")
LOG_ADDRESSES = os.environ.get("BANHAO_LOG_ADDRESSES") == "1"
LOGGING = logging_settings(LOG_FORM, debug=DEBUG)
