"""Field verification: a visit with its checklist, filled in by two, signed by both."""

import io
from datetime import date

import pgtrigger
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, transaction
from django.urls import reverse
from PIL import Image
from pypdf import PdfReader

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.actions import Found
from judging.claims import Outcome
from judging.models import Finding, Visit, VisitPhoto, VisitSignature
from judging.pact import fingerprint
from judging.visit_papers import field_context
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.documents.kinds import KINDS
from kipp.documents.models import Document, FileScan
from proposals.models import Conflict
from tests.factories.accounts import UserFactory
from tests.factories.competitions import set_rules
from tests.factories.judging import (
    add_round,
    begin_next,
    fill_in,
    hand_in_all,
    judged_period,
    marks_for,
    picture,
    plan,
    set_line,
    sign_visit,
    visit_of,
    visited_period,
)

TRUE, UNTRUE = Found(Outcome.TRUE), Found(Outcome.UNTRUE, "Baru dibuka bulan lalu.")
SAID = {"answers": {"signifikansi": "Waktu tunggu turun dari 120 menjadi 30 menit."}}
CODES = ["mulai-penerapan", "masih-berjalan", "signifikansi-1"]


@pytest.fixture
def visited(open_period, organiser, judge, other_judge):
    return visited_period(open_period, by=organiser, **SAID)


@pytest.fixture
def visit(visited):
    return visit_of(visited.proposals.get())


@pytest.fixture
def officer():
    return UserFactory(role=Role.ORGANISER)


@pytest.fixture
def planned(visit, organiser, judge, officer):
    return plan(visit, by=organiser, judge=judge, officer=officer)


def claim_of(visit, code):
    return visit.claims.select_related("visit__round").get(code=code)


def refused(act):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic():
        act()
    return str(refusal.value)


def test_a_field_round_begins_with_a_visit_for_each_entry_that_goes_on(open_period, organiser, judge):
    field = add_round(open_period, code="lapangan", kind="field")
    set_line(open_period.rounds.get(order=1), advance_most=1)
    period = judged_period(open_period, by=organiser, proposals=2, judges=[judge])
    first = period.proposals.order_by("number").first()
    hand_in_all(period, lambda task: marks_for(task, 90 if task.proposal_id == first.pk else 60))
    before = Visit.objects.count()

    begin_next(period, by=organiser)

    assert before == 0
    assert [(visit.round, visit.proposal) for visit in Visit.objects.all()] == [(field, first)]
    assert Entry.objects.get(verb="round.open_visits").data == {"entries": [first.number]}


def test_the_organiser_adds_claims_and_names_the_two_and_the_day(
    client, visited, visit, organiser, officer, judge, mailoutbox
):
    agency = UserFactory(role=Role.OPERATOR, agency=visit.proposal.agency)
    client.force_login(organiser)
    page, plan_page, add = (
        reverse(f"judging:{name}", args=[visit.pk]) for name in ("visit", "visit_plan", "claim_add")
    )

    client.post(add, {"butir": "Loket", "pernyataan": "Dua loket dibuka.", "menentukan": "on"})
    day = {"tanggal_hari": "30", "tanggal_bulan": "11", "tanggal_tahun": "2026"}
    empty = client.post(plan_page, {})
    done = client.post(plan_page, {"juri": judge.pk, "petugas": officer.pk, **day}, follow=True)
    again = visit_of(visit.proposal)
    listed = client.get(reverse("judging:visits", args=[visited.pk])).content.decode()

    assert empty.status_code == 422
    assert [claim.code for claim in visit.claims.order_by("order")] == [*CODES, "tambahan-4"]
    assert (again.judge, again.officer, again.visit_on) == (judge, officer, date(2026, 11, 30))
    assert (visit.state, again.state) == ("unplanned", "planned")
    assert "Kunjungan dijadwalkan" in done.content.decode()
    assert sorted(letter.to[0] for letter in mailoutbox[-3:]) == sorted([judge.email, officer.email, agency.email])
    assert [page in letter.body for letter in mailoutbox[-3:]] == [
        letter.to != [agency.email] for letter in mailoutbox[-3:]
    ]
    assert (judge.name in listed, "0 dari 4" in listed) == (True, True)


def test_who_has_a_conflict_with_the_entry_neither_plans_nor_visits(
    visit, organiser, officer, judge, other_judge, operator
):
    for person in (officer, judge):
        Conflict.objects.create(
            person=person, proposal=visit.proposal, origin="reported", reason="Saudara kandung.", by=organiser
        )

    with pytest.raises(actions.NotReady) as refusal:
        plan(visit, by=organiser, judge=judge, officer=officer)
    with pytest.raises(actions.NotReady) as strangers:
        plan(visit, by=organiser, judge=operator, officer=other_judge)
    with pytest.raises(TransitionNotAllowed, match="benturan kepentingan"):
        plan(visit, by=officer, judge=other_judge, officer=organiser)

    number, put = visit.proposal.number, Visit.objects.filter(pk=visit.pk).update
    assert refusal.value.reasons == [
        f"{judge.name} tidak dapat mengunjungi {number}: benturan kepentingan.",
        f"{officer.name} memiliki benturan kepentingan dengan {number}.",
    ]
    assert strangers.value.reasons == [
        f"{operator.name} bukan anggota Tim Penilai.",
        f"{other_judge.name} bukan penyelenggara.",
    ]
    day = date(2026, 11, 30)
    assert "a judge in conflict" in refused(lambda: put(judge=judge, officer=organiser, visit_on=day))
    assert "an officer in conflict" in refused(lambda: put(judge=other_judge, officer=officer, visit_on=day))
    assert "the team is of organisers" in refused(lambda: put(judge=other_judge, officer=operator, visit_on=day))
    assert "visit_planned_whole" in refused(lambda: put(judge=other_judge))


def test_the_two_fill_in_on_a_telephone_and_lose_nothing(client, planned, judge, officer, media_root):
    page = reverse("judging:claim", args=[planned.pk, CODES[0]])
    client.force_login(judge)
    photo = SimpleUploadedFile("loket.jpg", picture(), "image/jpeg")

    unexplained = client.post(page, {"versi": 0, "temuan": "untrue", "foto": photo})
    kept = VisitPhoto.objects.get()
    onward = client.post(page, {"versi": 0, "temuan": "untrue", "catatan": "Baru dibuka."})
    client.force_login(officer)
    meanwhile = client.post(page, {"versi": 0, "temuan": "partly", "catatan": "Sejak Mei."})
    stay = client.post(page, {"versi": 1, "temuan": "partly", "catatan": "Sejak Mei.", "lagi": "1"})
    shown = client.get(page).content.decode()
    no_picture = client.post(page, {"versi": 2, "foto": SimpleUploadedFile("a.jpg", b"x", "image/jpeg")})
    twice = client.post(page, {"versi": 0, "temuan": "partly", "catatan": "Sejak Mei."})

    assert (unexplained.status_code, no_picture.status_code) == (422, 422)
    assert "loket.jpg" in unexplained.content.decode()
    assert (kept.taken, b"2026:11:30" in (media_root / kept.path).read_bytes()) == (
        "30 November 2026 pukul 09.10",
        False,
    )
    assert not Image.open(media_root / kept.path).getexif()
    assert "Menurut kamera: 30 November 2026 pukul 09.10" in shown
    assert onward.url == reverse("judging:claim", args=[planned.pk, CODES[1]])
    assert (meanwhile.status_code, stay.url, twice.status_code) == (409, page, 302)
    said = meanwhile.content.decode()
    assert ("Baru dibuka." in said, "Sejak Mei." in said) == (True, True)
    assert list(Finding.objects.order_by("revision").values_list("outcome", "by")) == [
        ("untrue", judge.pk),
        ("partly", officer.pk),
    ]
    remove = reverse("judging:photo_remove", args=[kept.pk])
    assert client.get(reverse("judging:photo", args=[kept.pk])).status_code == 200
    assert (client.get(remove).status_code, client.post(remove).url) == (200, page)
    assert not VisitPhoto.objects.exists()


def test_the_same_picture_is_kept_once(planned, judge):
    claim = claim_of(planned, CODES[0])

    first, second = (actions.add_photo(claim, by=judge, name="a.jpg", data=picture()) for _ in range(2))
    other = actions.add_photo(claim, by=judge, name="b.jpg", data=picture(taken="not a time"))

    assert (first, other) == (second, second)


def test_nobody_else_fills_in_nor_without_a_pact(planned, organiser, other_judge, judge, officer):
    claim = claim_of(planned, CODES[0])

    def said_to(person):
        with pytest.raises(TransitionNotAllowed) as refusal:
            actions.save_finding(claim, by=person, revision=0, found=TRUE)
        return str(refusal.value)

    strangers = {said_to(person) for person in (organiser, other_judge)}
    Conflict.objects.create(person=officer, proposal=planned.proposal, origin="declared", reason="Ipar.", by=officer)
    with pgtrigger.ignore("judging.IntegrityPact:append_only"):
        judge.integrity_pacts.all().delete()

    assert strangers == {"Daftar periksa hanya diisi oleh dua petugas kunjungan ini."}
    assert "benturan kepentingan" in said_to(officer)
    assert "Pakta integritas" in said_to(judge)
    by = {"claim": claim, "revision": 1, "outcome": "true"}
    assert "only the two" in refused(lambda: Finding.objects.create(**by, by=organiser))
    assert "finding_known_and_explained" in refused(
        lambda: Finding.objects.create(**by | {"outcome": "partly"}, by=judge)
    )


def test_both_sign_the_same_checklist_and_then_it_stands(client, planned, judge, officer, organiser, mailoutbox):
    fill_in(planned, by=judge)
    mailoutbox.clear()
    page, sign = (reverse(f"judging:{name}", args=[planned.pk]) for name in ("visit", "visit_sign"))
    client.force_login(judge)
    read = client.get(sign).context["form"]["sidik"].value()
    wrong = client.post(sign, {"sidik": read, "nama": "Bukan nama"})
    actions.save_finding(claim_of(planned, CODES[0]), by=officer, revision=1, found=UNTRUE)
    meanwhile = client.post(sign, {"sidik": read, "nama": judge.name})
    read = meanwhile.context["form"]["sidik"].value()
    done = client.post(sign, {"sidik": read, "nama": judge.name}, follow=True)
    first = VisitSignature.objects.get()
    locked = visit_of(planned.proposal)
    again = actions.sign_visit(locked, by=judge, typed_name=judge.name, read="")
    told = [letter.to for letter in mailoutbox]
    sign_visit(planned, by=officer)
    complete = visit_of(planned.proposal)

    assert (wrong.status_code, meanwhile.status_code, done.redirect_chain[-1][0]) == (422, 422, page)
    assert (first.contents_sha256, first.side, again) == (fingerprint(first.contents), "panel", first)
    assert told == [[officer.email]]
    assert (locked.state, complete.state) == ("signed_once", "complete")
    assert Entry.objects.get(verb="visit.complete").data == {"sha256": read}
    paper = Document.objects.get(kind="ba_lapangan")
    assert str(paper.pk) in client.get(page).content.decode()
    with pytest.raises(TransitionNotAllowed, match="sudah ditandatangani"):
        actions.save_finding(claim_of(planned, CODES[0]), by=officer, revision=2, found=TRUE)
    with pytest.raises(TransitionNotAllowed, match="Tidak ada tanda tangan"):
        actions.return_visit(planned, by=officer, reason="Keliru.")
    with pytest.raises(TransitionNotAllowed, match="sudah ditandatangani"):
        plan(planned, by=organiser, judge=judge)
    claim = claim_of(planned, CODES[0])
    stands = "what is signed stands"
    assert stands in refused(lambda: claim.findings.create(revision=3, outcome="true", by=judge))
    assert stands in refused(lambda: Visit.objects.update(visit_on=date(2026, 1, 1)))
    voided = {"voided_at": first.signed_at, "voided_by": officer, "voided_reason": "Keliru."}
    assert "what both have signed stands" in refused(
        lambda: VisitSignature.objects.filter(pk=first.pk).update(**voided)
    )
    assert "both have signed stands" in refused(lambda: VisitSignature.objects.update(contents="Isi lain"))
    assert "Cannot" in refused(lambda: VisitSignature.objects.all().delete())


def test_the_second_returns_with_a_reason_and_nothing_of_it_is_lost(client, planned, judge, officer, mailoutbox):
    fill_in(planned, by=officer)
    sign_visit(planned, by=officer)
    client.force_login(judge)
    mailoutbox.clear()
    give_back = reverse("judging:visit_return", args=[planned.pk])

    shown = client.get(give_back).status_code
    unexplained = client.post(give_back, {})
    done = client.post(give_back, {"alasan": "Foto loket belum ada."}, follow=True).content.decode()
    voided = VisitSignature.objects.get()
    open_again = visit_of(planned.proposal)
    sign_visit(planned, by=judge)
    sign_visit(planned, by=officer)

    assert (shown, unexplained.status_code) == (200, 422)
    assert (voided.person, voided.voided_by, voided.voided_reason) == (officer, judge, "Foto loket belum ada.")
    assert "Foto loket belum ada." in done
    assert [letter.to for letter in mailoutbox][:1] == [[officer.email]]
    assert (open_again.state, visit_of(planned.proposal).state) == ("begun", "complete")
    assert VisitSignature.objects.count() == 3


def test_the_database_takes_two_signatures_of_two_people_one_of_each_side(planned, judge, officer, organiser):
    def written(person, side, contents="Isi"):
        given = {"contents": contents, "contents_sha256": fingerprint("Isi"), "typed_name": "Nama"}
        return lambda: planned.signatures.create(person=person, side=side, **given)

    early = refused(written(judge, "panel"))
    fill_in(planned, by=judge)

    assert "signed when it is filled in" in early
    assert "other contents" in refused(written(judge, "panel", contents="Lain"))
    for person, side in ((judge, "team"), (officer, "panel"), (organiser, "team")):
        assert "only the two who visited sign" in refused(written(person, side))
    written(judge, "panel")()
    assert "visit_signed_once_by_each_side" in refused(written(judge, "panel"))
    other = {"contents": "Lain", "contents_sha256": fingerprint("Lain"), "typed_name": "Nama"}
    assert "the same contents" in refused(lambda: planned.signatures.create(person=officer, side="team", **other))


def test_an_unfinished_checklist_is_not_signed(planned, judge):
    with pytest.raises(TransitionNotAllowed, match="Semua butir"):
        sign_visit(planned, by=judge)


def test_claims_are_added_before_anything_is_found(planned, organiser, judge, officer):
    actions.save_finding(claim_of(planned, CODES[0]), by=judge, revision=0, found=TRUE)

    with pytest.raises(TransitionNotAllowed, match="sebelum kunjungan dimulai"):
        actions.add_claim(planned, by=organiser, title="Loket", statement="Dua loket.")

    assert "the visit has begun" in refused(
        lambda: planned.claims.create(order=9, code="x", title="Loket", statement="Dua loket.")
    )


def test_after_closing_nothing_changes(planned, visited, judge, organiser):
    set_rules(visited, status="decided")

    with pytest.raises(TransitionNotAllowed, match="tidak sedang dinilai"):
        actions.save_finding(claim_of(planned, CODES[0]), by=judge, revision=0, found=TRUE)

    assert "judging is not open" in refused(
        lambda: Finding.objects.create(claim=claim_of(planned, CODES[0]), revision=1, outcome="true", by=judge)
    )


def test_the_paper_says_what_both_have_signed(planned, judge, officer):
    actions.save_finding(claim_of(planned, CODES[0]), by=judge, revision=0, found=UNTRUE)
    actions.add_photo(claim_of(planned, CODES[0]), by=judge, name="loket.jpg", data=picture())
    fill_in(planned, by=officer)
    sign_visit(planned, by=officer)
    sign_visit(planned, by=judge)
    paper = Document.objects.get(kind="ba_lapangan")

    pages = [page.extract_text() for page in PdfReader(io.BytesIO(KINDS[paper.kind].build(paper))).pages]
    text = " ".join(" ".join(pages).split())

    assert paper.number == "1/BAVL-KIPP/2024"
    for said in (
        "Pada hari ini, Senin tanggal tiga puluh bulan November tahun dua ribu dua puluh enam",
        "Dari 3 butir pernyataan dalam proposal ditemukan: 2 sesuai, 0 sesuai sebagian, 1 tidak sesuai",
        "Baru dibuka bulan lalu.",
        "menurut kamera 30 November 2026 pukul 09.10",
        judge.name.upper()[:9],
        VisitSignature.objects.first().contents_sha256[:20],
    ):
        assert said.lower() in text.lower(), said
    assert {row["side"] for row in field_context(paper)["signatures"]} == {"Tim Penilai", "Tim Evaluasi"}
    photo = VisitPhoto.objects.get()
    FileScan.objects.create(sha256=photo.sha256)
    assert [shot["picture"] for claim in field_context(paper)["claims"] for shot in claim["photos"]] == [""]


def test_planning_the_same_again_tells_nobody_and_another_officer_not_the_agency(
    planned, organiser, judge, officer, mailoutbox
):
    UserFactory(role=Role.OPERATOR, agency=planned.proposal.agency)
    mailoutbox.clear()

    plan(planned, by=organiser, judge=judge, officer=officer)
    plan(planned, by=organiser, judge=judge, officer=organiser)

    assert [letter.to for letter in mailoutbox] == [[judge.email], [organiser.email]]
    assert Entry.objects.filter(verb="visit.plan").count() == 2
