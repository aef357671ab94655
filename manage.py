#!/usr/bin/env python3
"""Django's commands. `run` first starts the embedded servers; the others find those of a running one."""

import os
import sys

import django
from django.core.management import execute_from_command_line

from kipp.environment import Servers, services
from kipp.management.commands import run
from kipp.stack import StackFailed
from kipp.supervisor import exit_on_signals

WISHES = {"run": Servers.OWN, "prepare": Servers.SHARED}


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kipp.settings")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    if command in WISHES:
        exit_on_signals()
    try:
        with services(WISHES.get(command, Servers.FOUND)) as stack:
            if command == "run":
                django.setup()
                # The command looks after the servers too, so it is handed the stack.
                run.Command(stack=stack).run_from_argv(sys.argv)
            else:
                execute_from_command_line(sys.argv)
    except StackFailed as failed:
        sys.exit(str(failed))


if __name__ == "__main__":
    main()
