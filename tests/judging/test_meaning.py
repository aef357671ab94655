"""The sentences for the panel: one for every figure, and one for every figure that is not there."""

import pytest

from judging import meaning
from judging.flags import FlagKind
from judging.table import Reason
from tests.judging.test_analysis import APART, WHOLE, figures, marks_of

PANEL, THIRD = WHOLE["panel"], WHOLE["entries"][2]
APART_FIGURES = figures(marks_of(APART), min_sheets=1)
NOTHING = APART_FIGURES["entries"][0]


def test_agreement():
    assert [
        meaning.consistency(PANEL),
        meaning.single_judge(PANEL),
        meaning.panel_size(PANEL["dstudy"][6]),
        meaning.needed(PANEL),
        meaning.alpha(PANEL),
        meaning.order_agreement(PANEL),
    ] == [
        "Konsistensi panel 0,91 dengan batas bawah 0,68 berarti urutan proposal dari panel ini cukup konsisten.",
        "Kesepakatan 0,29 berarti angka dari satu juri saja belum dapat dijadikan pegangan.",
        "Dengan tujuh juri, konsistensi panel diperkirakan mencapai 0,95.",
        "Agar konsistensi panel mencapai 0,80, diperlukan sedikitnya dua juri.",
        "Alfa Krippendorff 0,15: 1 berarti sepakat penuh, 0 berarti setara dengan kebetulan.",
        "Koefisien W 0,89: 0 berarti urutan antarjuri tidak serupa, 1 berarti sama persis.",
    ]


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0.4999", "belum dapat dijadikan pegangan"),
        ("0.5000", "hanya sebagian dapat dijadikan pegangan"),
        ("0.7500", "dapat dijadikan pegangan"),
    ],
)
def test_single_judge_by_its_value(value, said):
    assert meaning.single_judge({"icc_a1": {"value": value}}).endswith(f"dari satu juri saja {said}.")


def test_an_entry():
    assert [
        meaning.error(THIRD),
        meaning.adjusted(THIRD),
        meaning.expected_rank(THIRD),
        meaning.rank_limits(THIRD),
        meaning.top(THIRD, 2),
        meaning.left_out(THIRD),
        meaning.acceptability(THIRD["first_free"]),
    ] == [
        "Galat baku 0,50 menunjukkan bahwa nilai ini dapat bergeser sekitar 0,50 poin karena perbedaan pandangan juri.",
        "Nilai terkoreksi 6,00 memberi peringkat 3.",
        "Peringkat harapan proposal ini 2,78 setelah ketidakpastian nilai diperhitungkan.",
        "Menurut simulasi, dengan tingkat keyakinan 90% proposal ini berada pada peringkat 2 sampai 4.",
        "Menurut simulasi, peluang proposal ini termasuk dua besar adalah 13%.",
        "Peringkat proposal ini tetap 3, juri atau kriteria mana pun yang dikeluarkan.",
        "Pada kurang dari 1% susunan bobot yang diuji, proposal ini menempati peringkat pertama.",
    ]


def test_an_entry_that_moves():
    moved = {**THIRD, "best": 2, "worst": 4, "adjusted_rank": {"value": 2}, "rank_limits": {"lower": 1, "upper": 1}}

    assert [
        meaning.left_out(moved),
        meaning.adjusted({**moved, "absent": ["A"]}),
        meaning.adjusted(moved),
        meaning.rank_limits(moved),
        meaning.top({"p_top": {"value": "0.9990"}}, 3),
    ] == [
        (
            "Apabila nilai salah satu juri atau salah satu kriteria dikeluarkan, peringkat proposal ini bergeser "
            "antara 2 dan 4."
        ),
        "Nilai terkoreksi 6,00 memberi peringkat 2, bukan 3, karena tidak semua juri menilai proposal ini.",
        "Nilai terkoreksi 6,00 memberi peringkat 2, bukan 3, karena koreksi proposal lain.",
        "Menurut simulasi, dengan tingkat keyakinan 90% proposal ini berada pada peringkat 1.",
        "Menurut simulasi, peluang proposal ini termasuk tiga besar adalah lebih dari 99%.",
    ]


def test_what_is_not_known_says_why():
    panel, apart = (
        APART_FIGURES["panel"],
        "tidak dapat dihitung: kelompok juri tidak memiliki proposal yang dinilai bersama.",
    )
    few = "tidak dapat dihitung: proposal yang dinilai semua juri terlalu sedikit."
    live = {"value": None, "reason": "not_simulated"}

    assert [
        meaning.consistency(panel),
        meaning.single_judge(panel),
        meaning.panel_size(panel["dstudy"][0]),
        meaning.needed(panel),
        meaning.alpha({"alpha": {"value": None, "reason": "no_spread"}}),
        meaning.order_agreement(panel),
        meaning.error({"se": {"value": None, "reason": "no_freedom"}}),
        meaning.adjusted(NOTHING),
        meaning.expected_rank(NOTHING),
        meaning.rank_limits(NOTHING),
        meaning.top(NOTHING, 3),
        meaning.left_out({"best": None}),
        meaning.acceptability(live),
    ] == [
        f"Konsistensi panel {few}",
        f"Kesepakatan satu juri {few}",
        f"Perkiraan konsistensi panel {few}",
        f"Jumlah juri yang diperlukan {few}",
        "Alfa Krippendorff tidak dapat dihitung: nilai tidak cukup berbeda untuk dibandingkan.",
        f"Koefisien W {few}",
        (
            "Galat baku tidak dapat dihitung: setiap nilai dapat dijelaskan sepenuhnya sehingga tidak ada sisa untuk "
            "mengukur galat."
        ),
        f"Peringkat menurut nilai terkoreksi {apart}",
        f"Peringkat harapan {apart}",
        f"Rentang peringkat {apart}",
        f"Peluang menang {apart}",
        "Pergeseran peringkat tidak dapat dihitung: lembar nilai belum cukup.",
        "Keterterimaan tidak dapat dihitung: simulasi belum dijalankan.",
    ]


def test_bands():
    assert [meaning.band(band) for band in WHOLE["bands"][:2]] == [
        "Proposal ini tidak setara dengan proposal lain.",
        (
            "Dua proposal dalam kelompok ini praktis setara sehingga urutannya ditetapkan melalui musyawarah atau "
            "aturan nilai sama; peluang yang teratas memang lebih baik daripada yang terbawah adalah 76%."
        ),
    ]


def test_connection():
    linked = {"connected": True, "components": [{}], "weak_judges": [], "weak_entries": ["P1"]}
    nothing = {"connected": True, "components": [], "weak_judges": [], "weak_entries": []}
    graphs = (nothing, WHOLE["connectivity"], linked, APART_FIGURES["connectivity"])

    assert [meaning.connected(graph) for graph in graphs] == [
        "Belum ada lembar nilai yang dapat dibandingkan.",
        "Semua proposal dapat dibandingkan melalui juri yang menilai bersama.",
        (
            "Penilaian terhubung lemah: apabila satu juri atau satu proposal tidak diperhitungkan, sisanya tidak lagi "
            "dapat dibandingkan."
        ),
        "Peringkat gabungan tidak dapat diterbitkan karena kelompok juri tidak memiliki proposal yang dinilai bersama.",
    ]


def test_severity():
    assert [meaning.severity({"severity": {"value": value}}) for value in ("-4.20", "1.38", "0.00")] == [
        "Juri ini rata-rata memberi nilai 4,20 poin lebih rendah daripada panel untuk proposal yang sama.",
        "Juri ini rata-rata memberi nilai 1,38 poin lebih tinggi daripada panel untuk proposal yang sama.",
        "Juri ini rata-rata memberi nilai yang setara dengan panel untuk proposal yang sama.",
    ]


FLAGS = [
    (
        FlagKind.OUTLYING,
        {"value": "95.00", "median": "72.00", "z": "15.51"},
        "Nilai 95,00 jauh dari nilai tengah panel 72,00 dan memerlukan penjelasan juri; sistem tidak mengubahnya.",
    ),
    (
        FlagKind.DISAGREEMENT,
        {"range": "22.50", "sd": "9.00", "sheets": "3.00"},
        (
            "Selisih antarjuri 22,50 poin pada nilai lembar proposal ini melewati batas sehingga perlu dibahas dalam "
            "pleno; satu juri tambahan dapat membantu."
        ),
    ),
    (
        FlagKind.HALO,
        {"spread": "1.00", "others": "9.00"},
        "Juri ini memberi nilai hampir sama pada semua kriteria sehingga perbedaan antarkriteria kurang tampak.",
    ),
    (
        FlagKind.STRAIGHT_LINING,
        {"flat": "5.00", "sheets": "8.00"},
        "Juri ini memberi nilai yang persis sama pada semua kriteria di 5 dari 8 lembar.",
    ),
    (
        FlagKind.NARROW_RANGE,
        {"sd": "1.00", "others": "9.50"},
        (
            "Juri ini memakai rentang nilai yang jauh lebih sempit daripada juri lain: simpangan bakunya 1,00, "
            "juri lain 9,50."
        ),
    ),
    (
        FlagKind.SEVERITY,
        {"severity": "-4.20", "se": "1.00"},
        "Juri ini rata-rata memberi nilai 4,20 poin lebih rendah daripada panel untuk proposal yang sama.",
    ),
    (
        FlagKind.MISFIT,
        {"ratio": "1.89"},
        "Pola nilai juri ini berbeda dari panel, bukan sekadar lebih ketat atau lebih longgar.",
    ),
    (
        FlagKind.MISFIT,
        {"ratio": "0.40"},
        "Pola nilai juri ini jauh lebih dekat dengan nilai panel daripada nilai juri lain.",
    ),
]


@pytest.mark.parametrize(("kind", "figures", "sentence"), FLAGS)
def test_flags(kind, figures, sentence):
    assert meaning.flag({"kind": kind.value, "criterion": None, "figures": figures}, {}) == sentence


def test_flag_of_a_criterion_names_it():
    found = {"kind": "disagreement", "criterion": "baru", "figures": {"range": "25.00"}}

    assert "pada kriteria Kebaruan proposal ini" in meaning.flag(found, {"baru": "Kebaruan"})


def test_sensitivity():
    tip = {
        "criterion": "efektif",
        "weight": {"value": "25.00"},
        "tips_at": {"value": "32.50"},
        "distance": {"value": "7.50"},
    }

    assert [
        meaning.tipping(tip, {"efektif": "Efektif"}),
        meaning.tipping(tip | {"distance": {"value": "0.00"}}, {}),
        meaning.tipping(WHOLE["tipping"], {}),
        meaning.rerun({"winners_change": True}, "juri Ani"),
        meaning.rerun({"winners_change": False}, "kriteria Efektif"),
        meaning.rerun({"winners_change": None, "reason": "few_sheets"}, "juri Ani"),
    ] == [
        "Urutan kedua proposal berbalik apabila bobot Efektif berubah dari 25% menjadi 32,5%.",
        "Nilai kedua proposal sama; urutannya ditentukan aturan nilai sama.",
        "Bobot kritis tidak dapat dihitung: tidak ada perubahan bobot satu kriteria yang menyamakan nilainya.",
        "Tanpa juri Ani, susunan pemenang berubah.",
        "Tanpa kriteria Efektif, susunan pemenang tetap.",
        "Hasil tanpa juri Ani tidak dapat dihitung: lembar nilai belum cukup.",
    ]


def test_every_reason_has_words_and_every_term_is_a_sentence():
    assert set(meaning.REASONS) == set(Reason)
    assert all(term.endswith(".") and term[0].isupper() for term in meaning.TERMS.values())
