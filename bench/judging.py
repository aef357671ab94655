"""A judge's page, a saved sheet, and the ranking of a large round from its frozen rows."""

import random
import time
from functools import partial
from itertools import count

import pgtrigger
from django.db import connection
from django.test import Client
from django.utils import timezone

from bench.entries import open_period
from bench.ground import Visitor, rate, served, signed_in
from bench.lists import queries_of
from judging import actions
from judging.models import Assignment, Score
from kipp.accounts.models import Role
from kipp.bootstrap import say
from tests.factories.accounts import UserFactory
from tests.factories.judging import assign_everyone, judged_period, verified_proposal

SMALL, LARGE, JUDGES = 20, 500, 15
LOOKS = 20
OPEN_SHEETS = 5  # of each judge, so that no two saves of one sheet are on their way at once
REASON = "Terukur pada data tiga tahun terakhir. " * 3


def measure() -> None:
    with served("bench.floor") as port:
        page = rate(port, partial(Visitor(port).get, "/page/"))
        insert = rate(port, partial(Visitor(port).post, "/insert/", text=REASON))
    say(f"floors: a bare page of twenty rows {page:.0f}/s, a bare INSERT {insert:.0f}/s")
    organiser, period = open_period()
    judges = [UserFactory(role=Role.JUDGE) for _ in range(JUDGES)]
    judged_period(period, by=organiser, proposals=SMALL, judges=judges)
    with served("kipp.wsgi") as port:
        _judges_page(port, page)
        _saved_sheet(port, insert)
    for _ in range(LARGE - SMALL):
        verified_proposal(period, by=organiser)
    assign_everyone(period, by=organiser)
    _ranking(organiser, period)


def _judges_page(port: int, floor: float) -> None:
    task = Assignment.objects.select_related("judge").first()
    path = f"/tugas/{task.pk}/"
    seen = rate(port, partial(signed_in(task.judge, port).get, path))
    say(f"judge's page: {seen:.0f}/s, {seen / floor:.2f} of the floor, {queries_of(task.judge, path)} queries")


def _saved_sheet(port: int, floor: float) -> None:
    saved = rate(port, _Typing(port).next_save)
    say(f"saved sheet: {saved:.0f}/s, {saved / floor:.2f} of the floor")


class _Typing:
    """All judges at some of their sheets, with another mark each time."""

    def __init__(self, port: int) -> None:
        self._turn = count()
        tasks = Assignment.objects.filter(order__lte=OPEN_SHEETS).select_related("judge", "round").order_by("order")
        self._codes = list(tasks[0].round.criteria.values_list("code", flat=True))
        self._sheets = [(signed_in(task.judge, port), f"/tugas/{task.pk}/", count(1)) for task in tasks]

    def next_save(self) -> bytes:
        turn = next(self._turn)
        visitor, path, versions = self._sheets[turn % len(self._sheets)]
        marks = {f"nilai_{code}": "75" for code in self._codes} | {f"nilai_{self._codes[0]}": str(50 + turn % 40)}
        return visitor.save(path, versi=str(next(versions)), **marks)


def _ranking(organiser, period) -> None:
    _mark_everything()
    actions.close_judging(period, by=organiser)
    client = Client()
    client.force_login(organiser)
    path = f"/penilaian/{period.pk}/peringkat/"
    needed = []
    for _ in range(LOOKS):
        began = time.process_time()
        client.get(path)
        needed.append(time.process_time() - began)
    least = f"{min(needed) * 1000:.0f} ms of the processor"
    say(f"ranking of {LARGE} x {JUDGES}: {least}, {queries_of(organiser, path)} queries")


def _mark_everything() -> None:
    """Rows like those that the acts make, written in bulk."""
    draw = random.Random(1)
    with pgtrigger.ignore():
        tasks = list(Assignment.objects.outstanding().select_related("round"))
        criteria = list(tasks[0].round.criteria.all())
        Score.objects.bulk_create(
            Score(
                assignment=task,
                criterion=one,
                revision=1000,
                value=draw.randint(60, 90),
                reason="",
                by_id=task.judge_id,
            )
            for task in tasks
            for one in criteria
        )
        Assignment.objects.outstanding().update(handed_in_at=timezone.now(), version=1000)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
