"""The rows of an innovation's record: kept by its agency, frozen while it competes, read by nobody else."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from kipp.audit.models import Entry
from proposals import actions
from proposals.models import EVIDENCE_MAX_BYTES, Award, Initiator, Replication, StartEvidence
from tests.factories.competitions import set_group_rules
from tests.factories.proposals import decide_and_tell, fill, make_draft, make_sent, new_evidence
from tests.files import pdfs

pytestmark = pytest.mark.django_db

NIP = "198602122006122001"


def day(name, on):
    return {f"{name}_hari": str(on.day), f"{name}_bulan": str(on.month), f"{name}_tahun": str(on.year)}


TYPED = {
    "pemrakarsa": {"name": "Sri Wahyuni", "nip": "19860212 200612 2 001", "position": "Kepala Seksi", "order": "1"},
    "replikasi": {
        "institution": "Dinas Kesehatan",
        "place": "Kabupaten Brebes",
        **day("since", date(2023, 5, 1)),
        "link": "brebeskab.go.id/posyandu",
    },
    "penghargaan": {"title": "Top 20 KIPP Jawa Tengah", "year": "2022", "level": "province"},
    "bukti": {"kind": "decree", **day("dated_on", date(2021, 2, 3)), "page": "2"},
}
KEPT = {
    "pemrakarsa": (Initiator, {"name": "Sri Wahyuni", "nip": NIP, "position": "Kepala Seksi", "order": 1}),
    "replikasi": (
        Replication,
        {
            "institution": "Dinas Kesehatan",
            "place": "Kabupaten Brebes",
            "since": date(2023, 5, 1),
            "link": "https://brebeskab.go.id/posyandu",
        },
    ),
    "penghargaan": (
        Award,
        {"title": "Top 20 KIPP Jawa Tengah", "year": 2022, "level": "province", "proposal": None},
    ),
    "bukti": (StartEvidence, {"kind": "decree", "dated_on": date(2021, 2, 3), "page": 2, "name": "sk.pdf"}),
}


@pytest.fixture
def as_operator(client, operator):
    client.force_login(operator)
    return client


@pytest.fixture
def innovation(operator):
    return actions.register_innovation(by=operator, title="Antar Dokumen", implemented_on=date(2021, 2, 3))


def rows(innovation, *, by):
    """An unsaved row of every kind."""
    return [
        Initiator(innovation=innovation, name="Sri", position="Kepala"),
        Replication(innovation=innovation, institution="Dinkes", place="Brebes", since=date(2023, 1, 1)),
        Award(innovation=innovation, title="Top 20", year=2022, level="province"),
        new_evidence(innovation, by=by),
    ]


def columns(row, names):
    return {name: getattr(row, name) for name in names}


@pytest.mark.parametrize("part", TYPED)
def test_row_is_added_changed_and_removed(part, as_operator, innovation):
    model, kept = KEPT[part]
    page = f"/inovasi/{innovation.pk}/{part}"
    file = {"file": SimpleUploadedFile("sk.pdf", pdfs.plain())} if part == "bukti" else {}

    added = as_operator.post(f"{page}/tambah/", TYPED[part] | file)
    row = model.objects.get()
    first = columns(row, kept)
    shown = as_operator.get(f"/inovasi/{innovation.pk}/").content.decode()
    offered = as_operator.get(f"{page}/{row.pk}/ubah/").content.decode()
    changed = as_operator.post(f"{page}/{row.pk}/ubah/", TYPED[part])
    second = columns(model.objects.get(), kept)
    asked = as_operator.get(f"{page}/{row.pk}/hapus/")
    removed = as_operator.post(f"{page}/{row.pk}/hapus/")

    assert (first, second) == (kept, kept)
    assert str(row) in shown
    assert f"{page}/{row.pk}/ubah/" in shown
    assert f"{page}/{row.pk}/hapus/" in offered
    assert str(row) in asked.content.decode()
    assert {answer.url for answer in (added, changed, removed)} == {f"/inovasi/{innovation.pk}/"}
    assert model.objects.count() == 0
    verbs = list(Entry.objects.order_by("seq").values_list("verb", flat=True))[-3:]
    assert verbs == ["innovation.add_part", "innovation.change_part", "innovation.remove_part"]


def test_trail_does_not_keep_what_a_row_says_of_people(as_operator, innovation):
    as_operator.post(f"/inovasi/{innovation.pk}/pemrakarsa/tambah/", TYPED["pemrakarsa"])

    entry = Entry.objects.latest("seq")
    assert entry.data == {"part": "initiator", "row": Initiator.objects.get().pk}


def test_nip_is_shown_in_groups_to_agency_and_organiser_alone(
    client, operator, organiser, other_operator, judge, innovation
):
    Initiator.objects.create(innovation=innovation, name="Sri", nip=NIP, position="Kepala Seksi")
    seen = {}
    for person in (operator, organiser, other_operator, judge):
        client.force_login(person)
        page = client.get(f"/inovasi/{innovation.pk}/")
        seen[person] = (page.status_code, "Kepala Seksi, NIP 19860212 200612 2 001" in page.content.decode())

    assert seen == {
        operator: (200, True),
        organiser: (200, True),
        other_operator: (404, False),
        judge: (404, False),
    }


@pytest.mark.parametrize(
    ("part", "changes", "sentence"),
    [
        ("pemrakarsa", {"name": ""}, "Isi nama pemrakarsa"),
        ("pemrakarsa", {"nip": "123"}, "NIP harus 18 angka"),
        ("pemrakarsa", {"order": "0"}, "Urutan harus 1 atau lebih"),
        ("replikasi", day("since", date(2099, 1, 1)), "Tanggal mulai replikasi tidak boleh setelah hari ini"),
        ("replikasi", {"link": "javascript:alert(1)"}, "Tautan bukti harus berbentuk https://contoh.go.id/halaman"),
        ("penghargaan", {"year": "1944"}, "Tahun harus 1945 atau lebih"),
        ("penghargaan", {"year": "2999"}, "Tahun tidak boleh setelah tahun ini"),
        ("penghargaan", {"level": ""}, "Pilih tingkat"),
        ("bukti", {"page": "0"}, "Halaman yang memuat tanggal harus 1 atau lebih"),
        ("bukti", day("dated_on", date(2099, 1, 1)), "Tanggal pada bukti tidak boleh setelah hari ini"),
        ("bukti", {}, "Pilih berkas bukti"),
    ],
)
def test_row_is_refused_with_what_is_wrong(part, changes, sentence, as_operator, innovation):
    answer = as_operator.post(f"/inovasi/{innovation.pk}/{part}/tambah/", TYPED[part] | changes)

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert KEPT[part][0].objects.count() == 0


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"bukan PDF", "Berkas harus PDF"),
        (b"%PDF-" + b" " * EVIDENCE_MAX_BYTES, "Ukuran berkas paling besar 5 MB. Berkas ini 5,1 MB"),
    ],
    ids=["no_pdf", "too_large"],
)
def test_evidence_that_is_no_good_pdf_is_refused(data, sentence, as_operator, innovation):
    answer = as_operator.post(
        f"/inovasi/{innovation.pk}/bukti/tambah/", TYPED["bukti"] | {"file": SimpleUploadedFile("sk.pdf", data)}
    )

    assert answer.status_code == 422
    assert sentence in answer.content.decode()
    assert StartEvidence.objects.count() == 0


def test_evidence_is_served_as_attachment(as_operator, innovation):
    as_operator.post(
        f"/inovasi/{innovation.pk}/bukti/tambah/",
        TYPED["bukti"] | {"file": SimpleUploadedFile("sk.pdf", pdfs.plain())},
    )

    answer = as_operator.get(f"/inovasi/bukti/{StartEvidence.objects.get().pk}/unduh/")

    assert answer["Content-Disposition"] == 'attachment; filename="sk.pdf"'
    assert b"".join(answer.streaming_content).startswith(b"%PDF-")


def test_kind_of_row_that_does_not_exist_is_not_found(as_operator, innovation):
    assert as_operator.get(f"/inovasi/{innovation.pk}/lain/tambah/").status_code == 404


def test_row_that_a_colleague_removed_is_not_brought_back(operator, innovation):
    row = Initiator.objects.create(innovation=innovation, name="Sri", position="Kepala")
    Initiator.objects.all().delete()

    for act in (actions.save_part, actions.remove_part):
        with pytest.raises(actions.TransitionNotAllowed, match="sudah dihapus"):
            act(row, by=operator)
    assert Initiator.objects.count() == 0


@pytest.mark.parametrize("change", ["ubah", "hapus"])
def test_page_says_when_a_colleague_was_faster(change, as_operator, innovation, monkeypatch):
    row = Initiator.objects.create(innovation=innovation, name="Sri", position="Kepala")

    def late(part, *, by):
        raise actions.TransitionNotAllowed("Isian ini sudah dihapus.")

    monkeypatch.setattr(actions, "save_part", late)
    monkeypatch.setattr(actions, "remove_part", late)

    page = f"/inovasi/{innovation.pk}/pemrakarsa/{row.pk}/{change}/"
    answer = as_operator.post(page, TYPED["pemrakarsa"], follow=True)

    assert "Isian ini sudah dihapus." in answer.content.decode()


def test_record_is_frozen_in_competition(operator, open_period):
    innovation = make_draft(by=operator, period=open_period).innovation
    stored = rows(innovation, by=operator)
    for row in stored:
        actions.save_part(row, by=operator)
    sent = make_sent(by=operator, period=open_period, title="Lain").innovation
    refused = {}
    for row in rows(sent, by=operator):
        with pytest.raises(actions.TransitionNotAllowed, match="sedang diikutkan") as refusal:
            actions.save_part(row, by=operator)
        refused[type(row)] = str(refusal.value)
    assert len(refused) == 4
    # Nor is a row taken to the frozen innovation, or away from it.
    for row in stored:
        with pytest.raises(IntegrityError, match="in competition is frozen"), transaction.atomic():
            type(row).objects.filter(pk=row.pk).update(innovation=sent)


def test_rows_of_a_sent_innovation_neither_change_nor_go(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    stored = rows(draft.innovation, by=operator)
    for row in stored:
        actions.save_part(row, by=operator)
    actions.submit(fill(draft, by=operator), by=operator)

    for row in stored:
        with pytest.raises(actions.TransitionNotAllowed, match="sedang diikutkan"):
            actions.save_part(row, by=operator)
        with pytest.raises(actions.TransitionNotAllowed, match="sedang diikutkan"):
            actions.remove_part(row, by=operator)
    page = as_operator.get(f"/inovasi/{draft.innovation_id}/").content.decode()
    assert "Tambah" not in page
    answer = as_operator.get(f"/inovasi/{draft.innovation_id}/bukti/tambah/")
    assert (answer.status_code, answer.url) == (302, f"/inovasi/{draft.innovation_id}/")


@pytest.mark.parametrize(("parts", "frozen"), [([], False), (["isian", "1"], False), (["1"], True)])
def test_repair_opens_the_record_unless_it_leaves_it_out(parts, frozen, operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)
    due_on = open_period.registration_closes_on
    decide_and_tell(sent, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on, parts=parts)
    innovation = sent.innovation
    award = Award(innovation=innovation, title="Top 20", year=2022, level="province")

    try:
        actions.save_part(award, by=operator)
    except actions.TransitionNotAllowed:
        refused = True
    else:
        refused = False

    assert (innovation.is_frozen, refused) == (frozen, frozen)


def test_number_of_awards_decides_the_verdict(as_operator, operator, open_period):
    set_group_rules(open_period, max_times_awarded=1)
    draft = make_draft(by=operator, period=open_period)
    verdicts = []
    for title in ("Top 20", "Top 10"):
        actions.save_part(Award(innovation=draft.innovation, title=title, year=2022, level="province"), by=operator)
        verdicts.append(draft.verdict().eligible)

    assert verdicts == [True, False]


def test_earlier_awards_are_registered_by_their_number(as_operator, operator):
    innovation = actions.register_innovation(
        by=operator, title="Antar", implemented_on=date(2021, 2, 3), times_awarded=2
    )

    page = as_operator.get(f"/inovasi/{innovation.pk}/").content.decode()

    assert page.count("Tahun dan tingkat belum diisi") == 2


@pytest.mark.parametrize(
    "values",
    [
        {"year": 2022, "level": ""},
        {"year": None, "level": "city"},
        {"year": 1900, "level": "city"},
        {"year": 2022, "level": "x"},
    ],
)
def test_database_refuses_an_award_without_its_year_and_level(values, innovation):
    with pytest.raises(IntegrityError, match="award_year_with_level"), transaction.atomic():
        Award.objects.create(innovation=innovation, title="Top", **values)


@pytest.mark.parametrize("nip", ["123", "19860212200612200X"])
def test_database_refuses_a_nip_of_other_than_18_digits(nip, innovation):
    with pytest.raises(IntegrityError, match="initiator_nip_18_digits"), transaction.atomic():
        Initiator.objects.create(innovation=innovation, name="Sri", position="Kepala", nip=nip)


def test_award_is_won_only_at_an_announcement(operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)

    with pytest.raises(IntegrityError, match="given at the announcement"), transaction.atomic():
        actions.award(sent, by=organiser, title="Juara 1")
