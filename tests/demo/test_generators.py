"""Marks and answers of the demonstration: plausible, varied, and the same at every run."""

from collections import Counter
from datetime import date, timedelta
from decimal import Decimal

import pytest

from competitions.presets import CRITERIA, TIE_BREAKS
from judging.ranking import Entry, rank
from judging.scoring import criterion_means, panel_mean, weighted_total
from kipp.demo import marks
from kipp.demo.answers import AGE_CLASS, EDUCATION, OCCUPATION, SEX, answers_for
from kipp.demo.innovations import INNOVATIONS
from kipp.demo.people import JUDGES
from kipp.demo.reasons import REASONS
from kipp.demo.services import SERVICES, UNSUR
from kipp.demo.suggestions import CRITICAL, POSITIVE, SUGGESTIONS
from kipp.text import round_half_up
from skm import questionnaire
from skm.index import count, index

WEIGHTS = {criterion.code: criterion.weight for criterion in CRITERIA}
SHEETS = {innovation.code: [marks.sheet(judge.code, innovation.code) for judge in JUDGES] for innovation in INNOVATIONS}
SEMESTER = {"opens_on": date(2024, 1, 1), "closes_on": date(2024, 6, 30)}
ANSWERS = {service.code: answers_for(service, service.respondents, **SEMESTER) for service in SERVICES}


def entry(code):
    scores = [{criterion: mark.score for criterion, mark in sheet.items()} for sheet in SHEETS[code]]
    totals = [weighted_total(sheet, WEIGHTS) for sheet in scores]
    return Entry(
        code=code,
        total=panel_mean(totals),
        criterion_means=criterion_means(scores, tuple(WEIGHTS)),
        sheet_totals=tuple(totals),
        pleno_order=None,
    )


def published(code):
    return round_half_up(entry(code).total, 2)


def test_marks_are_the_same_at_every_run():
    assert marks.sheet("yohana", "menara-rob") == {
        criterion: marks.mark("yohana", "menara-rob", criterion) for criterion in reversed(marks.CRITERIA)
    }


def test_marks_are_half_or_whole_points_between_0_and_100():
    scores = [mark.score for sheets in SHEETS.values() for sheet in sheets for mark in sheet.values()]

    assert len(scores) == 20 * 7 * 5
    assert [score for score in scores if not 0 <= score <= 100 or score * 2 != int(score * 2)] == []
    assert max(scores) - min(scores) >= Decimal(20)


def test_marks_cover_the_criteria_of_the_preset():
    assert set(marks.CRITERIA) == set(WEIGHTS)


def test_marks_show_a_severe_and_a_mild_juror():
    means = {
        judge.code: sum(sheets[place]["efektif"].score for sheets in SHEETS.values()) / 20
        for place, judge in enumerate(JUDGES)
    }

    assert (min(means, key=means.get), max(means, key=means.get)) == ("fathoni", "darmawan")


def test_marks_of_the_tied_pair_have_equal_published_totals_and_no_other_pair_has():
    totals = Counter(published(innovation.code) for innovation in INNOVATIONS)

    assert [times for times in totals.values() if times > 1] == [2]
    assert published(marks.TIED[0]) == published(marks.TIED[1])


def test_marks_tie_is_decided_by_the_first_step_of_the_chain():
    placings = rank([entry(innovation.code) for innovation in INNOVATIONS], TIE_BREAKS)

    places = {placing.code: placing.place for placing in placings}
    first, second = marks.TIED
    assert (places[first] - places[second], sorted(places.values())) == (1, list(range(1, 21)))


def test_reasons_have_twelve_different_variants_for_every_criterion():
    variants = {
        criterion: {text for level in levels.values() for text in level} for criterion, levels in REASONS.items()
    }

    assert {criterion: len(texts) for criterion, texts in variants.items()} == dict.fromkeys(WEIGHTS, 12)


@pytest.mark.parametrize(
    ("score", "level"),
    [
        ("99", "sangat_baik"),
        ("85", "sangat_baik"),
        ("84.5", "baik"),
        ("74.5", "cukup"),
        ("64.5", "kurang"),
        ("0", "kurang"),
    ],
)
def test_reason_level_follows_the_mark(score, level):
    assert marks.level(Decimal(score)) == level


def test_marks_of_an_unknown_proposal_are_average():
    scores = [mark.score for mark in marks.sheet("juri-lain", "proposal-lain").values()]

    assert [score for score in scores if not 68 <= score <= 84] == []


def test_answers_are_the_same_at_every_run():
    service = SERVICES[0]

    assert answers_for(service, 50, **SEMESTER) == answers_for(service, 50, **SEMESTER)


def test_answers_use_the_codes_of_the_questionnaire():
    assert {choice.code for choice in questionnaire.SEX} == SEX.keys()
    assert {choice.code for choice in questionnaire.AGE_CLASSES} == AGE_CLASS.keys()
    assert {choice.code for choice in questionnaire.EDUCATION} == EDUCATION.keys()
    assert {choice.code for choice in questionnaire.OCCUPATION} == OCCUPATION.keys()


def test_answers_rate_all_nine_unsur_on_working_days_of_the_period():
    everything = [answer for answers in ANSWERS.values() for answer in answers]
    weekdays = {(SEMESTER["opens_on"] + timedelta(answer.day)).isoweekday() for answer in everything}

    assert len(everything) == 3000
    assert {tuple(answer.answers) for answer in everything} == {UNSUR}
    assert {value for answer in everything for value in answer.answers.values()} == {1, 2, 3, 4}
    assert (weekdays, min(answer.day for answer in everything) >= 0) == ({1, 2, 3, 4, 5}, True)
    assert max(answer.day for answer in everything) <= 181
    assert [answer.minute for answer in everything if not 480 <= answer.minute < 930] == []


def test_answers_say_gratis_where_the_service_is_free():
    paid = {
        service.code
        for service in SERVICES
        if service.is_free and {answer.answers["biaya"] for answer in ANSWERS[service.code]} != {4}
    }

    assert paid == set()


def test_answers_lead_to_the_mutu_a_b_and_c():
    mutu = Counter(
        index({unsur: count(answer.answers[unsur] for answer in answers) for unsur in UNSUR}).mutu
        for answers in ANSWERS.values()
    )

    assert {str(grade): times for grade, times in mutu.items()} == {"A": 3, "B": 7, "C": 2}


def test_answers_carry_remarks_that_fit_what_was_rated():
    unsur_of = {remark.text: remark for remark in SUGGESTIONS}
    unfitting = [
        answer
        for answers in ANSWERS.values()
        for answer in answers
        if answer.suggestion
        and (answer.answers[unsur_of[answer.suggestion].unsur] <= 2) != unsur_of[answer.suggestion].is_critical
    ]

    assert unfitting == []


def test_suggestions_are_forty_different_ones_and_all_are_used():
    used = {answer.suggestion for answers in ANSWERS.values() for answer in answers} - {""}

    assert (len(POSITIVE), len(CRITICAL), len({remark.text for remark in SUGGESTIONS})) == (16, 24, 40)
    assert used == {remark.text for remark in SUGGESTIONS}
