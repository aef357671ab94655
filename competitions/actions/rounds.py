"""What keeps a period from opening in the rounds that it is judged by."""

from collections.abc import Iterable, Sequence
from datetime import date
from decimal import Decimal
from itertools import pairwise

from competitions.models import Criterion, Period, Round
from competitions.ties import CRITERION
from kipp.text import angka_ringkas, rentang


def faults_of_rounds(period: Period) -> list[str]:
    """Return what is wrong with rubrics, weights and days of the rounds, as sentences."""
    rounds = list(period.rounds.prefetch_related("criteria").order_by("order", "pk"))
    reasons = [reason for round_ in rounds for reason in _faults_of_rubric(round_)]
    if rounds:
        reasons += _not_100("tahap penilaian", rounds)
    return reasons + _faults_of_days(period, rounds)


def _faults_of_rubric(round_: Round) -> list[str]:
    criteria = list(round_.criteria.all())
    if not criteria:
        return [f"Tambahkan paling sedikit satu kriteria pada tahap {round_}."]
    reasons = _not_100(f"kriteria tahap {round_}", criteria)
    known = {f"{CRITERION}{criterion.code}" for criterion in criteria}
    if {step for step in round_.tie_breaks if step.startswith(CRITERION)} - known:
        reasons.append(f"Aturan nilai sama tahap {round_} menyebut kriteria yang tidak ada. Ubah aturan itu.")
    return reasons


def _not_100(whose: str, rows: Iterable[Round | Criterion]) -> list[str]:
    total = sum((row.weight for row in rows), Decimal(0))
    return [] if total == 100 else [f"Jumlah bobot {whose} harus 100, sekarang {angka_ringkas(total)}."]


def _faults_of_days(period: Period, rounds: Sequence[Round]) -> list[str]:
    """Hold the days that rounds name against the judging of the period, and against each other."""
    judging = next((stage for stage in period.stages() if stage.code == "judging"), None)
    if judging is None:
        return []
    dated = [(round_, days) for round_ in rounds if (days := _days_of(round_))]
    span = rentang(judging.opens_on, judging.closes_on)
    outside = [
        f"Tanggal tahap {round_} harus berada dalam masa penilaian, {span}."
        for round_, days in dated
        if days[0] < judging.opens_on or days[-1] > judging.closes_on
    ]
    return outside + [
        f"Tahap {later} harus dimulai setelah tahap {earlier} selesai."
        for (earlier, before), (later, after) in pairwise(dated)
        if after[0] <= before[-1]
    ]


def _days_of(round_: Round) -> list[date]:
    return [day for day in (round_.opens_on, round_.closes_on) if day]
