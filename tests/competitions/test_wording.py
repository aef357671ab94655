"""How the values of an amendment are written. No database."""

import pytest

from competitions.wording import value_words


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
