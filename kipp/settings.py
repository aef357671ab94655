"""One settings file. Values come from the environment; nonsense fails at start, loudly."""

from pathlib import Path

import environ
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured

from kipp.scanning import is_address

BASE_DIR = Path(__file__).resolve().parent.parent
env = environ.Env()
if (BASE_DIR / ".env").exists():
    env.read_env(BASE_DIR / ".env")

MODE = env.str("KIPP_MODE", "production")
if MODE not in {"demo", "test", "production"}:
    raise ImproperlyConfigured("KIPP_MODE must be demo, test or production.")
DEBUG = False
SECRET_KEY = env.str("SECRET_KEY")
# Ed25519: signs result bundles. Its public half is printed on papers, so it stays for years.
RESULT_SIGNING_KEY = env.str("RESULT_SIGNING_KEY")
if len(RESULT_SIGNING_KEY) != 64 or set(RESULT_SIGNING_KEY) - set("0123456789abcdef"):
    raise ImproperlyConfigured("RESULT_SIGNING_KEY must be 64 hexadecimal digits in small letters.")
VAR = Path(env.str("KIPP_VAR", str(BASE_DIR / "var")))
BASE_URL = env.str("KIPP_BASE_URL", "http://localhost:8000").rstrip("/")
ALLOWED_HOSTS = env.list(
    "ALLOWED_HOSTS", default=[] if MODE == "production" else ["localhost", "127.0.0.1", "[::1]", "testserver"]
)
SECURE_PROXY = env.bool("KIPP_SECURE_PROXY", MODE == "production")

# Organisers and judges must use a second factor. Only the demo may go without, under a banner.
MFA_REQUIRED = env.bool("KIPP_MFA_REQUIRED", MODE == "production")
if MODE == "production" and not MFA_REQUIRED:
    raise ImproperlyConfigured("KIPP_MFA_REQUIRED must be true in production.")
if MODE == "production" and len(SECRET_KEY) < 50:
    raise ImproperlyConfigured("SECRET_KEY must have at least 50 characters in production.")
if MODE == "production" and (not ALLOWED_HOSTS or any(host[:1] in {"*", "."} for host in ALLOWED_HOSTS)):
    raise ImproperlyConfigured("ALLOWED_HOSTS must name each host in production.")
if MODE == "production" and not BASE_URL.startswith("https://"):
    raise ImproperlyConfigured("KIPP_BASE_URL must begin with https in production.")

ROOT_URLCONF = "kipp.urls"
WSGI_APPLICATION = "kipp.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django.contrib.postgres",
    "django.forms",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "js_lib_bootstrap5",
    "crispy_forms",
    "crispy_bootstrap5",
    "django_filters",
    "django_htmx",
    "pgtrigger",
    "csp",
    "kipp.apps.KippConfig",
    "kipp.audit",
    "kipp.accounts",
    "kipp.jobs",
    "kipp.documents",
    "competitions",
    "proposals",
    "judging",
    "skm",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",  # before the one that answers for files: they carry the policy too
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "kipp.middleware.refuse_malformed",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "kipp.accounts.middleware.end_idle_sessions",
    "kipp.accounts.middleware.require_second_factor",
    "kipp.middleware.private_responses",
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
                "kipp.context.site",
            ],
            "builtins": ["kipp.templatetags.kipp", "kipp.templatetags.components"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
CRISPY_TEMPLATE_PACK = CRISPY_ALLOWED_TEMPLATE_PACKS = "bootstrap5"

# --- Database ---------------------------------------------------------------
DATABASES = {"default": env.db_url("DATABASE_URL")}
# For `prepare` alone: the role that owns the tables, so that the application's own cannot switch off what guards them.
if env.str("DATABASE_OWNER_URL", ""):
    DATABASES["owner"] = env.db_url("DATABASE_OWNER_URL")
for _alias, _name in {"default": "DATABASE_URL", "owner": "DATABASE_OWNER_URL"}.items():
    if "postgresql" not in DATABASES.get(_alias, DATABASES["default"])["ENGINE"]:
        raise ImproperlyConfigured(f"{_name} must name a PostgreSQL server.")
DATABASES["default"] |= {
    "CONN_MAX_AGE": 60,
    "CONN_HEALTH_CHECKS": True,
    "OPTIONS": {"options": "-c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"},
    "TEST": {
        "NAME": env.str("KIPP_TEST_DB", "test_kipp"),
        "TEMPLATE": env.str("KIPP_TEST_TEMPLATE", default=None),
    },
}
# The database, not local memory: rate limits must be shared by all web workers, and a silent
# broker must never stop a login.
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache"
        if MODE == "test"
        else "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "cache",
    }
}

# --- Words, dates, numbers ------------------------------------------------------
LANGUAGE_CODE = "id"
LANGUAGES = [("id", "Bahasa Indonesia")]
LOCALE_PATHS = [BASE_DIR / "kipp" / "locale"]
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Jakarta"
FORMAT_MODULE_PATH = ["kipp.formats"]

# --- Accounts -------------------------------------------------------------------
AUTH_USER_MODEL = "accounts.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.MD5PasswordHasher"
    if MODE == "test"
    else "django.contrib.auth.hashers.Argon2PasswordHasher"
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}", "OPTIONS": options}
    for name, options in [
        ("UserAttributeSimilarityValidator", {"user_attributes": ["email", "name", "nip"]}),
        ("MinimumLengthValidator", {"min_length": 12}),
        ("CommonPasswordValidator", {}),
        ("NumericPasswordValidator", {}),
    ]
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "kipp.accounts.adapter.InvitationOnly"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_LOGOUT_REDIRECT_URL = "home"
ACCOUNT_RATE_LIMITS = {"login_failed": "10/m/ip,5/300s/key"}
ALLAUTH_TRUSTED_PROXY_COUNT = 1 if SECURE_PROXY else 0
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_FORMS = {
    "login": "kipp.accounts.forms.LoginForm",
    "reauthenticate": "kipp.accounts.forms.ReauthenticateForm",
    "change_password": "kipp.accounts.forms.ChangePasswordForm",
    "set_password": "kipp.accounts.forms.SetPasswordForm",
    "reset_password": "kipp.accounts.forms.ResetPasswordForm",
    "reset_password_from_key": "kipp.accounts.forms.ResetPasswordKeyForm",
}
MFA_FORMS = {
    "authenticate": "kipp.accounts.forms.SecondFactorForm",
    "reauthenticate": "kipp.accounts.forms.SecondFactorAgainForm",
    "activate_totp": "kipp.accounts.forms.ActivateAuthenticatorForm",
    "add_webauthn": "kipp.accounts.forms.AddPasskeyForm",
    "edit_webauthn": "kipp.accounts.forms.RenamePasskeyForm",
    "authenticate_webauthn": "kipp.accounts.forms.UsePasskeyForm",
    "reauthenticate_webauthn": "kipp.accounts.forms.UsePasskeyAgainForm",
}
MFA_ADAPTER = "kipp.accounts.adapter.SecondFactor"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = False  # a passkey comes after the password, never instead of it (docs/adr/0019)
# Accounts come by a mailed invitation, so every address is proven.
MFA_ALLOW_UNVERIFIED_EMAIL = True
MFA_TOTP_ISSUER = "KIPP Kota Tegal"
USERSESSIONS_TRACK_ACTIVITY = False  # a page that is only read writes nothing
SESSION_COOKIE_AGE = 12 * 3600  # the longest, however busy
SESSION_IDLE_OPERATOR = env.int("SESSION_IDLE_OPERATOR", 8 * 3600)
SESSION_IDLE_STAFF = env.int("SESSION_IDLE_STAFF", 30 * 60)
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"

# --- Mail: every message is a row first; a job hands it to the real backend. -------
EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
_mail = env.email_url("EMAIL_URL", default="consolemail://")
OUTBOX_BACKEND = _mail.pop("EMAIL_BACKEND")
globals().update({key: value for key, value in _mail.items() if value is not None})
EMAIL_TIMEOUT = 10
DEFAULT_FROM_EMAIL = env.str("DEFAULT_FROM_EMAIL", "kipp@localhost")

# --- Jobs -----------------------------------------------------------------------
REDIS_URL = env.str("REDIS_URL")
# Seconds: a running job without heartbeat for so long is taken over; a queued one so old is hinted again.
JOBS_SILENT_AFTER = env.int("JOBS_SILENT_AFTER", 90)
JOBS_OVERDUE_AFTER = env.int("JOBS_OVERDUE_AFTER", 30)

# --- Files ----------------------------------------------------------------------
STATIC_URL = "static/"
STATIC_ROOT = VAR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
MEDIA_ROOT = VAR / "media"
# Where clamd listens, host:port or the path of its socket. Without it files are not scanned.
CLAMAV_ADDRESS = env.str("CLAMAV_ADDRESS", "")
if CLAMAV_ADDRESS and not is_address(CLAMAV_ADDRESS):
    raise ImproperlyConfigured("CLAMAV_ADDRESS must be host:port or the path of a socket.")
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if MODE == "test"
        else "whitenoise.storage.ManifestStaticFilesStorage"
    },
}
WHITENOISE_USE_FINDERS = MODE == "test"
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
DATA_UPLOAD_MAX_NUMBER_FIELDS = 500

# --- HTTP -----------------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "img-src": [SELF, "data:"],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF],
        "frame-ancestors": [NONE],
    }
}
X_FRAME_OPTIONS = "DENY"
SECURE_REFERRER_POLICY = "same-origin"
CSRF_FAILURE_VIEW = "kipp.views.csrf_failure"
if SECURE_PROXY:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    SECURE_SSL_REDIRECT = SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = True
    SECURE_REDIRECT_EXEMPT = ["^healthz$"]
    SECURE_HSTS_SECONDS = 31_536_000
    SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = True

# --- Logs -----------------------------------------------------------------------
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": env.str("LOG_LEVEL", "WARNING")},
}
