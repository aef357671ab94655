"""The rounds of a draft and their criteria: added with a rubric, changed, weighed, removed; what keeps it shut."""

from datetime import timedelta
from decimal import Decimal

import pytest

from competitions import actions
from competitions.forms import CriterionForm, RoundForm, SectionForm
from competitions.models import Round, TransitionNotAllowed
from competitions.presets import RUBRICS, SCORES
from kipp.audit.models import Entry
from tests.competitions.test_forms import date_of
from tests.factories.competitions import open_now

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk(client, organiser):
    client.force_login(organiser)
    return client


@pytest.fixture
def presentation(period, organiser):
    """A second round of a period whose rounds total 100."""
    period.rounds.update(weight=60)
    round_ = Round(period=period, kind=Round.Kind.PRESENTATION, name="Presentasi", weight=40)
    actions.save_part(round_, by=organiser)
    return round_


def address(period, *parts):
    return "/".join(["/periode", str(period.pk), "susunan", *parts, ""])


def criteria_of(round_):
    return list(round_.criteria.order_by("order", "pk").values_list("code", "name", "weight"))


def round_data(**changes):
    data = {"name": "Presentasi", "weight": "40", "min_sheets": "3", "tie_1": "criterion:penyajian", "tie_2": "median"}
    return data | changes


# --- Rounds -------------------------------------------------------------------------------------------


@pytest.mark.parametrize("kind", Round.Kind)
def test_new_round_stands_last_and_brings_the_rubric_of_its_kind(kind, desk, period):
    page = desk.post(
        address(period, "tahap", "tambah"), round_data(kind=kind, name="Tahap kedua", weight="12,5"), follow=True
    ).content.decode()

    round_ = period.rounds.order_by("order").last()
    rubric = RUBRICS[kind]
    assert (round_.code, round_.kind, round_.name, round_.weight) == ("tahap-kedua", kind, "Tahap kedua", 12.5)
    assert criteria_of(round_) == [(row.code, row.name, row.weight) for row in rubric.criteria]
    assert [row.anchors for row in round_.criteria.order_by("order")] == [
        [mark._asdict() for mark in row.anchors] for row in rubric.criteria
    ]
    assert round_.tie_breaks == list(rubric.tie_breaks)
    assert "Jumlah bobot sekarang 112,5, sedangkan yang diperlukan tepat 100." in page


@pytest.mark.parametrize("kind", RUBRICS)
def test_rubric_is_whole(kind):
    rubric = RUBRICS[kind]
    codes = {f"criterion:{row.code}" for row in rubric.criteria}

    assert sum(row.weight for row in rubric.criteria) == 100
    assert {tuple(mark.score for mark in row.anchors) for row in rubric.criteria} == {SCORES}
    assert set(rubric.tie_breaks) - codes == {"median", "pleno"}
    assert rubric.tie_breaks[-1] == "pleno"


def test_every_kind_of_round_has_a_rubric():
    assert list(RUBRICS) == Round.Kind.values


def test_round_keeps_what_was_typed_but_never_its_kind(desk, period, presentation):
    opens_on = period.judging_closes_on - timedelta(days=3)
    typed = round_data(
        kind="field",
        name="Presentasi finalis",
        advance_most="10",
        advance_least="72,5",
        advance_per="category",
        advance_quota="2",
        **date_of("opens_on", opens_on),
    )

    page = desk.post(address(period, "tahap", "presentasi", "ubah"), typed, follow=True).content.decode()

    assert "Presentasi finalis disimpan." in page
    kept = Round.objects.values().get(pk=presentation.pk)
    assert kept == {
        "id": presentation.pk,
        "period_id": period.pk,
        "code": "presentasi",
        "kind": "presentation",
        "name": "Presentasi finalis",
        "order": 2,
        "weight": Decimal(40),
        "min_sheets": 3,
        "tie_breaks": ["criterion:penyajian", "median", "pleno"],
        "opens_on": opens_on,
        "closes_on": None,
        "advance_most": 10,
        "advance_least": Decimal("72.5"),
        "advance_per": "category",
        "advance_quota": 2,
    }
    shown = RoundForm(instance=Round.objects.get(pk=presentation.pk))
    assert [shown[name].value() for name in ("tie_1", "tie_2", "tie_3")] == ["criterion:penyajian", "median", ""]
    assert [label for _, label in shown.fields["tie_1"].choices] == [
        "Tidak dipakai",
        "Rata-rata nilai Substansi",
        "Rata-rata nilai Penyajian",
        "Median nilai lembar",
    ]


@pytest.mark.parametrize(
    ("changes", "errors"),
    [
        ({"name": "", "weight": "0"}, {"name": ["Isi nama"], "weight": ["Bobot tahap harus lebih dari 0"]}),
        ({"min_sheets": "0"}, {"min_sheets": ["Paling sedikit lembar nilai per proposal harus 1 atau lebih"]}),
        ({"advance_quota": "2"}, {"__all__": ["Isi kuota bersama hitungannya, atau kosongkan keduanya."]}),
        ({"advance_per": "group"}, {"__all__": ["Isi kuota bersama hitungannya, atau kosongkan keduanya."]}),
        ({"advance_per": "kota"}, {"advance_per": ["Pilih kuota lolos per"]}),
        ({"tie_1": "median"}, {"tie_2": ["Langkah kedua sudah dipakai pada langkah sebelumnya"]}),
        ({"tie_1": "criterion:efektif"}, {"tie_1": ["Pilih langkah pertama bila nilai sama"]}),
    ],
)
def test_round_says_what_is_wrong(changes, errors, presentation):
    assert RoundForm(round_data(**changes), instance=presentation).errors == errors


def test_round_ends_after_it_begins(period, presentation):
    day = period.judging_closes_on
    typed = round_data(**date_of("opens_on", day), **date_of("closes_on", day - timedelta(days=1)))

    assert RoundForm(typed, instance=presentation).errors == {"__all__": ["Tahap harus dimulai sebelum selesai."]}


def test_round_is_offered_the_weight_that_is_left(period, presentation):
    offered = []
    for weight in (60, 35):
        period.rounds.exclude(pk=presentation.pk).update(weight=weight)
        offered.append(RoundForm(instance=Round(period=period))["weight"].value())

    assert offered == [None, "25,00"]


def test_rounds_change_places(desk, period, presentation):
    page = desk.post(address(period, "tahap", "presentasi", "geser"), {"arah": "naik"}, follow=True)

    assert [line.row.code for line in page.context["lines"]] == ["presentasi", "proposal"]
    assert "Urutan Presentasi disimpan." in page.content.decode()


# --- Criteria -----------------------------------------------------------------------------------------


def criterion_data(**changes):
    anchors = {f"anchor_{score}": f"Arti {score}" for score in SCORES}
    return {"name": "Video", "definition": "Mutu video.", "weight": "10"} | anchors | changes


def test_criteria_of_a_round_are_added_changed_ordered_and_removed(desk, period, presentation):
    here = ("tahap", "presentasi", "kriteria")
    added = desk.post(address(period, *here, "tambah"), criterion_data(), follow=True)
    desk.post(address(period, *here, "video", "geser"), {"arah": "naik"})
    desk.post(address(period, *here, "penyajian", "ubah"), criterion_data(name="Paparan", weight="20"))
    ordered = criteria_of(presentation)
    asked = desk.get(address(period, *here, "video", "hapus")).content.decode()
    desk.post(address(period, *here, "video", "hapus"))

    assert added.redirect_chain == [(address(period, *here), 302)]
    assert "Jumlah bobot sekarang 110" in added.content.decode()
    assert ordered == [("substansi", "Substansi", 70), ("video", "Video", 10), ("penyajian", "Paparan", 20)]
    assert f'action="{address(period, *here, "video", "hapus")}"' in asked
    assert criteria_of(presentation) == [("substansi", "Substansi", 70), ("penyajian", "Paparan", 20)]
    assert presentation.criteria.get(code="penyajian").anchors == [
        {"score": score, "words": f"Arti {score}"} for score in SCORES
    ]
    saved = Entry.objects.filter(verb="period.save_part", data__part="Criterion").order_by("-seq").first()
    assert (saved.subject, saved.data["code"]) == (f"competitions.period:{period.pk}", "penyajian")


def test_form_of_a_criterion_shows_its_points_and_asks_for_each(presentation):
    stored = presentation.criteria.get(code="substansi")

    shown = CriterionForm(instance=stored)
    empty = CriterionForm(criterion_data(anchor_50="", weight=""), instance=stored)

    assert [shown[f"anchor_{score}"].value() for score in SCORES] == [mark["words"] for mark in stored.anchors]
    assert empty.errors == {"anchor_50": ["Isi arti nilai 50"], "weight": ["Isi bobot kriteria"]}


# --- What is named stays ------------------------------------------------------------------------------

TIE = "Aturan nilai sama tahap {} memakai kriteria ini. Ubah dahulu aturan itu."


def refusal(part, by):
    with pytest.raises(actions.NotReady) as refused:
        actions.remove_part(part, by=by)
    return refused.value.reasons


def test_criterion_that_a_section_or_a_tie_chain_names_stays(period, organiser, presentation):
    desk_round = period.rounds.get(code="proposal")

    assert refusal(desk_round.criteria.get(code="efektif"), organiser) == [
        "Kriteria ini masih dipakai oleh 4 Implementasi Inovasi, 5 Signifikansi. Ubah dahulu bagian itu.",
        TIE.format("Penilaian proposal"),
    ]
    assert refusal(presentation.criteria.get(code="substansi"), organiser) == [TIE.format("Presentasi")]
    assert (desk_round.criteria.count(), presentation.criteria.count()) == (5, 2)


def test_round_goes_once_no_section_needs_its_criteria(period, organiser, presentation):
    first = period.rounds.get(code="proposal")
    reasons = refusal(first, organiser)
    again = Round(period=period, name="Penilaian ulang")
    actions.save_part(again, by=organiser)

    actions.remove_part(first, by=organiser)
    actions.remove_part(presentation, by=organiser)

    assert [reason.startswith("Kriteria tahap ini masih dipakai oleh 2 Latar Belakang") for reason in reasons] == [True]
    assert list(period.rounds.all()) == [again]


def test_sections_are_evidence_for_the_criteria_of_the_desk_only(period, organiser, presentation):
    actions.save_part(Round(period=period, name="Penilaian kedua"), by=organiser)

    offered = SectionForm(instance=period.sections.first()).fields["criteria"].choices

    assert offered == [(row.code, row.name) for row in RUBRICS["proposal"].criteria]


@pytest.mark.parametrize("what", ["round", "criterion"])
def test_opened_period_keeps_its_rounds(what, period, organiser, presentation):
    part = {"round": presentation, "criterion": presentation.criteria.first()}[what]
    open_now(period, by=organiser)

    for act in (actions.save_part, actions.remove_part, lambda row, by: actions.move_part(row, by=by, up=True)):
        with pytest.raises(TransitionNotAllowed, match="sudah dibuka"):
            act(part, by=organiser)


# --- Weights of the rounds ----------------------------------------------------------------------------


def test_weights_of_rounds_are_set_together(desk, period, presentation):
    here = f"/periode/{period.pk}/bobot/"
    wrong = desk.post(here, {"proposal": "70", "presentasi": "29,5"})
    right = desk.post(here, {"proposal": "70", "presentasi": "30"}, follow=True)

    assert wrong.context["form"].errors == {"__all__": ["Jumlah bobot harus tepat 100, sekarang 99,5"]}
    assert "Bobot disimpan." in right.content.decode()
    assert dict(period.rounds.values_list("code", "weight")) == {"proposal": 70, "presentasi": 30}
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.verb, entry.data) == (
        "period.set_round_weights",
        {"weights": {"proposal": "70", "presentasi": "30"}},
    )


@pytest.mark.parametrize(
    ("weights", "sentence"),
    [
        ({"proposal": Decimal(60), "presentasi": Decimal(41)}, "Jumlah bobot tahap penilaian harus tepat 100."),
        ({"proposal": Decimal(100)}, "Isi bobot setiap tahap penilaian."),
    ],
)
def test_weights_of_rounds_that_do_not_fit_change_nothing(weights, sentence, period, organiser, presentation):
    with pytest.raises(actions.NotReady, match=sentence):
        actions.set_round_weights(period, by=organiser, weights=weights)

    assert dict(period.rounds.values_list("code", "weight")) == {"proposal": 60, "presentasi": 40}


# --- What keeps a period from opening ------------------------------------------------------------------


def days(opens=None, closes=None):
    """Days of a round counted from the last day of judging, which lasts ten days."""
    return {
        name: lambda period, back=back: period.judging_closes_on - timedelta(days=back)
        for name, back in (("opens_on", opens), ("closes_on", closes))
        if back is not None
    }


OUTSIDE = "Tanggal tahap {} harus berada dalam masa penilaian, "
AFTER = "Tahap Presentasi harus dimulai setelah tahap Penilaian proposal selesai."


@pytest.mark.parametrize(
    ("desk_round", "presentation_round", "sentences"),
    [
        ({}, {}, []),
        (days(9, 5), days(4, 0), []),
        (days(closes=5), days(opens=4), []),
        (days(opens=9), {}, []),
        (days(9, 5), days(5, 0), [AFTER]),
        (days(opens=5), days(closes=6), [AFTER]),
        (days(10, 5), days(4, -1), [OUTSIDE.format("Penilaian proposal"), OUTSIDE.format("Presentasi")]),
        ({"weight": 50}, {}, ["Jumlah bobot tahap penilaian harus 100, sekarang 90."]),
        ({}, {"tie_breaks": ["median", "pleno"]}, []),
        (
            {},
            {"tie_breaks": ["criterion:efektif"]},
            ["Aturan nilai sama tahap Presentasi menyebut kriteria yang tidak ada. Ubah aturan itu."],
        ),
    ],
)
def test_faults_of_rounds_are_named(desk_round, presentation_round, sentences, period, presentation):
    for code, values in (("proposal", desk_round), ("presentasi", presentation_round)):
        now = {name: value(period) if callable(value) else value for name, value in values.items()}
        period.rounds.filter(code=code).update(code=code, **now)

    reasons = actions.reasons_against_opening(period)

    assert [said.startswith(begun) for said, begun in zip(reasons, sentences, strict=True)] == [True] * len(sentences)


def test_round_without_criteria_and_criteria_that_miss_100_are_named(period, presentation):
    presentation.criteria.all().delete()
    period.rounds.get(code="proposal").criteria.filter(code="efektif").update(weight=Decimal("24.5"))
    no_days = type(period)(pk=period.pk)

    reasons = [
        "Jumlah bobot kriteria tahap Penilaian proposal harus 100, sekarang 99,5.",
        "Tambahkan paling sedikit satu kriteria pada tahap Presentasi.",
    ]
    assert actions.reasons_against_opening(period) == reasons
    assert actions.reasons_against_opening(no_days)[1:] == reasons


# --- The page of the period ---------------------------------------------------------------------------


def test_page_of_the_period_says_each_round_in_words(desk, period, presentation):
    alone = desk.get(f"/periode/{presentation.period_id}/").content.decode()
    period.rounds.filter(code="proposal").update(advance_most=10, closes_on=period.judging_closes_on)
    html = " ".join(desk.get(f"/periode/{period.pk}/").content.decode().split())

    assert "semua proposal yang bernilai" in alone
    assert "Lolos ke tahap berikutnya</dt> <dd>paling banyak 10 proposal</dd>" in html
    assert "Bobot dalam nilai akhir</dt> <dd>60%</dd>" in html
    assert "3 proposal dengan nilai akhir tertinggi" in html
    assert "selama masa penilaian periode" in html
    assert html.count("Lolos ke tahap berikutnya") == html.count("Pemenang</dt>") == 1
    assert f'"/periode/{period.pk}/bobot/"' in html
    assert f'"{address(period, "tahap", "presentasi", "kriteria")}"' in html
