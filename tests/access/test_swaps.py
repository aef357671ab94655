"""What is hidden from somebody changes nothing that they can see, in any phase of judging.

Everybody walks every link there is. Then all marks and results that they may not see are swapped underneath, and the
same addresses, with a word of the marks searched in every list, answer with the same bytes, headers and number of
questions to the database. A second story runs twice with other marks: what is written for others on the way is equal.
"""

import re

import pgtrigger
import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection, transaction
from django.db.models import F
from django.test.utils import CaptureQueriesContext

from judging import actions
from judging.models import Assignment, Publication, Result, Score
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import run_waiting
from tests.access.spider import SEARCH, client_of, walk
from tests.factories.accounts import UserFactory
from tests.factories.judging import hand_in_all, judged_period, marks

REASON = "Alasan rahasia"
# Drawn anew for every answer, and nothing about marks.
TOKEN = re.compile(rb'((csrfmiddleware)?token" value="|X-CSRFToken": ")[\w-]+|nonce-[^\']+|nonce="[^"]+"')
UNRELATED = ("/akun/", "/survei/", "/ikm/", "/panduan/", "/satu-instansi-satu-inovasi/impor/")


@pytest.fixture
def people(cast):
    return cast | {"visitor": None}


@pytest.fixture
def judged(open_period, cast):
    judges = [cast["judge"], cast["other_judge"]]
    period = judged_period(open_period, by=cast["organiser"], judges=judges, proposals=3)
    for name, proposal in zip(("operator", "other_operator"), period.proposals.order_by("number"), strict=False):
        cast[name].agency = proposal.agency
        cast[name].save()
    return period


def mark_some(period, by):
    """One judge has sent a sheet and begun another, the other has begun one."""
    first, second = period.panel_members.order_by("pk").values_list("judge", flat=True)
    for judge, act in ((first, actions.hand_in), (first, actions.save_sheet), (second, actions.save_sheet)):
        task = Assignment.objects.outstanding().filter(judge=judge, version=1).named().order_by("order").first()
        act(task, by=task.judge, version=1, marks=marks(70, reason=REASON))


def mark_all(period, by, *, turned=False):
    numbers = sorted((proposal.number for proposal in period.proposals.all()), reverse=turned)
    hand_in_all(period, lambda task: marks(90 - 10 * numbers.index(task.proposal.number), reason=REASON))


def propose(period, by):
    mark_all(period, by)
    actions.close_judging(period, by=by)
    UserFactory(role=Role.ORGANISER)
    actions.propose_publication(period, by=by)


def approve(period, by):
    actions.approve_publication(Publication.objects.get(), by=UserFactory(role=Role.ORGANISER))
    period.refresh_from_db()


PHASES = {
    "marking": mark_some,
    "proposed": propose,
    "announced": approve,
    "released": lambda period, by: actions.release_sheets(period.rounds.get(), by=by),
}


def hidden_from(person, model):
    rows = model.objects.all()
    return rows.exclude(pk__in=rows.visible_to(person or AnonymousUser()).values("pk"))


def swap(scores, results) -> int:
    """Change marks and results past the triggers; return how many."""
    with pgtrigger.ignore():
        changed = scores.update(value=100 - F("value"), reason="Ditukar")
        return changed + results.update(total=100 - F("total"), own=100 - F("own"), place=4 - F("place"))


def answers(person, addresses):
    """Every byte and header and the number of questions, by address."""
    client = client_of(person)
    told = {}
    for address in addresses:
        with CaptureQueriesContext(connection) as asked:
            answer = client.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
        head = {name: TOKEN.sub(b"", value.encode()) for name, value in answer.headers.items()}
        told[address] = (answer.status_code, head, len(asked), TOKEN.sub(b"", body))
    return told


def all_addresses(person):
    """Everything that links lead to, and what each list finds of the words of a mark."""
    pages = {place: text for place, text in walk(person, orders=False).items() if not place.startswith(UNRELATED)}
    lists = sorted({address.partition("?")[0] for address, text in pages.items() if SEARCH.search(text)})
    return [*sorted(pages), *(f"{place}?cari={word}" for place in lists for word in ("70", "rahasia"))]


def changed_by(person, addresses, scores, results):
    """How many rows were swapped, and the addresses that answer otherwise then; all is as it was afterwards."""
    before = answers(person, addresses)
    with transaction.atomic():
        swapped = swap(scores, results)
        after = answers(person, addresses)
        transaction.set_rollback(True)
    return swapped, [address for address in addresses if before[address] != after[address]]


@pytest.mark.parametrize("last", PHASES)
def test_what_is_hidden_changes_nothing_that_is_seen(last, judged, cast, people):
    for phase, step in PHASES.items():
        step(judged, cast["organiser"])
        if phase == last:
            break
    run_waiting()  # the papers
    if last != "marking":  # from closing on the organiser sees everything
        assert not hidden_from(people.pop("organiser"), Score).exists()

    told = {
        name: changed_by(person, all_addresses(person), hidden_from(person, Score), hidden_from(person, Result))
        for name, person in people.items()
    }

    assert {name: addresses for name, (_, addresses) in told.items() if addresses} == {}
    assert all(swapped for swapped, _ in told.values())


def test_what_is_seen_does_change_so_the_comparison_can_fail(judged, cast):
    """The control: the marks of the judge who looks, and the results of the organiser."""
    organiser = cast["organiser"]
    mark_some(judged, organiser)
    own = Assignment.objects.handed_in().named().get()
    sheet = f"/tugas/{own.pk}/"
    seen = changed_by(own.judge, [sheet], Score.objects.visible_to(own.judge), Result.objects.none())
    propose(judged, organiser)
    ranking = f"/penilaian/{judged.pk}/peringkat/"

    assert seen == (10, [sheet])
    assert changed_by(organiser, [ranking], Score.objects.none(), Result.objects.all()) == (3, [ranking])


def written(period, by, *, turned):
    """What a round leaves in the outbox, the list of jobs and the audit chain before closing; and its marks."""
    with transaction.atomic():
        mark_some(period, by)
        mark_all(period, by, turned=turned)
        mails = list(Mail.objects.order_by("pk").values_list("to", "subject", "body"))
        jobs = list(Job.objects.order_by("queued_at", "pk").values_list("kind", "key", "params"))
        entries = list(Entry.objects.order_by("seq").values_list("actor", "verb", "subject", "note", "data"))
        values = list(Score.objects.order_by("assignment", "criterion").values_list("value", flat=True))
        transaction.set_rollback(True)
    return (mails, jobs, entries), values


def test_other_marks_write_the_same_mails_jobs_and_audit_entries(judged, cast):
    (left, values), (left_by_others, others) = (written(judged, cast["organiser"], turned=turn) for turn in (0, 1))

    assert values != others
    assert left == left_by_others
    assert [entry[1] for entry in left[2]].count("assignment.hand_in") == 6
