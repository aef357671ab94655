"""`python -m bench lists|autosave|deadline|judging|statistics`: servers of its own, figures on the screen."""

import os
import sys
from importlib import import_module
from pathlib import Path

import django
from django.conf import settings

from kipp.bootstrap import say
from kipp.supervisor import exit_on_signals
from tests.__main__ import private_servers

CLAIMS = ("lists", "autosave", "deadline", "judging", "statistics")


def main(*claims: str) -> int:
    if len(claims) != 1 or claims[0] not in CLAIMS:
        say(f"Name one of: {', '.join(CLAIMS)}")
        return 2
    exit_on_signals()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kipp.settings")
    with private_servers():
        django.setup()
        Path(settings.STATIC_ROOT).mkdir(parents=True, exist_ok=True)
        import_module(f"bench.{claims[0]}").measure()
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
