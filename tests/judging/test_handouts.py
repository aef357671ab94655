"""What a judge takes along on paper: who gets it, what stands on it, and how long it is there."""

from io import BytesIO

import pytest
from pypdf import PdfReader

from judging import handouts
from judging.models import Assignment
from kipp.documents.pdf import PdfFailed
from tests.factories.judging import judged_period

pytestmark = pytest.mark.django_db


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])


@pytest.fixture
def task(judged, judge):
    return Assignment.objects.filter(judge=judge).named().order_by("order").first()


def words(text):
    return " ".join(text.split())


def test_blank_sheet_holds_everything_that_is_marked_and_no_mark(client, task, judge):
    client.force_login(judge)
    link = f"/tugas/{task.pk}/lembar-kosong/"

    assert f'href="{link}"' in client.get(f"/tugas/{task.pk}/").content.decode()
    response = client.get(link)
    pdf = PdfReader(BytesIO(b"".join(response.streaming_content)))
    text = words(" ".join(page.extract_text() for page in pdf.pages))
    criteria = list(task.round.criteria.order_by("order", "pk"))
    expected = [
        f"Nomor proposal {task.proposal.number}",
        f"Judul inovasi {task.proposal.innovation.title}",
        f"Instansi {task.proposal.agency.name}",
        f"Tahap: {task.round.name}",
        "nilai 20 atau kurang dan 95 atau lebih harus disertai alasan",
        *(f"{place}. {criterion.name} (bobot" for place, criterion in enumerate(criteria, 1)),
        *(criterion.definition for criterion in criteria),
        *(f"{anchor['score']} {anchor['words']}" for criterion in criteria for anchor in criterion.anchors),
        judge.name,
        f"Nomor {task.proposal.number} Halaman 2 dari 2",
    ]
    assert [line for line in expected if words(line) not in text] == []
    assert (text.count("Nilai lain (0–100):"), text.count("Alasan:")) == (len(criteria), len(criteria))
    assert (len(pdf.pages), pdf.metadata.title) == (2, f"Lembar nilai {task.proposal.number}")
    assert (pdf.trailer["/Root"]["/Lang"], pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]) == ("id", True)
    assert response["Content-Disposition"] == f'attachment; filename="Lembar nilai {task.proposal.number}.pdf"'


def test_blank_sheet_that_cannot_be_made_says_why(client, task, judge, monkeypatch):
    def failing(assignment):
        raise PdfFailed("time")

    monkeypatch.setattr(handouts, "blank_sheet", failing)
    client.force_login(judge)

    page = client.get(f"/tugas/{task.pk}/lembar-kosong/", follow=True)

    assert page.redirect_chain == [(f"/tugas/{task.pk}/", 302)]
    assert "PDF tidak selesai dalam batas waktu." in page.content.decode()
