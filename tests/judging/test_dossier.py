"""The bundle of a real result: what was frozen, counted again by a program that knows nothing of this one."""

import json
import subprocess
import sys

import pgtrigger
import pytest
from django.conf import settings
from django.urls import reverse

from judging import actions
from judging.dossier import Differs, build, published_key
from judging.models import Assignment, Result, Score
from judging.verifying import faults
from kipp.documents.actions import make
from kipp.documents.models import Document
from tests.factories.competitions import set_rules
from tests.factories.judging import hand_in_all, judged_period, marks


@pytest.fixture
def decided(open_period, organiser, judge, other_judge):
    """A winner, a tie that the pleno decides, an entry without a result; one mark was revised."""
    period = judged_period(open_period, by=organiser, proposals=4, judges=[judge, other_judge])
    first, second, third, fourth = period.proposals.order_by("number")
    set_rules(period, winners=3)
    tasks = Assignment.objects.named()
    actions.recuse(tasks.get(judge=judge, proposal=fourth), by=judge, reason="Saudara kandung.")
    actions.record_absence(tasks.get(judge=other_judge, proposal=fourth), by=organiser, reason="Sakit.")
    revised = tasks.get(judge=judge, proposal=first)
    actions.save_sheet(revised, by=judge, version=1, marks=marks(10))
    hand_in_all(period, lambda task: marks("82.5") if task.proposal_id == first.pk else marks(80))
    actions.close_judging(period, by=organiser)
    order = [str(third.number), str(second.number)]
    actions.decide_tie(period, by=organiser, order=order, reason="Dampaknya lebih luas.", present="Tim penilai")
    return period


@pytest.fixture
def bundles(decided):
    """Each bundle as the worker stores it, oldest first."""
    documents = list(Document.objects.filter(kind="berkas_hasil").order_by("created_at"))
    for document in documents:
        make(document_id=str(document.pk))
        document.refresh_from_db()
    return documents


def stored(document):
    return (settings.MEDIA_ROOT / document.path).read_bytes()


def test_bundle_publishes_what_was_frozen_and_is_the_same_when_made_again(bundles, decided):
    older, newer = bundles
    content = json.loads(stored(newer))["content"]
    frozen = Result.objects.filter(ranking__revision=2).named().in_order()

    assert [
        (row["entry"], row["place"] or None, row["total"], row["total_exact"], row["sheets"], row["passes"])
        for row in content["outputs"]["results"]
    ] == [
        (row.proposal.number, row.place, str(row.total or ""), row.total_exact, row.sheets, row.is_winner)
        for row in frozen
    ]
    assert (faults(stored(newer), key=published_key()), build(newer)) == ([], stored(newer))
    assert content["inputs"]["competition"]["replaces"] == older.number
    assert json.loads(stored(older))["content"]["inputs"]["competition"]["replaces"] == ""
    assert len(content["inputs"]["marks"]) == Score.objects.count()
    assert sorted(row["state"] for row in content["inputs"]["sheets"]) == ["absent", *["handed_in"] * 6, "recused"]


def test_bundle_names_no_judge_and_gives_no_reason_of_theirs(bundles, judge, other_judge):
    text = stored(bundles[-1]).decode()

    assert [
        word for word in (judge.name, other_judge.name, "Alasan.", "Saudara kandung.", "Sakit.") if word in text
    ] == []
    assert {row["judge"] for row in json.loads(text)["content"]["inputs"]["sheets"]} == {"Juri 1", "Juri 2"}


def test_the_program_that_outsiders_download_counts_again_and_finds_what_was_altered(bundles, client, tmp_path):
    program, whole, altered = (tmp_path / name for name in ("periksa.py", "berkas.json", "diubah.json"))
    program.write_bytes(client.get(reverse("judging:verifier")).content)
    whole.write_bytes(stored(bundles[-1]))
    altered.write_bytes(stored(bundles[-1]).replace(b'"82.50"', b'"82.00"', 1))

    def said(*arguments):
        # Alone in an empty folder: nothing of the application can be found from there.
        ran = subprocess.run(
            [sys.executable, "-I", str(program), *arguments], cwd=tmp_path, capture_output=True, text=True
        )
        return ran.returncode, ran.stdout.splitlines()[:2]

    agreed = "Semua angka keluar sama dan tanda tangan cocok dengan isi berkas."
    assert said(str(whole), published_key()) == (0, [agreed])
    code, sentences = said(str(altered), published_key())
    assert (code, sentences[0]) == (1, "BERKAS INI TIDAK DAPAT DIPERCAYA.")
    assert (sentences[1].startswith("Nilai proposal KIPP-2024-"), "82.00" in sentences[1]) == (True, True)
    assert [said(*arguments)[0] for arguments in ((), (str(whole), ""))] == [2, 2]


def test_what_differs_from_the_frozen_result_is_not_signed(decided):
    document = Document.objects.filter(kind="berkas_hasil").latest("created_at")
    with pgtrigger.ignore():
        Score.objects.filter(value="80.00").update(value="99.00")

    with pytest.raises(Differs):
        build(document)


def test_page_for_outsiders_gives_the_key_and_the_program(client, db):
    page = client.get(reverse("judging:bundle_check")).content.decode()

    assert (published_key() in page, reverse("judging:verifier") in page) == (True, True)


def test_only_organisers_get_the_bundle(bundles, client, operator, judge, organiser):
    address = reverse("documents:download", args=[bundles[-1].pk])
    answers = []
    for user in (operator, judge, organiser):
        client.force_login(user)
        answers.append(client.get(address).status_code)

    assert answers == [404, 404, 200]
