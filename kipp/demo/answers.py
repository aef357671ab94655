"""Plausible answers of survey respondents, the same at every run. Only `Random.random()` is drawn from.

`random()` alone keeps its sequence across versions of Python.
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from itertools import accumulate
from random import Random
from typing import NamedTuple

from kipp.demo.services import UNSUR, DemoService, Shares
from kipp.demo.suggestions import CRITICAL, POSITIVE

SEX = {"L": 46, "P": 54}
AGE_CLASS = {
    "di_bawah_17": 2,
    "17_25": 21,
    "26_35": 27,
    "36_45": 23,
    "46_55": 15,
    "56_65": 9,
    "di_atas_65": 3,
}
EDUCATION = {"sd": 12, "smp": 17, "sma": 45, "s1": 22, "s2": 3.7, "s3": 0.3}
OCCUPATION = {"pns": 7, "tni": 1, "polri": 1, "swasta": 33, "wirausaha": 27, "lainnya": 31}
CHANNEL = {"qr_umum": 42, "qr_loket": 31, "kios": 18, "operator": 9}

# How often a respondent lets the overall impression speak instead of weighing the single question.
HALO = 0.55
CRITIC_WRITES, CONTENT_WRITES = 0.45, 0.09
SATURDAY = 6


class DemoAnswer(NamedTuple):
    answers: dict[str, int]  # unsur -> 1..4
    sex: str
    age_class: str
    education: str
    occupation: str
    channel: str
    day: int  # days after the first day of the period, never a weekend
    minute: int  # minutes after midnight, within service hours
    suggestion: str


def answers_for(
    service: DemoService, count: int, *, opens_on: date, closes_on: date, seed: str = "skm"
) -> list[DemoAnswer]:
    """Return `count` answers spread over the working days of the period, in order of time."""
    random = Random(f"{seed}/{service.code}")
    days = _working_days(opens_on, closes_on)
    drawn = [_one(service.profile, days, random) for _ in range(count)]
    return sorted(drawn, key=lambda answer: (answer.day, answer.minute))


def _one(profile: Mapping[str, Shares], days: Sequence[int], random: Random) -> DemoAnswer:
    answers = _scores(profile, random)
    return DemoAnswer(
        answers=answers,
        sex=_pick(SEX, random),
        age_class=_pick(AGE_CLASS, random),
        education=_pick(EDUCATION, random),
        occupation=_pick(OCCUPATION, random),
        channel=_pick(CHANNEL, random),
        day=days[int(random.random() * len(days))],
        minute=_service_minute(random),
        suggestion=_suggestion(answers, random),
    )


def _scores(profile: Mapping[str, Shares], random: Random) -> dict[str, int]:
    impression = random.random()
    scores = {}
    for unsur in UNSUR:
        own, halo = random.random(), random.random()
        # Both numbers are uniform, so the shares of the profile hold whichever is taken.
        scores[unsur] = _step(profile[unsur], impression if halo < HALO else own) + 1
    return scores


def _step(weights: Sequence[float], uniform: float) -> int:
    bound = uniform * sum(weights)
    return next(index for index, reached in enumerate(accumulate(weights)) if bound < reached)


def _pick(weights: Mapping[str, float], random: Random) -> str:
    return list(weights)[_step(list(weights.values()), random.random())]


def _working_days(opens_on: date, closes_on: date) -> list[int]:
    offsets = range((closes_on - opens_on).days + 1)
    return [day for day in offsets if (opens_on + timedelta(day)).isoweekday() < SATURDAY]


def _service_minute(random: Random) -> int:
    """Between 08.00 and 15.30, busier before noon."""
    earlier = min(random.random(), random.random())
    return 8 * 60 + int(earlier * 450)


def _suggestion(answers: Mapping[str, int], random: Random) -> str:
    drawn, which = random.random(), random.random()
    matching = list(_matching(answers))
    low = any(score <= 2 for score in answers.values())
    if not matching or drawn >= (CRITIC_WRITES if low else CONTENT_WRITES):
        return ""
    return matching[int(which * len(matching))]


def _matching(answers: Mapping[str, int]) -> Iterator[str]:
    """The remarks that fit: on what was rated low, or else praise of what was rated best."""
    low = {unsur for unsur, score in answers.items() if score <= 2}
    if low:
        return (remark.text for remark in CRITICAL if remark.unsur in low)
    best = {unsur for unsur, score in answers.items() if score == 4}
    return (remark.text for remark in POSITIVE if remark.unsur in best)
