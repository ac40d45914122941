"""The only settings. Every value that differs between machines comes from the environment (``portal.environment``)."""

import os
import secrets
import sys
from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _

from portal.databases import database
from portal.environment import BASE_DIR, ConfigurationError, read

DEMO = bool(read("DEMO", False))
DEBUG = False
VAR_DIR = Path(read("VAR_DIR", str(BASE_DIR / "var"))).resolve()
try:
    VAR_DIR.mkdir(parents=True, exist_ok=True)
except OSError as error:
    raise ConfigurationError(f"VAR_DIR cannot be used: {error}") from error


def _secret_key() -> str:
    """What was given; under DEMO one made once and kept, so that a restart signs nobody out."""
    given = read("SECRET_KEY")
    if given:
        return given
    if not DEMO:
        raise ConfigurationError("SECRET_KEY is not set. Set it, or start a demonstration with DEMO=1.")
    kept = VAR_DIR / "secret-key"
    if not kept.exists():
        with os.fdopen(os.open(kept, os.O_WRONLY | os.O_CREAT, 0o600), "w") as file:
            file.write(secrets.token_urlsafe(50))
    return kept.read_text()


SECRET_KEY = _secret_key()
DATABASES = {
    "default": database(
        read("DATABASE_URL", f"sqlite:///{VAR_DIR / 'portal.sqlite3'}"),
        patient=Path(sys.argv[0]).name in {"manage.py", "serve.py"},
    )
}

ALLOWED_HOSTS = read("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"  # so that templates/django/forms/ dresses our forms
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
AUTH_USER_MODEL = "accounts.User"

INSTALLED_APPS = [
    "portal",
    "portal.accounts",
    "portal.feedback",
    "portal.numbers",
    "missions",
    "catalog",
    "django_filters",
    "csp",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "portal.middleware.isolation_headers",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.api.problems.problem_documents",
    "portal.middleware.refuse_nul_bytes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.numbers.middleware.count_visits",
    "catalog.middleware.one_index_version",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.context_processors.site",
            ],
        },
    }
]

# Language and time: the firm's language first in the address, the clock of Italy.
LANGUAGE_CODE = "it"
LANGUAGES = [("it", _("Italian")), ("en", _("English"))]
LOCALE_PATHS = [BASE_DIR / "portal" / "locale"]
TIME_ZONE = "Europe/Rome"
USE_TZ = True

# Static files: built into .build/static by npm, gathered and named by content into .build/staticfiles.
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".build" / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / ".build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "uploads"

# Accounts
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
LOGIN_URL = "admin:login"

# Mail
SITE_URL = read("SITE_URL", f"http://{read('HOST', '127.0.0.1')}:{read('PORT', 8000)}").rstrip("/")
EMAIL_TIMEOUT = 10
_mail = read("EMAIL_URL")
if _mail:
    if "EMAIL_BACKEND" not in _mail:
        raise ConfigurationError("EMAIL_URL must begin with smtp://, smtps:// or submission://")
    EMAIL_BACKEND, EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_BACKEND"], _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
else:
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = VAR_DIR / "mail"

# Whom to turn to. What is not set is not invented: pages then say where to ask instead.
CONTACT_EMAIL = read("CONTACT_EMAIL", "")
CONTACT_PEC = read("CONTACT_PEC", "")
CONTACT_PHONE = read("CONTACT_PHONE", "")
DPO_EMAIL = read("DPO_EMAIL", "")
SECURITY_EMAIL = read("SECURITY_EMAIL", "")
ACCESSIBILITY_STATEMENT_URL = read("ACCESSIBILITY_STATEMENT_URL", "")
TRANSPARENCY_URL = read("TRANSPARENCY_URL", "")

# Security. Behind the proxy everything is https; a demonstration on one's own machine is plain http.
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
SECURE_SSL_REDIRECT = not DEMO
SECURE_HSTS_SECONDS = 0 if DEMO else 31_536_000
SECURE_HSTS_INCLUDE_SUBDOMAINS = not DEMO
SECURE_HSTS_PRELOAD = not DEMO
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = not DEMO
SESSION_COOKIE_NAME = "sessionid" if DEMO else "__Host-sessionid"
CSRF_COOKIE_NAME = "csrftoken" if DEMO else "__Host-csrftoken"
CSRF_FAILURE_VIEW = "portal.pages.errors.form_refused"
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = LANGUAGE_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = LANGUAGE_COOKIE_HTTPONLY = True
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],  # the kit's own arrows are data: images inside its stylesheet
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
    }
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_621_440

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What a stranger gets wrong is answered with 400 and needs no traceback; a refused form is worth a line.
    "loggers": {
        "django.security": {"handlers": [], "propagate": False},
        "django.security.csrf": {"handlers": ["console"], "propagate": False},
    },
}
