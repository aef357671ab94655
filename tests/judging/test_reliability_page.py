"""How sure the ranking is: counted by a job from what is frozen, shown to organisers, deciding nothing."""

import json

import pgtrigger
import pytest
from django.conf import settings
from django.db import DatabaseError, transaction
from django.urls import reverse

from competitions.models import Period
from judging import actions
from judging.models import Analysis, Assignment, Result
from kipp.documents.actions import make
from kipp.documents.models import Document
from kipp.jobs.queue import run_waiting
from tests.factories.competitions import make_period
from tests.factories.judging import hand_in_all, judged_period, marks
from tests.judging.test_views import text_of

VALUES = [(82, 80), (75, 71), (75, 74), (66, 70), (61, 58), (90, 84)]


@pytest.fixture
def decided(open_period, organiser, judge, other_judge):
    period = judged_period(open_period, by=organiser, proposals=6, judges=[judge, other_judge])
    entries = list(period.proposals.order_by("number").values_list("pk", flat=True))
    hand_in_all(period, lambda task: marks(VALUES[entries.index(task.proposal_id)][task.judge == judge]))
    actions.close_judging(period, by=organiser)
    return period


@pytest.fixture
def ask(client, decided, organiser):
    client.force_login(organiser)
    return lambda **headers: client.get(reverse("judging:reliability", args=[decided.pk]), headers=headers)


def test_page_waits_for_the_job_and_then_says_every_figure(ask, decided, judge):
    before = list(Result.objects.in_order().values_list("pk", "place", "total"))
    waiting, asked = ask(), ask(**{"HX-Request": "true"})
    run_waiting()
    said, refreshed = text_of(ask()), ask(**{"HX-Request": "true"})

    assert ("Angka sedang dihitung" in text_of(waiting), "<html" in asked.content.decode()) == (True, False)
    assert refreshed.headers["HX-Refresh"] == "true"
    for expected in (
        "hanya penunjang musyawarah",
        "Konsistensi panel 0,97 dengan batas bawah 0,78 berarti urutan proposal dari panel ini konsisten.",
        "Kesepakatan 0,93 berarti",
        "Alfa Krippendorff 0,92:",
        f"{judge.name} Juri ini rata-rata memberi nilai 1,00 poin lebih rendah daripada panel",
        f"Hasil tanpa {judge.name} tidak dapat dihitung: lembar nilai belum cukup.",
        "Rentang peringkat tidak dapat dihitung: lembar nilai terlalu sedikit",
    ):
        assert expected in said, expected
    assert list(Result.objects.in_order().values_list("pk", "place", "total")) == before


def test_figures_are_those_of_the_bundle_and_stay(decided, organiser):
    run_waiting()
    analysis = Analysis.objects.get()
    document = Document.objects.get(kind="berkas_hasil")
    make(document_id=str(document.pk))
    document.refresh_from_db()
    content = json.loads((settings.MEDIA_ROOT / document.path).read_bytes())["content"]

    assert content["outputs"]["analysis"] == analysis.figures
    assert actions.analyse(analysis.ranking) == analysis
    assert str(analysis) == str(analysis.ranking_id)
    with pytest.raises(DatabaseError), transaction.atomic():
        Analysis.objects.update(figures={})


@pytest.mark.parametrize("name", ["ranking", "reliability"])
def test_an_edition_from_before_the_application_has_no_such_page(name, client, organiser):
    past = make_period(by=organiser, year=2019)
    with pgtrigger.ignore():
        Period.objects.filter(pk=past.pk).update(status=Period.Status.ARCHIVED)
        past.rounds.all().delete()
    client.force_login(organiser)

    assert client.get(reverse(f"judging:{name}", args=[past.pk])).status_code == 404


def test_an_entry_nobody_judged_is_listed_without_figures(client, open_period, organiser, judge, other_judge):
    period = judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])
    last = period.proposals.latest("number")
    for task in Assignment.objects.filter(proposal=last).named():
        actions.recuse(task, by=task.judge, reason="Saudara kandung.")
    hand_in_all(period, 80)
    actions.close_judging(period, by=organiser)
    run_waiting()
    client.force_login(organiser)

    said = text_of(client.get(reverse("judging:reliability", args=[period.pk])))

    assert f"– {last.innovation.title} {last.number} – – ± –" in said
    assert Analysis.objects.get().figures["tipping"].get("behind") != last.number
