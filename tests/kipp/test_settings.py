"""Nonsense in the environment stops the application at its start; production values pass Django's own check."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PRODUCTION = {
    "KIPP_MODE": "production",
    "SECRET_KEY": "kunci-uji-yang-cukup-panjang-0123456789-ABCDEFGHIJ-klmnopqrst",
    "RESULT_SIGNING_KEY": "0123456789abcdef" * 4,
    "DATABASE_URL": "postgres://x:x@127.0.0.1:1/x",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "ALLOWED_HOSTS": "kipp.tegalkota.example",
    "KIPP_BASE_URL": "https://kipp.tegalkota.example",
    "EMAIL_URL": "smtp://surel.example:25",
}


def check(tmp_path, *options, **changes):
    """Run the check with production values, changed or (None) taken away; return exit code and what it said."""
    environment = {"PATH": os.environ["PATH"], "KIPP_VAR": str(tmp_path), **PRODUCTION, **changes}
    environment = {name: value for name, value in environment.items() if value is not None}
    outcome = subprocess.run(
        [sys.executable, "manage.py", "check", *options], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    return outcome.returncode, outcome.stdout + outcome.stderr


def test_production_passes_the_deployment_check_without_a_warning(tmp_path):
    code, said = check(tmp_path, "--deploy", "--fail-level", "INFO")

    assert (code, "no issues (0 silenced)" in said) == (0, True)


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"KIPP_MFA_REQUIRED": "false"}, "KIPP_MFA_REQUIRED must be true in production."),
        ({"SECRET_KEY": "pendek"}, "SECRET_KEY must have at least 50 characters in production."),
        ({"SECRET_KEY": None}, "Set the SECRET_KEY environment variable"),
        ({"RESULT_SIGNING_KEY": None}, "Set the RESULT_SIGNING_KEY environment variable"),
        ({"RESULT_SIGNING_KEY": "pendek"}, "RESULT_SIGNING_KEY must be 64 hexadecimal digits in small letters."),
        ({"KIPP_MODE": "produksi"}, "KIPP_MODE must be demo, test or production."),
        ({"DATABASE_OWNER_URL": "sqlite:///x.db"}, "DATABASE_OWNER_URL must name a PostgreSQL server."),
        ({"DATABASE_URL": "sqlite:///x.db"}, "DATABASE_URL must name a PostgreSQL server."),
        ({"ALLOWED_HOSTS": "*"}, "ALLOWED_HOSTS must name each host in production."),
        ({"ALLOWED_HOSTS": ".tegalkota.example"}, "ALLOWED_HOSTS must name each host in production."),
        ({"ALLOWED_HOSTS": None}, "ALLOWED_HOSTS must name each host in production."),
        ({"KIPP_BASE_URL": "http://kipp.tegalkota.example"}, "KIPP_BASE_URL must begin with https in production."),
        ({"CLAMAV_ADDRESS": "pemindai"}, "CLAMAV_ADDRESS must be host:port or the path of a socket."),
        ({"JOBS_SILENT_AFTER": "sebentar"}, "invalid literal for int"),
    ],
    ids=lambda value: "-".join(f"{k}={v}" for k, v in value.items()) if isinstance(value, dict) else "",
)
def test_nonsense_stops_the_start(tmp_path, changes, sentence):
    code, said = check(tmp_path, **changes)

    assert code != 0
    assert sentence in said


def test_mode_is_production_unless_said_otherwise(tmp_path):
    code, said = check(tmp_path, KIPP_MODE=None, KIPP_MFA_REQUIRED="false")

    assert (code, "KIPP_MFA_REQUIRED must be true" in said) == (1, True)


def test_rate_limits_are_shared_by_all_web_workers_in_production(tmp_path):
    code, said = shell(
        tmp_path,
        "from django.conf import settings as s;"
        "print(s.CACHES['default']['BACKEND'], s.PASSWORD_HASHERS[0], s.EMAIL_BACKEND, s.OUTBOX_BACKEND)",
    )

    assert (code, said.split()) == (
        0,
        [
            "django.core.cache.backends.db.DatabaseCache",
            "django.contrib.auth.hashers.Argon2PasswordHasher",
            "kipp.jobs.mail.OutboxBackend",
            "django.core.mail.backends.smtp.EmailBackend",
        ],
    )


def shell(tmp_path, line):
    environment = {"PATH": os.environ["PATH"], "KIPP_VAR": str(tmp_path), **PRODUCTION}
    setup = "import os, django; os.environ['DJANGO_SETTINGS_MODULE'] = 'kipp.settings'; django.setup();"
    outcome = subprocess.run(
        [sys.executable, "-c", setup + line], cwd=ROOT, env=environment, capture_output=True, text=True
    )
    return outcome.returncode, outcome.stdout
