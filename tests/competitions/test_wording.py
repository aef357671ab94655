"""How the values of an amendment, and who goes on from a round, are written. No database."""

from datetime import date
from decimal import Decimal

import pytest

from competitions.models import Round
from competitions.wording import PER, days_of_round, line, value_words


@pytest.mark.parametrize(
    ("what", "value", "words"),
    [
        ("judging_closes_on", "2024-07-15", "15 Juli 2024"),
        ("judging_closes_on", None, "belum ditetapkan"),
        ("judging_opens_on", None, "sehari setelah tahap sebelumnya"),
        ("verification_opens_on", "2024-07-01", "1 Juli 2024"),
        ("winners", 3, "3"),
        ("quota_per_agency", 2, "paling banyak 2"),
        ("quota_per_agency", None, "tidak dibatasi"),
        ("reminder_days", [7, 3, 1], "7, 3, 1"),
        ("reminder_days", [], "tanpa pengingat"),
        ("theme", "Inovasi", "Inovasi"),
        ("theme", "", "kosong"),
        ("section_guidance", "Uraikan.", "Uraikan."),
        ("attachment_guidance", "", "kosong"),
    ],
)
def test_value_is_written_for_people(what, value, words):
    assert value_words(what, value) == words


@pytest.mark.parametrize(
    ("most", "least", "per", "quota", "words"),
    [
        (None, None, "", None, ""),
        (10, None, "", None, "paling banyak 10 proposal"),
        (None, Decimal("72.50"), "", None, "proposal dengan nilai paling rendah 72,5"),
        (None, Decimal(0), "", None, "proposal dengan nilai paling rendah 0"),
        (None, None, "group", 3, "paling banyak 3 proposal per kelompok"),
        (10, Decimal("70.00"), "", None, "paling banyak 10 proposal dengan nilai paling rendah 70"),
        (10, None, "agency_kind", 2, "paling banyak 10 proposal, paling banyak 2 per jenis instansi"),
        (None, Decimal(70), "category", 2, "proposal dengan nilai paling rendah 70, paling banyak 2 per kategori"),
        (
            1000,
            Decimal(70),
            "category",
            2,
            "paling banyak 1.000 proposal dengan nilai paling rendah 70, paling banyak 2 per kategori",
        ),
    ],
)
def test_who_goes_on_is_written_for_people(most, least, per, quota, words):
    assert line(most, least, per, quota) == words
    assert Round(advance_most=most, advance_least=least, advance_per=per, advance_quota=quota).line == words


@pytest.mark.parametrize(
    ("opens_on", "closes_on", "words"),
    [
        (None, None, "selama masa penilaian periode"),
        (date(2024, 7, 1), None, "mulai 1 Juli 2024"),
        (None, date(2024, 7, 9), "sampai 9 Juli 2024"),
        (date(2024, 7, 1), date(2024, 7, 9), "1–9 Juli 2024"),
    ],
)
def test_days_of_a_round_are_written_for_people(opens_on, closes_on, words):
    assert days_of_round(opens_on, closes_on) == words


def test_every_quota_has_its_word():
    assert dict(Round.Per.choices) == PER
