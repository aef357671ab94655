"""All rows of the matrix and the world they speak about."""

from django.test import Client

from tests.access import rows_account, rows_judging, rows_kipp, rows_proposals, rows_skm
from tests.access.matrix import ROLES, settled

FILES = (rows_account, rows_kipp, rows_proposals, rows_judging, rows_skm)
ROWS_OF = {file: [settled(row) for row in file.ROWS] for file in FILES}
ROWS = [row for rows in ROWS_OF.values() for row in rows]


def make_things(cast):
    """Make everything that a row names, for the people of the fixture `cast`."""
    things = {}
    for rows in FILES:
        build = next(value for name, value in vars(rows).items() if name.startswith("build_"))
        things |= build(cast)
    return things


def label(row):
    name, kwargs, _, method = row
    return f"{method} {name} {' '.join(str(value) for value in kwargs.values())}".strip()


def visitors(cast):
    """A browser per role, signed in once."""
    clients = {role: Client() for role in ROLES}
    for role, person in cast.items():
        clients[role].force_login(person)
    return clients
