"""What a search finds: names, and the words of what was sent in any of their forms."""

import pytest

from proposals import actions
from proposals.filters import OwnFilter
from proposals.models import Answer, Proposal
from tests.factories.proposals import make_complete, make_draft, make_returned

SECTION = "latar_belakang"


def write(proposal, text):
    Answer.objects.filter(proposal=proposal, section__code=SECTION).update(text=text)


def found(text):
    return set(OwnFilter({"cari": text}, queryset=Proposal.objects.all()).qs)


@pytest.fixture
def sent(operator, open_period):
    proposal = make_complete(by=operator, period=open_period, title="Antar Dokumen")
    write(proposal, "Warga lansia dilayani di rumahnya.")
    actions.submit(proposal, by=operator)
    return proposal


@pytest.mark.parametrize(
    "text",
    ["melayani", "PELAYANAN rumah", '"warga lansia"', "antar dok", "kependudukan", "KIPP-2024-0001"],
    ids=["another form", "all words", "a phrase", "part of the title", "agency", "number"],
)
def test_sent_proposal_is_found_by(sent, text):
    assert found(text) == {sent}


@pytest.mark.parametrize("text", ["nelayan", '"lansia warga"', "rumah nelayan", "kesehatan"])
def test_sent_proposal_is_not_found_by(sent, text):
    assert found(text) == set()


def test_draft_is_found_by_its_title_only(operator, open_period):
    draft = make_complete(by=operator, period=open_period, title="Antar Dokumen")
    write(draft, "Warga lansia dilayani.")

    assert (found("antar"), found("lansia")) == ({draft}, set())


def test_text_that_was_repaired_is_found_as_it_was_sent_last(operator, organiser, open_period):
    proposal = make_returned(by=operator, period=open_period, organiser=organiser)
    write(proposal, "Pemeriksaan terumbu karang.")
    assert found("karang") == set()

    actions.resubmit(proposal, by=operator)
    write_again = make_draft(by=operator, period=open_period, title="Lain")

    assert (found("karang"), found("uraian"), found("lain")) == ({proposal}, {proposal}, {write_again})
