"""Awards besides the places: recorded before the announcement, shown and certified with it, never earlier."""

from io import BytesIO

import pytest
from django.conf import settings
from django.core import mail
from django.db import DatabaseError, connection, transaction
from django.urls import reverse
from pypdf import PdfReader

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.models import Publication, Ranking, SpecialAward
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.documents.actions import make
from kipp.documents.models import Document
from kipp.jobs.queue import run_waiting
from proposals.actions import declare_conflict
from proposals.models import Award
from tests.factories.accounts import UserFactory
from tests.factories.competitions import set_rules
from tests.factories.judging import add_round, award_first, hand_in_all, judged_period, marks, publish, set_line

NAME = "Inovasi Favorit"


@pytest.fixture
def closed(open_period, organiser, judge, other_judge):
    """Three entries of one category with 90, 80 and 70; one wins."""
    judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])
    set_rules(open_period, winners=1)
    numbers = list(open_period.proposals.order_by("number").values_list("number", flat=True))
    hand_in_all(open_period, lambda task: marks(90 - 10 * numbers.index(task.proposal.number)))
    actions.close_judging(open_period, by=organiser)
    UserFactory(role=Role.ORGANISER)
    return open_period


@pytest.fixture
def ranking(closed):
    return Ranking.objects.get()


def text_of(document):
    make(document_id=str(document.pk))
    document.refresh_from_db()
    pages = PdfReader(BytesIO((settings.MEDIA_ROOT / document.path).read_bytes())).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def refused(statement, *values):
    with pytest.raises(DatabaseError) as caught, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)
    return str(caught.value)


def test_award_is_known_to_organisers_until_it_is_announced_with_the_result(closed, ranking, organiser, client):
    award = award_first(ranking, by=organiser)
    proposal = award.proposal
    operator = UserFactory(role=Role.OPERATOR, agency=proposal.agency)
    pages = [reverse("judging:results"), reverse("documents:list")]
    client.force_login(operator)
    before = [NAME in client.get(page).content.decode() for page in pages]

    publish(closed, by=organiser)

    assert (before, [NAME in client.get(page).content.decode() for page in pages]) == ([False] * 2, [True] * 2)
    # The favourite is no second victory: the record of the innovation has the place alone.
    assert list(Award.objects.values_list("title", "proposal")) == [(f"Juara I {closed}", proposal.pk)]
    (letter,) = [one for one in mail.outbox if one.to == [operator.email] and one.subject.startswith("Hasil ")]
    assert "sebagai Juara I dengan nilai akhir 90,00" in letter.body
    assert f"mendapat penghargaan {NAME}" in letter.body
    paper = Document.objects.get(kind="piagam_khusus")
    said = text_of(paper)
    minutes = Document.objects.get(kind="berita_acara")
    for expected in (proposal.agency.name, proposal.innovation.title, NAME.upper(), minutes.number, paper.number):
        assert expected in said, expected
    assert (paper.is_public, paper.agency_id) == (True, proposal.agency_id)


def test_recorded_and_withdrawn_awards_stand_in_the_chain(closed, ranking, organiser):
    award = award_first(ranking, by=organiser)
    with pytest.raises(TransitionNotAllowed, match="sudah dicatat"):
        award_first(ranking, by=organiser)

    actions.withdraw_award(award, by=organiser, reason="Salah pilih.")
    with pytest.raises(TransitionNotAllowed, match="sudah dicabut"):
        actions.withdraw_award(award, by=organiser, reason="Lagi.")
    publish(closed, by=organiser)

    number = str(award.proposal.number)
    taken = Entry.objects.filter(verb__endswith="award", verb__startswith="round").order_by("seq")
    assert list(taken.values_list("verb", "note", "data")) == [
        ("round.award", "Pilihan pengunjung.", {"award": NAME, "proposal": number}),
        ("round.withdraw_award", "Salah pilih.", {"award": NAME, "proposal": number}),
    ]
    assert not Document.objects.filter(kind="piagam_khusus").exists()
    assert str(award) == f"{award.proposal_id}: {NAME}"


def test_awards_are_settled_once_the_announcement_is_proposed(closed, ranking, organiser, client):
    award = award_first(ranking, by=organiser)
    publication = actions.propose_publication(closed, by=organiser)
    client.force_login(organiser)
    page = client.get(reverse("judging:awards", args=[closed.pk])).content.decode()

    for act in (
        lambda: award_first(ranking, by=organiser, name="Lain"),
        lambda: actions.withdraw_award(award, by=organiser, reason="Salah."),
    ):
        with pytest.raises(TransitionNotAllowed, match="Tarik usul itu"):
            act()
    assert "Pengumuman sedang diusulkan" in page
    assert "Catat penghargaan" not in page
    assert NAME in client.get(reverse("judging:announce", args=[closed.pk])).content.decode()
    actions.withdraw_publication(publication, by=organiser, reason="Lupa.")
    actions.withdraw_award(award, by=organiser, reason="Salah.")


def test_only_an_entry_with_a_place_in_the_standing_ranking_is_awarded(closed, ranking, organiser):
    result = ranking.results.named().in_order().first()
    result.place = None

    with pytest.raises(TransitionNotAllowed, match="hanya untuk proposal yang dinilai"):
        actions.record_award(closed, by=organiser, result=result, name=NAME, reason="Alasan.")


def test_an_officer_in_conflict_with_the_entry_does_not_award_it(closed, ranking, organiser):
    first = ranking.results.in_order().first().proposal
    declare_conflict(first, person=organiser, by=organiser, origin="reported", reason="Saudara kandung")

    with pytest.raises(TransitionNotAllowed, match="benturan"):
        award_first(ranking, by=organiser)


INSERT = (
    "INSERT INTO judging_specialaward (round_id, proposal_id, name, reason, by_id, withdrawn_reason)"
    " VALUES (%s, %s, %s, %s, %s, '')"
)


def test_database_keeps_what_was_awarded(closed, ranking, organiser):
    award = award_first(ranking, by=organiser)
    row = (award.round_id, award.proposal_id)
    change = "UPDATE judging_specialaward SET {} WHERE id = %s"
    by = organiser.pk

    assert "special_award_given_once" in refused(INSERT, *row, NAME, "x", by)
    assert "named_and_explained" in refused(INSERT, *row, "Lain", "", by)
    assert "Cannot update" in refused(change.format("name = 'Lain'"), award.pk)
    assert "for_a_reason" in refused(change.format("withdrawn_at = now()"), award.pk)
    assert "Cannot delete" in refused("DELETE FROM judging_specialaward WHERE id = %s", award.pk)
    assert "only ever added" in refused("SET CONSTRAINTS ALL IMMEDIATE; TRUNCATE judging_specialaward")
    actions.propose_publication(closed, by=organiser)
    assert "awards are settled" in refused(INSERT, *row, "Lain", "x", by)
    actions.approve_publication(Publication.objects.get(), by=UserFactory(role=Role.ORGANISER))
    assert "results are frozen" in refused(INSERT, *row, "Lain", "x", by)
    assert SpecialAward.objects.count() == 1


def test_page_offers_the_best_of_each_category_and_records_what_is_typed(closed, ranking, organiser, client):
    client.force_login(organiser)
    address = reverse("judging:awards", args=[closed.pk])
    offer, *others = actions.best_per_category(ranking)
    first = ranking.results.in_order().first()

    filled = client.get(address, {"proposal": first.pk, "nama": offer.name})
    bare = client.post(address, {})
    typed = {"proposal": first.pk, "nama": offer.name, "alasan": "Terbaik menurut peringkat."}
    done = client.post(address, typed, follow=True)
    twice = client.post(address, typed, follow=True)

    assert (offer.result.pk, offer.name, others) == (
        first.pk,
        f"Inovasi Terbaik Kategori {first.proposal.category}",
        [],
    )
    assert f"{offer.name}: {first.proposal.innovation.title}" in filled.content.decode()
    assert filled.context["form"]["nama"].value() == offer.name
    assert bare.status_code == 422
    assert "Penghargaan dicatat." in done.content.decode()
    assert "Terbaik per kategori menurut peringkat" not in done.content.decode()
    assert "sudah dicatat" in twice.content.decode()
    award = SpecialAward.objects.get()
    gone = client.post(reverse("judging:award_withdraw", args=[award.pk]), {"alasan": "Salah."}, follow=True)
    assert "Penghargaan yang dicabut" in gone.content.decode()


def test_every_judged_entry_has_a_certificate_of_its_agency_once_announced(closed, organiser, client):
    publish(closed, by=organiser)
    run_waiting()
    actions.certify_participants(closed)  # asked again: nobody has two
    papers = Document.objects.filter(kind="piagam_peserta").order_by("created_at", "pk")
    last = closed.proposals.select_related("agency", "innovation").order_by("number").last()
    own = papers.get(agency=last.agency)
    client.force_login(UserFactory(role=Role.OPERATOR, agency=last.agency))

    said = text_of(own)

    assert {paper.agency_id for paper in papers} == set(closed.proposals.values_list("agency", flat=True))
    assert (len(papers), {paper.is_public for paper in papers}) == (3, {False})
    for expected in (last.agency.name, last.innovation.title, "PESERTA", own.number):
        assert expected in said, expected
    assert "70,00" not in said
    downloads = [client.get(reverse("documents:download", args=[paper.pk])).status_code for paper in papers]
    assert sorted(downloads) == [200, 404, 404]
    assert client.get(reverse("documents:verify", args=[own.code])).status_code == 200


def test_winners_are_announced_on_paper_and_the_annex_is_the_offices(closed, ranking, organiser, client):
    award_first(ranking, by=organiser)
    assert not Document.objects.filter(kind__in=["pengumuman_pemenang", "lampiran_sk"]).exists()
    publish(closed, by=organiser)
    minutes = Document.objects.get(kind="berita_acara")
    first, second, _ = ranking.results.named().in_order()
    papers = {kind: Document.objects.get(kind=kind) for kind in ("pengumuman_pemenang", "lampiran_sk")}

    said = {kind: text_of(paper) for kind, paper in papers.items()}
    page = client.get(reverse("judging:results")).content.decode()

    for text in said.values():
        for expected in (minutes.number, "Juara I", NAME, first.proposal.innovation.title, first.proposal.agency.name):
            assert expected in text, expected
        assert second.proposal.innovation.title not in text
    assert ("90,00" in said["lampiran_sk"], "90,00" in said["pengumuman_pemenang"]) == (True, False)
    assert papers["pengumuman_pemenang"].number in page
    addresses = [reverse("documents:download", args=[paper.pk]) for paper in papers.values()]
    assert [client.get(address).status_code for address in addresses] == [200, 404]


def test_finalists_are_announced_by_number_without_values(open_period, organiser, judge, other_judge):
    add_round(open_period)
    set_line(open_period.rounds.get(order=1), advance_most=2)
    period = judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])
    numbers = list(period.proposals.order_by("number").values_list("number", flat=True))
    hand_in_all(period, lambda task: marks(70 + 10 * numbers.index(task.proposal.number)))
    actions.close_judging(period, by=organiser)
    assert not Document.objects.filter(kind="pengumuman_finalis").exists()

    actions.begin_next_round(period, by=organiser)

    said = text_of(Document.objects.get(kind="pengumuman_finalis", is_public=True))
    assert [number in said for number in numbers] == [False, True, True]
    assert said.index(numbers[1]) < said.index(numbers[2])  # the better one stands last
    assert "Presentasi" in said
    assert not any(value in said for value in ("80,00", "90,00", "Juara"))
