"""The papers of judging, made by the worker's own function and read back."""

from io import BytesIO

import pgtrigger
import pytest
from django.conf import settings
from django.utils.timezone import now
from openpyxl import load_workbook
from pypdf import PdfReader

from competitions.ties import step_label
from judging import actions
from judging.models import Assignment, Result
from kipp.accounts.models import Role
from kipp.clock import today
from kipp.documents.actions import make
from kipp.documents.models import Document, Signatory
from kipp.text import tanggal
from proposals.compliance import Standing
from proposals.models import RuleOverride, obliged, standings_of
from tests.factories.accounts import UserFactory
from tests.factories.competitions import set_rules
from tests.factories.judging import hand_in_all, judged_period, marks, publish
from tests.factories.proposals import make_override
from tests.language.english import findings


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=4, judges=[judge, other_judge])


@pytest.fixture
def announced(judged, organiser, judge, other_judge):
    """Totals 83.13, 80, 80 (decided by the pleno) and one entry that only one judge has read."""
    Signatory.objects.create(position="Kepala Bagian Organisasi", name="Drs. Wibowo, M.Si.", nip="197501012000032001")
    first, second, third, fourth = judged.proposals.order_by("number").values_list("pk", flat=True)
    set_rules(judged, winners=2)
    tasks = Assignment.objects.named()
    actions.recuse(tasks.get(judge=judge, proposal=fourth), by=judge, reason="Saudara kandung.")
    actions.record_absence(tasks.get(judge=other_judge, proposal=fourth), by=organiser, reason="Sakit.")

    def value(task):
        if task.proposal_id != first:
            return marks(80)
        return marks(79, "82.5", "84.5", 73, 77) if task.judge == judge else marks("86.89")

    hand_in_all(judged, value)
    actions.close_judging(judged, by=organiser)
    numbers = dict(judged.proposals.values_list("pk", "number"))
    actions.decide_tie(
        judged,
        by=organiser,
        order=[numbers[third], numbers[second]],
        reason="Dampaknya lebih luas.",
        present="Seluruh tim penilai",
    )
    publish(judged, by=organiser)
    return judged


def bytes_of(document):
    make(document_id=str(document.pk))
    document.refresh_from_db()
    return (settings.MEDIA_ROOT / document.path).read_bytes()


def pdf_text(document):
    reader = PdfReader(BytesIO(bytes_of(document)))
    return " ".join(" ".join(page.extract_text() for page in reader.pages).split())


def test_every_document_is_made_and_says_what_was_frozen(announced, organiser, judge, other_judge):
    colleague = UserFactory(role=Role.ORGANISER, name="Wati Penyelenggara Kedua")
    documents = {d.kind: d for d in Document.objects.exclude(kind="piagam")}
    titles = {p.number: p.innovation.title for p in announced.proposals.select_related("innovation")}
    first, second, third, fourth = sorted(titles)
    closing = announced.rounds.get().closing

    excepted = announced.proposals.get(number=second)
    with pgtrigger.ignore():  # it waits on the desk no longer
        override = make_override(excepted, by=organiser)
        RuleOverride.objects.filter(pk=override.pk).update(approved_at=now(), approved_by=colleague)
        make_override(announced.proposals.get(number=first), by=organiser)

    papers = {
        kind: pdf_text(document) for kind, document in documents.items() if kind in ("berita_acara", "rekap_nilai")
    }
    assert findings(papers.values()) == set()
    minutes = papers["berita_acara"]
    for expected in (
        documents["berita_acara"].number,
        "BERITA ACARA",
        judge.name,
        other_judge.name,
        titles[first],
        "83,13",
        "80,00",
        "Kebaruan 15%, Efektif 25%, Bermanfaat 20%",
        "keputusan pleno",
        f"Urutan nilai sama {third}, {second}: Dampaknya lebih luas. Hadir: Seluruh tim penilai",
        f"{judge.name}: {titles[fourth]}",
        f"{other_judge.name}: {titles[fourth]} (Sakit.)",
        f"{second}, {titles[second]}: Usia minimal",
        f"Alasan: {override.reason} Bukti: {override.evidence}",
        f"Diusulkan oleh {organiser.name}, disetujui oleh {colleague.name} pada {tanggal(today())}",
        f"catatan ke-{closing.audit_seq}",
    ):
        assert expected.casefold() in minutes.casefold(), expected
    assert minutes.count("Diusulkan oleh") == 1  # not what nobody has approved
    assert closing.audit_head in minutes.replace(" ", "")

    recap = pdf_text(documents["rekap_nilai"])
    for expected in (documents["rekap_nilai"].number, "79,38", "86,89", "83,13", titles[third], "keputusan pleno"):
        assert expected in recap, expected
    assert "None" not in minutes + recap


def test_award_counts_for_its_agency_once_announced(announced):
    year = announced.year
    winners = Result.objects.filter(is_winner=True).values_list("proposal__agency__code", flat=True)

    board = standings_of(obliged(), [year])

    assert {code for code, by_year in board.items() if by_year[year] == Standing.AWARDED} == set(winners) != set()


def test_workbook_holds_the_same_numbers_as_numbers(announced, judge, other_judge):
    document = Document.objects.get(kind="rekap_nilai_xlsx")
    first, second, third, fourth = announced.proposals.order_by("number").values_list("number", flat=True)

    book = load_workbook(BytesIO(bytes_of(document)))
    sheet = book["Rekap Nilai"]

    rows = [row for row in sheet.iter_rows(values_only=True) if row[1] in {first, second, third, fourth}]
    assert [(row[0], row[1], *row[5:10]) for row in rows] == [
        (1, first, 79.38, 86.89, 83.13, None, "Juara I"),
        (2, third, 80, 80, 80, "keputusan pleno", "Juara II"),
        (3, second, 80, 80, 80, "keputusan pleno", None),
        (None, fourth, None, None, None, None, None),
    ]
    heads = next(row for row in sheet.iter_rows(values_only=True) if row[0] == "Peringkat")
    assert heads[5:7] == (judge.name, other_judge.name)
    cells = [str(cell.value) for page in book for line in page for cell in line if isinstance(cell.value, str)]
    assert findings([*book.sheetnames, *cells]) == set()


def test_certificate_names_the_winner_and_the_minutes(announced, organiser):
    minutes = Document.objects.get(kind="berita_acara")
    first, _, third, _ = announced.proposals.select_related("innovation", "agency").order_by("number")
    certificates = {d.agency_id: pdf_text(d) for d in Document.objects.filter(kind="piagam")}

    assert set(certificates) == {first.agency_id, third.agency_id}
    for proposal, standing in ((first, "JUARA I"), (third, "JUARA II")):
        text = certificates[proposal.agency_id]
        for expected in (proposal.agency.name, proposal.innovation.title, standing, minutes.number, "Drs. WIBOWO"):
            assert expected in text, expected


@pytest.mark.parametrize(
    ("step", "words"),
    [
        ("total", ""),
        ("", ""),
        ("median", "median nilai lembar"),
        ("pleno", "keputusan pleno"),
        ("criterion:efektif", "rata-rata nilai Efektif"),
        ("criterion:lain", "rata-rata nilai lain"),
    ],
)
def test_step_in_words(step, words):
    assert step_label(step, {"efektif": "Efektif"}) == words
