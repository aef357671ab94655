"""Lists, search and the matrix stay as quick at 2,000 proposals as at 20, and near a bare page of twenty rows."""

from functools import partial

from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from bench.entries import add_sent, open_period, operators
from bench.ground import Visitor, rate, served, signed_in
from kipp.accounts.models import User
from kipp.bootstrap import say

PAGES = {
    "list of the desk": "/meja/proposal/",
    "search": "/meja/proposal/?cari=inovasi+1",
    "matrix": "/satu-instansi-satu-inovasi/",
}
SIZES = {20: "Awal", 2000: "Lanjut"}


def measure() -> None:
    organiser, period = open_period()
    units = operators()
    with served("bench.floor") as port:
        floor = rate(port, partial(Visitor(port).get, "/page/"))
    say(f"floor, a bare page of twenty rows: {floor:.0f}/s")
    done, rates, queries = 0, {}, {}
    with served("kipp.wsgi") as port:
        visitor = signed_in(organiser, port)
        for size, name in SIZES.items():
            add_sent(size - done, by=units, period=period, name=name)
            done = size
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")
            for page, path in PAGES.items():
                rates[page, size] = rate(port, partial(visitor.get, path))
                queries[page, size] = queries_of(organiser, path)
    few, many = SIZES
    for page in PAGES:
        say(
            f"{page}: {rates[page, few] / floor:.2f} of the floor at {few}, {rates[page, many] / floor:.2f} at {many};"
            f" time x {rates[page, few] / rates[page, many]:.2f};"
            f" {queries[page, few]} and {queries[page, many]} queries"
        )


def queries_of(user: User, path: str) -> int:
    client = Client()
    client.force_login(user)
    with CaptureQueriesContext(connection) as asked:
        client.get(path)
    return len(asked)
