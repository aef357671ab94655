"""Each group with its own rules and parts, agencies that are invited, titles that count once."""

from uuid import uuid4

import pytest
from django.db import IntegrityError, transaction

from competitions.models import AttachmentKind, EntryGroup, Section
from kipp.accounts.models import Agency
from proposals import actions, permissions
from proposals.eligibility import Reason
from proposals.forms import EntryEditForm
from proposals.models import Proposal, gaps_of
from tests.factories.competitions import make_period, open_now, set_group_rules, set_rules
from tests.factories.proposals import add_file, decide_and_tell, fill, make_complete, make_draft, make_sent
from tests.proposals.test_views_own import typed

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_operator(client, operator):
    client.force_login(operator)
    return client


@pytest.fixture
def split_period(period, organiser):
    """Opened with one section and one file for each group alone."""
    umum, replikasi = period.groups.order_by("order")
    for parts in (period.sections, period.attachment_kinds):
        first, second = parts.filter(is_required=True).order_by("order")[:2]
        parts.filter(pk=first.pk).update(groups=[umum.code])
        parts.filter(pk=second.pk).update(groups=[replikasi.code])
    return open_now(period, by=organiser)


def codes(rows):
    return list(rows.values_list("code", flat=True))


def test_entry_has_the_parts_of_its_group(split_period, operator):
    replikasi = split_period.groups.get(code="replikasi")
    drafts = {
        "umum": make_draft(by=operator, period=split_period),
        "replikasi": make_draft(by=operator, period=split_period, title="Tiruan", group=replikasi),
    }
    sections, kinds = codes(Section.objects.order_by("order")), codes(AttachmentKind.objects.order_by("order"))

    assert {code: (codes(draft.sections()), codes(draft.attachment_kinds())) for code, draft in drafts.items()} == {
        "umum": ([sections[0], *sections[2:]], [kinds[0], *kinds[2:]]),
        "replikasi": (sections[1:], kinds[1:]),
    }
    assert gaps_of(list(drafts.values())) == {draft.pk: draft.gaps() for draft in drafts.values()}


def test_parts_of_another_group_are_neither_asked_nor_sent(split_period, operator, as_operator):
    draft = fill(make_draft(by=operator, period=split_period), by=operator)
    stranger = split_period.attachment_kinds.get(groups=["replikasi"])
    add_file(draft, by=operator, kind=stranger)
    foreign = split_period.sections.get(groups=["replikasi"])
    pages = [f"bagian/{foreign.code}", f"lampiran/{stranger.code}"]

    assert draft.gaps() == []
    assert foreign.code not in draft.content()["answers"]
    assert stranger.code not in [file["kind"] for file in draft.content()["attachments"]]
    assert [as_operator.get(f"/proposal/{draft.pk}/{page}/").status_code for page in pages] == [404, 404]


def test_group_decides_the_rules(open_period, operator):
    set_group_rules(open_period, max_months=24)
    old = make_draft(by=operator, period=open_period, days_to_spare=367)

    with pytest.raises(actions.NotEligible) as refusal:
        actions.submit(fill(old, by=operator), by=operator)

    assert refusal.value.verdict.reasons == (Reason.TOO_OLD,)


def test_group_is_asked_where_there_are_several(open_period, period, organiser):
    only = make_period(by=organiser, year=2025)
    only.groups.filter(code="replikasi").delete()

    assert ["group" in EntryEditForm(period=one).fields for one in (open_period, only)] == [True, False]


def test_the_only_group_is_taken_unasked(period, operator, organiser, as_operator):
    period.groups.filter(code="replikasi").delete()
    open_now(period, by=organiser)

    answer = as_operator.post("/proposal/baru/", typed(period, days_to_spare=3, group="") | {"token": str(uuid4())})

    assert answer.status_code == 302
    assert Proposal.objects.get().group == EntryGroup.objects.get()


def test_group_of_another_period_is_refused_by_the_database(open_period, operator, organiser):
    other = make_period(by=organiser, year=2025)

    with pytest.raises(IntegrityError, match="belong elsewhere"):
        make_draft(by=operator, period=open_period, group=other.groups.first())


def test_group_of_a_sent_proposal_is_frozen(open_period, operator):
    sent = make_sent(by=operator, period=open_period)

    with pytest.raises(IntegrityError, match="a sent proposal is frozen"):
        Proposal.objects.filter(pk=sent.pk).update(group=open_period.groups.get(code="replikasi"))


def test_awards_are_asked_where_a_group_limits_them(as_operator, open_period):
    set_group_rules(open_period, max_times_awarded=1)

    page = as_operator.get(
        "/proposal/baru/", typed(open_period, days_to_spare=5, times_awarded=2) | {"cek": "1"}
    ).content.decode()

    assert "Inovasi sudah menerima penghargaan lebih dari 1 kali." in page
    assert '<input type="hidden" name="times_awarded" value="2">' in page


# --- Invited ----------------------------------------------------------------------------------------


@pytest.fixture
def schools_only(open_period):
    set_rules(open_period, invited_kinds=[Agency.Kind.SMP])
    open_period.refresh_from_db()
    return open_period


def test_agency_that_is_not_invited_begins_nothing(schools_only, operator, as_operator):
    page = as_operator.get("/proposal/baru/").content.decode()
    refused = as_operator.post("/proposal/baru/", typed(schools_only, days_to_spare=3) | {"token": str(uuid4())})

    assert "Instansi Anda tidak diundang pada periode ini" in page
    assert "SMP Negeri" in page
    assert (refused.status_code, Proposal.objects.count()) == (422, 0)
    with pytest.raises(IntegrityError, match="not invited"), transaction.atomic():
        make_draft(by=operator, period=schools_only)
    assert "belum mendaftarkan inovasi" not in as_operator.get("/").content.decode()


def test_invited_kinds_decide_who_may_enter(schools_only, operator, other_operator):
    Agency.objects.filter(pk=operator.agency_id).update(kind=Agency.Kind.SMP)
    operator.refresh_from_db()

    assert [permissions.may_enter(user, schools_only) for user in (operator, other_operator)] == [True, False]
    assert make_draft(by=operator, period=schools_only).status == "draft"


# --- One title once ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("once", "title", "reasons"),
    [
        (True, "  antar   DOKUMEN kependudukan ", [Reason.DUPLICATE_TITLE]),
        (True, "Antar Dokumen", []),
        (False, "Antar Dokumen Kependudukan", []),
    ],
)
def test_title_counts_once_where_the_period_says_so(once, title, reasons, open_period, operator, other_operator):
    set_rules(open_period, is_title_once=once)
    open_period.refresh_from_db()
    make_sent(by=other_operator, period=open_period)
    mine = make_complete(by=operator, period=open_period, title=title)

    assert list(mine.verdict().reasons) == reasons


def test_title_of_a_draft_or_of_a_refused_proposal_is_free(open_period, operator, other_operator, organiser):
    set_rules(open_period, is_title_once=True)
    open_period.refresh_from_db()
    make_draft(by=other_operator, period=open_period)
    mine = make_sent(by=operator, period=open_period)
    decide_and_tell(mine, by=organiser, decision="reject", reasons=["careless"])
    theirs = fill(Proposal.objects.get(agency=other_operator.agency), by=other_operator)

    actions.submit(theirs, by=other_operator)

    assert Proposal.objects.get(pk=theirs.pk).status == "submitted"


def test_taken_title_is_explained_without_naming_the_other(open_period, operator, other_operator, as_operator):
    set_rules(open_period, is_title_once=True)
    open_period.refresh_from_db()
    other = make_sent(by=other_operator, period=open_period)
    mine = make_complete(by=operator, period=open_period)

    page = as_operator.post(f"/proposal/{mine.pk}/kirim/", follow=True).content.decode()

    assert "Judul ini sudah dipakai proposal lain pada periode ini. Ubah judul inovasi." in page
    assert [word for word in (other.number, other.agency.name) if word in page] == []
