"""The page that explains how judging goes: every figure on it follows the settings of the period."""

import re
from datetime import date
from decimal import Decimal
from html import unescape
from pathlib import Path

import pgtrigger
import pytest
from django.conf import settings
from django.db import transaction
from django.utils.html import strip_tags

from competitions.schedule import closing_instant
from judging import ranking, scoring
from judging.sheet import REASON_RULE
from judging.wording import chain_labels, combination, reason_rule
from tests.factories.competitions import make_period, set_group_rules, set_rules

PAGE = "/bagaimana-penilaian-berlangsung/"


def words(client, address=PAGE):
    page = client.get(address).content.decode()
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(strip_tags(re.sub(r"<(?:/t[hd]|/d[td]|/li|br)>", " ", main))).split())


def set_round(period, **changes):
    with pgtrigger.ignore("competitions.Round:frozen"):
        period.rounds.update(**changes)


def set_criterion(period, code, **changes):
    with pgtrigger.ignore("competitions.Criterion:frozen"):
        period.rounds.get().criteria.filter(code=code).update(**changes)


def set_section(period, code, **changes):
    with pgtrigger.ignore("competitions.Section:frozen"):
        period.sections.filter(code=code).update(**changes)


def close_on(period, day):
    later = {"verification_closes_on": date(2031, 1, 2), "judging_closes_on": date(2031, 1, 3)}
    set_rules(
        period,
        registration_closes_on=day,
        registration_closes_at=closing_instant(day),
        announced_on=date(2031, 1, 4),
        **later,
    )


CHANGES = {  # what is changed -> the act, and what the page then says
    "theme": (lambda p: set_rules(p, theme="Melayani dari dekat"), ["Tema: Melayani dari dekat"]),
    "closing": (
        lambda p: close_on(p, date(2030, 2, 28)),
        [
            "28 Februari 2030 pukul 24.00 WIB",
            "paling lambat 28 Februari 2029",
            "Verifikasi selesai 2 Januari 2031",
            "(dijadwalkan 3 Januari 2031)",
            "(dijadwalkan 4 Januari 2031)",
        ],
    ),
    "invited": (lambda p: set_rules(p, invited_kinds=["smp"]), ["Instansi yang diundang: SMP Negeri."]),
    "quota": (lambda p: set_rules(p, quota_per_agency=4), ["Jumlah proposal per instansi: paling banyak 4."]),
    "title once": (lambda p: set_rules(p, is_title_once=True), ["Satu judul inovasi hanya boleh dikirim satu kali."]),
    "ages": (
        lambda p: (
            close_on(p, date(2030, 2, 28)),
            set_group_rules(p, min_months=6, max_months=36, max_times_awarded=2),
        ),
        [
            "paling sedikit enam bulan, paling lama tiga tahun",
            "paling lambat 28 Agustus 2029, paling cepat 28 Februari 2027 paling banyak 2 ",
        ],
    ),
    "sections": (
        lambda p: set_section(p, "implementasi", max_words=1234, criteria=["kebaruan"], groups=["replikasi"]),
        ["4 Implementasi Inovasi Hanya kelompok Replikasi paling banyak 1.234 kata Kebaruan"],
    ),
    "criteria": (
        lambda p: set_criterion(
            p, "efektif", name="Berdaya", definition="Terbukti.", anchors=[{"score": 40, "words": "Cukup jelas."}]
        ),
        ["Berdaya Bobot 25%. Terbukti. 40 Cukup jelas.", "rata-rata nilai Berdaya"],
    ),
    "weights": (
        lambda p: (
            set_criterion(p, "efektif", weight=Decimal("12.5")),
            set_criterion(p, "kebaruan", weight=Decimal("27.5")),
        ),
        ["Kebaruan 27,5% 80 22,00", "Efektif 12,5% 90 11,25"],
    ),
    "sheets": (
        lambda p: set_round(p, min_sheets=3),
        ["paling sedikit 3 lembar nilai", "80,500; 79,000; 80,875", "Rata-ratanya 80,125", "nilai akhir 80,13"],
    ),
    "chain": (
        lambda p: set_round(p, tie_breaks=["median", "criterion:efektif"]),
        [
            "median nilai lembar rata-rata nilai Efektif keputusan pleno Nilai yang",
            "Yang menentukan: median nilai lembar.",
        ],
    ),
    "names": (
        lambda p: set_rules(p, champions=1, runners_up=2),
        ["Sebutannya: 1 juara, 2 harapan, selebihnya finalis."],
    ),
    "winners": (lambda p: set_rules(p, winners=7), ["7 proposal dengan nilai akhir tertinggi menjadi pemenang."]),
}


@pytest.mark.django_db
def test_page_follows_every_setting(client, open_period):
    plain = words(client)
    said = {}
    for name, (change, expected) in CHANGES.items():
        with transaction.atomic():
            change(open_period)
            page = words(client)
            transaction.set_rollback(True)
        said[name] = [sentence for sentence in expected if sentence not in page or sentence in plain]

    assert said == {name: [] for name in CHANGES}


@pytest.mark.django_db
def test_page_shows_the_preset_with_its_example(client, open_period):
    page = words(client)

    for sentence in (
        "bobot tidak dapat diubah lagi. Penutupan pendaftaran, tanggal tahap berikutnya, tema, kuota, jumlah pemenang,",
        "Instansi yang diundang: semua jenis instansi. Jumlah proposal per instansi: tidak dibatasi.",
        "Juri memberi nilai 0 sampai 100 untuk setiap kriteria.",
        "nilai 20 atau kurang dan 95 atau lebih harus disertai alasan",
        "Nilai akhir dibulatkan ke dua desimal, satu kali, di akhir. Tepat di tengah dibulatkan ke atas.",
        "Kebaruan 15% 80 12,00 Efektif 25% 90 22,50",
        "Nilai lembar juri pertama: 80,50. Nilai lembar semua juri: 80,50; 79,15.",
        "Rata-ratanya 79,825, tepat di tengah dua angka: nilai akhir 79,83.",
        "rata-rata nilai Bermanfaat rata-rata nilai Efektif median nilai lembar keputusan pleno",
        "nilai akhir 80,00 80,00 rata-rata nilai Bermanfaat 83,00 80,00",
        "Yang menentukan: rata-rata nilai Bermanfaat.",
        "dari: instansi yang sama, instansi induk, instansi di bawahnya.",
    ):
        assert sentence in page


@pytest.mark.django_db
def test_draft_is_shown_to_its_organisers_only(client, organiser, operator, period):
    address = f"{PAGE}{period.pk}/"
    set_round(period, tie_breaks=["pleno"])
    set_criterion(period, "efektif", weight=1)  # the weights do not add up yet: nothing is counted
    strangers = client.get(address).status_code
    client.force_login(operator)
    agency = client.get(address).status_code
    nothing = words(client)
    client.force_login(organiser)
    page = words(client, address)
    period.rounds.get().criteria.filter(code="efektif").update(weight=25)
    client.get(address)
    set_rules(period, status="archived")

    assert (strangers, agency, client.get(address).status_code) == (404, 404, 404)
    assert nothing == "Bagaimana penilaian berlangsung Belum ada periode yang dibuka."
    assert ("Periode ini belum dibuka." in page, "Contoh dengan nilai rekaan" in page) == (True, False)


@pytest.mark.django_db
def test_rounds_with_weights_and_the_pleno_alone(client, organiser, open_period):
    other = make_period(by=organiser, year=2030)
    other.rounds.update(weight=60, tie_breaks=["pleno"])
    extra = other.rounds.create(code="presentasi", name="Presentasi", order=2, weight=40)
    extra.criteria.create(code="paparan", name="Paparan", definition="Jelas.", weight=100)
    client.force_login(organiser)

    page = words(client, f"{PAGE}{other.pk}/")

    assert ("Bobot tahap ini 60%." in page, "Bobot tahap ini 40%." in page) == (True, True)
    assert page.count("keputusan pleno urutan 1 urutan 2") == 2


def test_no_template_of_the_page_holds_a_number():
    folder = Path(settings.BASE_DIR, "templates/judging")
    texts = {path.name: path.read_text() for path in [folder / "rules.html", *(folder / "rules").glob("*.html")]}
    bare = {
        name: re.findall(r"\d+", re.sub(r"{#.*?#}|{%.*?%}|{{.*?}}|</?[a-z][^>]*>", " ", text))
        for name, text in texts.items()
    }

    assert {name: found for name, found in bare.items() if found} == {}
    assert len(texts) == 9


def test_words_say_the_rules():
    names = {"efektif": "Efektif"}

    mean = "rata-rata nilai lembar semua penilai yang menilai"
    each = f"nilai setiap tahap adalah {mean}; hasilnya dibulatkan ke dua desimal"
    rounds = [("Penilaian proposal", Decimal(30)), ("Presentasi", Decimal("30.5")), ("Lapangan", Decimal("39.5"))]
    assert [combination(rounds[:count]) for count in (1, 2, 3)] == [
        f"{mean}, dibulatkan ke dua desimal",
        f"(30% × Penilaian proposal + 30,5% × Presentasi) ÷ 60,5%; {each}",
        f"30% × Penilaian proposal + 30,5% × Presentasi + 39,5% × Lapangan; {each}",
    ]
    assert chain_labels(["criterion:efektif", "median"], names) == [
        "rata-rata nilai Efektif",
        "median nilai lembar",
        "keputusan pleno",
    ]
    assert reason_rule(REASON_RULE) == "nilai 20 atau kurang dan 95 atau lebih harus disertai alasan"
    assert (ranking.PUBLISHED_PLACES, scoring.FULL_WEIGHT) == (2, 100)
