"""Same and similar titles are shown early to both sides, and never another agency's running entry to an agency."""

import re
from datetime import date

import pgtrigger
import pytest
from django.db import connection

from competitions.models import Period
from proposals import actions
from proposals.models import Award, Innovation
from proposals.titles import SIMILAR
from proposals.views.checklist import Evidence
from proposals.views.twins import twins
from tests.factories.proposals import make_draft, make_sent, make_verified
from tests.proposals.test_views_own import typed

pytestmark = pytest.mark.django_db

TITLE = "Antar Dokumen Kependudukan"
TWIN = "ANTAR-dokumen  kependudukan!"
KEYS = re.compile(r"\b[0-9A-Za-z]{64}\b|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")  # against forgery, of the form


def register(by, title):
    return actions.register_innovation(by=by, title=title, implemented_on=date(2021, 2, 3))


def lines(user, title, **apart):
    return [(twin.title, twin.agency, twin.words, twin.url) for twin in twins(user, title, **apart)]


@pytest.mark.parametrize(
    ("other", "words"),
    [
        (TWIN, "judul sama"),
        ("Antar Dokumen Kependudukan ke Rumah", "judul mirip"),
        ("Antar Dokumen Kependudukann", "judul mirip"),
        ("Dokumen Perizinan Usaha", None),
        ("Posyandu Senja", None),
    ],
)
def test_title_is_compared_with_the_own_ones(other, words, operator):
    mine = register(operator, other)

    expected = [(other, operator.agency.name, words, f"/inovasi/{mine.pk}/")] if words else []
    assert lines(operator, TITLE) == expected
    assert lines(operator, TITLE, apart_from=mine) == []


def test_nearest_stands_first_and_five_are_enough(operator):
    for n in range(7):
        register(operator, f"{TITLE} {'Rumah ' * n}{n}")
    register(operator, TWIN)

    found = [twin.title for twin in twins(operator, TITLE)]

    assert (found[0], len(found)) == (TWIN, 5)


def test_organiser_compares_with_all(client, operator, other_operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period, title=TITLE)
    foreign = make_draft(by=other_operator, period=open_period, title=TWIN).innovation
    client.force_login(organiser)

    page = client.get(f"/meja/proposal/{sent.pk}/")

    (row,) = [row for row in page.context["checklist"]["rows"] if row["id"] == "aturan-title"]
    note = f"{other_operator.agency.name}, judul sama"
    assert (row["words"], row["evidence"]) == (
        "Dinilai pemeriksa, 1 judul sama atau mirip",
        [Evidence(TWIN, f"/inovasi/{foreign.pk}/", note)],
    )
    assert note in page.content.decode()


def steady(page):
    """The bytes of a page without the keys that every answer makes anew."""
    assert page.status_code == 200
    return KEYS.sub("", page.content.decode())


@pytest.mark.parametrize("state", ["registered", "draft", "sent", "verified"])
def test_foreign_unpublished_twin_does_not_change_a_byte(
    state, client, operator, other_operator, organiser, open_period
):
    client.force_login(operator)
    mine = register(operator, TITLE)
    question = typed(open_period, days_to_spare=5, title=f"{TITLE} Baru") | {"cek": "1"}

    def pages():
        return [steady(client.get("/proposal/baru/", question)), steady(client.get(f"/inovasi/{mine.pk}/"))]

    alone = pages()
    assert "judul mirip" in alone[0]
    match state:
        case "draft":
            make_draft(by=other_operator, period=open_period, title=TWIN)
        case "sent":
            make_sent(by=other_operator, period=open_period, title=TWIN)
        case "verified":
            make_verified(by=other_operator, period=open_period, organiser=organiser, title=TWIN)
        case _:
            register(other_operator, TWIN)

    assert pages() == alone
    # The control: the same title of its own does change them.
    register(operator, TWIN)
    assert [new != old for new, old in zip(pages(), alone, strict=True)] == [True, True]


def won(proposal, *, by):
    with pgtrigger.ignore():
        Period.objects.update(status="announced")
    actions.award(proposal, by=by, title="Juara 1")


def test_what_has_won_is_shown_under_the_title_it_won_with(operator, other_operator, organiser, open_period):
    proposal = make_verified(by=other_operator, period=open_period, organiser=organiser, title=TWIN)
    before = lines(operator, TITLE)
    won(proposal, by=organiser)
    after = lines(operator, TITLE)
    # What its agency calls it since then is its own until that wins.
    Innovation.objects.filter(pk=proposal.innovation_id).update(title="Loket Pagi")

    assert before == []
    assert after == [(TWIN, other_operator.agency.name, "judul sama", "")]
    assert lines(operator, TITLE) == after
    assert lines(operator, "Loket Pagi") == []
    assert Award.objects.get().proposal == proposal


def test_own_winner_is_named_once(operator, organiser, open_period):
    proposal = make_verified(by=operator, period=open_period, organiser=organiser, title=TWIN)
    won(proposal, by=organiser)

    assert [line[3] for line in lines(operator, TITLE)] == [f"/inovasi/{proposal.innovation_id}/"]


def test_entry_of_an_announced_period_that_did_not_win_stays_unknown(operator, other_operator, organiser, open_period):
    make_verified(by=other_operator, period=open_period, organiser=organiser, title=TWIN)
    with pgtrigger.ignore():
        Period.objects.update(status="announced")

    assert lines(operator, TITLE) == []


def test_threshold_is_above_the_one_by_which_the_index_finds(operator):
    """A lower one of ours would silently be the server's."""
    with connection.cursor() as cursor:
        cursor.execute("SHOW pg_trgm.similarity_threshold")
        (servers,) = cursor.fetchone()

    assert float(servers) < SIMILAR
