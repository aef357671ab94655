"""A reader of files that breaks down in every way, to prove that the damage of files is noticed."""

import os
from itertools import repeat


class Rejected(Exception):
    pass


def fail(data: bytes) -> None:
    raise ZeroDivisionError("by zero")


def abort(data: bytes) -> None:
    os.abort()


def loop(data: bytes) -> None:
    for _ in repeat(None):
        pass


def swell(data: bytes) -> None:
    bytes(8 * 1024**3)


CLEANERS = {"fail": fail, "abort": abort, "loop": loop, "swell": swell}
