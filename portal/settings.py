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
    "portal.outbox",
    "missions",
    "catalog",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "allauth.usersessions",
    "post_office",
    "django_countries",
    "django_filters",
    "simple_history",
    "csp",
    "django.forms",
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.humanize",
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
    "portal.middleware.refuse_large_forms",
    "portal.middleware.refuse_nul_bytes",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.accounts.middleware.private_when_signed_in",
    "django.contrib.messages.middleware.MessageMiddleware",
    "portal.numbers.middleware.count_visits",
    "allauth.account.middleware.AccountMiddleware",
    "portal.accounts.middleware.end_old_staff_sessions",
    "portal.accounts.middleware.StaffSecondFactor",
    "portal.busy.SayBusy",
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
FORMAT_MODULE_PATH = ["portal.formats"]
TIME_ZONE = "Europe/Rome"
USE_TZ = True

# Static files: built into .build/static by npm, gathered and named by content into .build/staticfiles.
STATIC_URL = "static/"
STATIC_ROOT = BASE_DIR / ".build" / "staticfiles"
STATICFILES_DIRS = [BASE_DIR / ".build" / "static"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "attachments": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": VAR_DIR / "uploads" / "mail"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
MEDIA_ROOT = VAR_DIR / "uploads"

# Accounts: allauth, by e-mail address. Its pages, forms and sentences are ours: portal.accounts and templates/account.
AUTHENTICATION_BACKENDS = ["portal.accounts.backends.PortalBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "portal.accounts.passwords.LongestPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "portal.accounts.passwords.GuessablePasswordValidator"},
]
PASSWORD_HASHERS = [
    "portal.accounts.passwords.PortalArgon2Hasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
PASSWORD_RESET_TIMEOUT = 3600
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "portal.accounts.adapters.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_FORMS = {
    "login": "portal.accounts.forms.SignInForm",
    "signup": "portal.accounts.forms.SignUpForm",
    "reset_password": "portal.accounts.forms.ForgottenPasswordForm",
    "reset_password_from_key": "portal.accounts.forms.NewPasswordForm",
    "change_password": "portal.accounts.forms.ChangePasswordForm",
    "set_password": "portal.accounts.forms.FirstPasswordForm",
    "add_email": "portal.accounts.forms.NewAddressForm",
    "reauthenticate": "portal.accounts.forms.ConfirmPasswordForm",
}
# Per address of the network, so that one office behind one address is not kept out; wrong passwords are counted per
# account too (see AccountAdapter on who shares that count).
ACCOUNT_RATE_LIMITS = {"login": "120/m/ip", "login_failed": "10/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = read("PROXIES", 0)
MFA_ADAPTER = "portal.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_TOTP_ISSUER = "Porte del Mondo"
MFA_TOTP_TOLERANCE = 1  # clocks of telephones are some seconds off
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO
MFA_FORMS = {
    "authenticate": "portal.accounts.forms.SecondFactorForm",
    "reauthenticate": "portal.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "portal.accounts.forms.AuthenticatorForm",
    "add_webauthn": "portal.accounts.forms.PasskeyForm",
    "edit_webauthn": "portal.accounts.forms.PasskeyNameForm",
}
SESSION_COOKIE_AGE = 14 * 24 * 3600
#: Staff prove themselves with a second factor, and their sessions end: without use, and in any case (ASVS 7.3).
STAFF_SECOND_FACTOR = not DEMO
STAFF_SESSION_IDLE, STAFF_SESSION_LONGEST = 30 * 60, 12 * 3600

# The Region's identity gateway (SPID, CIE and CNS stand behind it), through OpenID Connect.
OIDC_ISSUER = read("OIDC_ISSUER", "")
SOCIALACCOUNT_ADAPTER = "portal.accounts.adapters.GatewayAdapter"
SOCIALACCOUNT_FORMS = {"signup": "portal.accounts.forms.GatewaySignUpForm"}
SOCIALACCOUNT_LOGIN_ON_GET = True  # a form may only be sent to this host (form-action), also after redirects
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5
SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": []}}
if OIDC_ISSUER:
    if not (read("OIDC_CLIENT_ID") and read("OIDC_SECRET")):
        raise ConfigurationError("OIDC_ISSUER needs OIDC_CLIENT_ID and OIDC_SECRET.")
    SOCIALACCOUNT_PROVIDERS["openid_connect"]["APPS"] = [
        {
            "provider_id": "gateway",
            "name": "SPID, CIE, CNS",
            "client_id": read("OIDC_CLIENT_ID"),
            "secret": read("OIDC_SECRET"),
            "settings": {"server_url": OIDC_ISSUER},
        }
    ]

# Counts of attempts are shared by all processes and machines: in the database, which every one of them has anyway.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "shared_cache",
        # Who floods the counts must not push others' out.
        "OPTIONS": {"MAX_ENTRIES": 200_000, "CULL_FREQUENCY": 10},
    }
}
# In the session, not in a cookie: pages kept for readers without a session must show nobody's messages.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# Mail: written to the database in the caller's transaction, sent from there (portal.outbox).
SITE_URL = read("SITE_URL", f"http://{read('HOST', '127.0.0.1')}:{read('PORT', 8000)}").rstrip("/")
DEFAULT_FROM_EMAIL = SERVER_EMAIL = read("EMAIL_FROM", "Porte del Mondo <porte-del-mondo@localhost>")
EMAIL_REPLY_TO = read("EMAIL_REPLY_TO", "")
EMAIL_BACKEND = "portal.outbox.backend.OutboxBackend"
EMAIL_TIMEOUT = 10
_mail = read("EMAIL_URL")
if _mail:
    if "EMAIL_BACKEND" not in _mail:
        raise ConfigurationError("EMAIL_URL must begin with smtp://, smtps:// or submission://")
    _transport, EMAIL_HOST, EMAIL_PORT = _mail["EMAIL_BACKEND"], _mail["EMAIL_HOST"], _mail["EMAIL_PORT"]
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = _mail["EMAIL_HOST_USER"], _mail["EMAIL_HOST_PASSWORD"]
    EMAIL_USE_TLS, EMAIL_USE_SSL = _mail["EMAIL_USE_TLS"], _mail["EMAIL_USE_SSL"]
else:
    _transport = "portal.outbox.files.FileTransport"
    EMAIL_FILE_PATH = VAR_DIR / "mail"
POST_OFFICE = {"BACKENDS": {"default": _transport}, "FILE_STORAGE": "attachments"}

# Whom to turn to. What is not set is not invented: pages then say where to ask instead.
IMPORTS_KEPT_DAYS = read("IMPORTS_KEPT_DAYS", 180)
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
        "worker-src": [SELF],
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
    "handlers": {
        "console": {"class": "logging.StreamHandler", "formatter": "line"},
        "nobody": {"class": "logging.NullHandler"},
    },
    "root": {"handlers": ["console"], "level": "WARNING"},
    # What a stranger gets wrong is answered with 400 and needs no traceback; a refused form is worth a line.
    "loggers": {
        "django.security": {"handlers": ["nobody"], "propagate": False},
        "django.security.csrf": {"handlers": ["console"], "propagate": False},
    },
}
