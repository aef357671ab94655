"""Real servers and real processes; no database of Django."""

from collections.abc import Callable, Iterator
from pathlib import Path

import psycopg2
import pytest

from kipp.stack import Stack


@pytest.fixture
def stack(tmp_path: Path) -> Iterator[Stack]:
    with Stack(tmp_path / "var") as stack:
        yield stack


@pytest.fixture
def ask() -> Callable[[Stack, str], list[tuple]]:
    """Run one statement in a new connection, committed; return its rows."""

    def ask(stack: Stack, statement: str) -> list[tuple]:
        connection = psycopg2.connect(stack.owner_url)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(statement)
                return cursor.fetchall() if cursor.description else []
        finally:
            connection.close()

    return ask
