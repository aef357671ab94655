"""The organiser hands out all tasks at once, and stores what was shown."""

import re
from collections import Counter

import pytest
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.models import Assignment
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now
from tests.factories.judging import assign_everyone, judged_period, marks, seat_all, verified_proposal

SOME = {"cara": "sejumlah", "jumlah": "2"}
TWO = actions.Wish(per_proposal=2)
ANEW = actions.Wish(per_proposal=2, is_anew=True)


@pytest.fixture
def verified(open_period, organiser, judge, other_judge):
    """Six entries, four judges of whom one is of the house of an entry."""
    close_now(open_period)
    agency = AgencyFactory()
    UserFactory(role=Role.JUDGE, agency=agency)
    UserFactory(role=Role.JUDGE)
    verified_proposal(open_period, by=organiser, agency=agency)
    for _ in range(5):
        verified_proposal(open_period, by=organiser)
    seat_all(open_period, by=organiser)
    return open_period


def pairs():
    return set(Assignment.objects.values_list("judge", "proposal"))


def compose(period, wish, *, by):
    return actions.assign_as_drafted(period, by=by, wish=wish, sha256=actions.draft_assignments(period, wish).sha256)


@pytest.fixture
def as_organiser(client, organiser):
    client.force_login(organiser)
    return client


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def url(period):
    return reverse("judging:compose", args=[period.pk])


def test_what_was_shown_is_stored_and_recorded(verified, organiser):
    draft = actions.draft_assignments(verified, TWO)
    assert (Assignment.objects.count(), draft.added, draft.removed) == (0, 12, 0)

    assert compose(verified, TWO, by=organiser) == 12

    assert pairs() == set(draft.plan.pairs)
    assert set(Counter(judge for judge, _ in pairs()).values()) == {3}
    assert draft.plan.is_connected
    assert pairs().isdisjoint(draft.known.refused)
    assert list(Entry.objects.order_by("-pk").values_list("verb", flat=True)[:2]) == ["round.assign", "round.compose"]
    assert Entry.objects.get(verb="round.compose").data == {"per_proposal": 2, "per_judge": None, "is_anew": False}
    again = actions.draft_assignments(verified, TWO)
    assert (again.plan, again.added, again.removed) == (draft.plan, 0, 0)
    assert actions.draft_assignments(verified, actions.Wish()).plan.loads.total() == 4 * 6 - 1


def test_a_draft_that_no_longer_holds_is_not_stored(verified, organiser, judge):
    stale = actions.draft_assignments(verified, TWO)
    taken = next(proposal for who, proposal in stale.plan.pairs if who == judge.pk)
    entry = verified.proposals.get(pk=taken)
    actions.add_posting(judge, by=organiser, agency=entry.agency, since=verified.reference_date)

    with pytest.raises(actions.DraftChanged):
        actions.assign_as_drafted(verified, by=organiser, wish=TWO, sha256=stale.sha256)

    assert (pairs(), Entry.objects.filter(verb="round.compose").count()) == (set(), 0)


def test_composing_anew_leaves_what_was_begun_and_does_not_count_what_was_left(
    open_period, organiser, judge, other_judge
):
    others = [UserFactory(role=Role.JUDGE) for _ in range(2)]
    period = judged_period(open_period, by=organiser, proposals=4, judges=[judge, other_judge, *others])
    begun, left, tied = Assignment.objects.filter(judge=judge).select_related("round__period", "proposal")[:3]
    actions.save_sheet(begun, by=judge, version=1, marks=marks(80))
    actions.record_absence(left, by=organiser, reason="Sakit.")
    actions.recuse(tied, by=judge, reason="Keluarga.")

    kept = actions.draft_assignments(period, TWO)
    compose(period, ANEW, by=organiser)

    assert (kept.added, kept.removed, len(kept.standing)) == (0, 0, 14)
    by_state = Counter(task.state for task in Assignment.objects.all())
    assert by_state == {"draft": 1, "todo": 7, "recused": 2}
    open_sheets = Counter(Assignment.objects.filter(recused_at=None).values_list("proposal", flat=True))
    assert set(open_sheets.values()) == {2}
    assert Assignment.objects.get(pk=begun.pk).order == begun.order


def test_composing_after_closing_is_refused(open_period, organiser):
    with pytest.raises(TransitionNotAllowed):
        actions.assign_as_drafted(open_period, by=organiser, wish=TWO, sha256="")


def test_the_page_shows_a_draft_and_stores_it_with_one_button(as_organiser, verified):
    first = text_of(as_organiser.get(url(verified)))
    page = as_organiser.get(url(verified), SOME)
    sha256 = page.context["draft"].sha256
    stored = as_organiser.post(f"{url(verified)}?cara=sejumlah&jumlah=2", {"sidik": sha256}, follow=True)
    same = text_of(as_organiser.get(url(verified), SOME))

    assert "Rancangan" not in first
    assert "Lembar nilai 12 Penugasan baru 12 Penugasan yang dilepas 0" in text_of(page)
    assert "Nilai semua proposal dapat dibandingkan" in text_of(page)
    assert [(row["before"], row["after"]) for row in page.context["judges"]] == [(0, 3)] * 4
    assert {len(row["judges"]) for row in page.context["proposals"]} == {2}
    assert "Penugasan juri disimpan seperti rancangan." in text_of(stored)
    assert pairs() == set(page.context["draft"].plan.pairs)
    assert "Rancangan ini sama dengan penugasan yang ada." in same
    assert 'value="Simpan rancangan ini"' not in same


def test_the_page_shows_the_new_draft_when_something_changed_in_between(as_organiser, verified, organiser):
    old = as_organiser.get(url(verified), SOME).context["draft"].sha256
    assign_everyone(verified, by=organiser)

    answer = as_organiser.post(f"{url(verified)}?cara=sejumlah&jumlah=2", {"sidik": old})

    assert answer.status_code == 422
    assert "berubah sejak rancangan ditampilkan. Belum ada yang disimpan." in text_of(answer)
    assert answer.context["draft"].sha256 not in (old, "")
    assert len(pairs()) == 4 * 6 - 1


def test_the_page_warns_of_shortages_and_of_groups_that_cannot_be_compared(as_organiser, verified):
    short = text_of(as_organiser.get(url(verified), SOME | {"batas": "2"}))
    halves = as_organiser.get(url(verified), SOME | {"batas": "1"})

    assert "Juri untuk proposal berikut kurang dari 2." in short
    assert short.count(": 1 juri") == 4
    assert "terpecah menjadi 4 kelompok proposal tanpa juri yang sama" in text_of(halves)


@pytest.mark.parametrize(
    ("query", "sentence"),
    [
        ({"cara": "sejumlah", "jumlah": ""}, "Isi jumlah juri per proposal"),
        ({"cara": "sejumlah", "jumlah": "1"}, "Jumlah juri per proposal paling sedikit 2 pada tahap ini"),
        ({"cara": "sejumlah", "jumlah": "dua"}, "Jumlah juri per proposal harus berupa angka"),
        ({"jumlah": "2"}, "Pilih cara membagi proposal"),
    ],
)
def test_the_page_says_what_is_missing(as_organiser, verified, query, sentence):
    answer = as_organiser.get(url(verified), query)

    assert (answer.status_code, sentence in text_of(answer), "draft" in answer.context) == (422, True, False)


def test_the_matrix_can_be_stored_beside_a_sheet_that_nobody_may_ask_for(open_period, organiser, judge, other_judge):
    period = judged_period(open_period, by=organiser, judges=[judge, other_judge])
    task = Assignment.objects.filter(judge=judge).select_related("round__period", "proposal").first()
    actions.recuse(task, by=judge, reason="Keluarga.")
    offered = actions.candidates(period).all_pairs()

    assert actions.reassign(period, by=organiser, pairs=offered) == 0
    assert Assignment.objects.count() == 4
