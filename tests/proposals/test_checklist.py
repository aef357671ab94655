"""What is computed of each rule, when it must be looked at again, and what stands against passing."""

from dataclasses import replace
from datetime import date

import pytest

from proposals.checklist import RULE_OF, Facts, Finding, Mark, Outcome, Rule, excepting, findings, needs_note, unsettled
from proposals.completeness import Gap, GapCode
from proposals.eligibility import EntryRules, Reason, judge_entry
from proposals.wording import draft_sentence, finding_short, mark_label, rule_title

CLOSING = date(2024, 6, 28)
IN_TIME, LATE = date(2023, 5, 18), date(2023, 7, 10)


def facts(start=IN_TIME, *, awarded=0, most=None, max_months=None, taken=False, near=(), gaps=(), evidence=()):
    rules = EntryRules(closes_on=CLOSING, min_months=12, max_times_awarded=most, max_months=max_months)
    verdict = judge_entry(implemented_on=start, times_awarded=awarded, rules=rules, title_taken=taken)
    return Facts(start, awarded, rules, verdict, near, gaps, evidence)


def computed(**given):
    return {finding.rule: finding for finding in findings(facts(**given))}


def test_every_rule_stands_once_in_the_order_of_the_checklist():
    assert [finding.rule for finding in findings(facts())] == list(Rule)


@pytest.mark.parametrize(
    ("rule", "given", "words"),
    [
        (Rule.MIN_AGE, {}, "Memenuhi, lebih 41 hari"),
        (Rule.MIN_AGE, {"start": date(2023, 6, 28)}, "Memenuhi, tepat pada batas"),
        (Rule.MIN_AGE, {"start": LATE}, "Belum memenuhi, kurang 12 hari"),
        (Rule.START_EVIDENCE, {}, "Perlu bukti"),
        (Rule.START_EVIDENCE, {"evidence": [date(2023, 6, 29)]}, "Perlu bukti"),
        (Rule.START_EVIDENCE, {"evidence": [date(2023, 6, 29), date(2023, 6, 28)]}, "Dinilai pemeriksa"),
        (Rule.MAX_AGE, {}, "Memenuhi, tidak dibatasi"),
        (Rule.MAX_AGE, {"max_months": 36}, "Memenuhi, lebih 689 hari"),
        (Rule.MAX_AGE, {"max_months": 13}, "Belum memenuhi, kurang 10 hari"),
        (Rule.AWARDS, {"awarded": 4}, "Memenuhi, tidak dibatasi"),
        (Rule.AWARDS, {"awarded": 1, "most": 1}, "Memenuhi, 1 dari paling banyak 1"),
        (Rule.AWARDS, {"awarded": 2, "most": 1}, "Belum memenuhi, 2 dari paling banyak 1"),
        (Rule.TITLE, {}, "Memenuhi, tidak ada judul yang mirip"),
        (Rule.TITLE, {"near": [7, 3]}, "Dinilai pemeriksa, 2 judul sama atau mirip"),
        (Rule.TITLE, {"near": [7], "taken": True}, "Belum memenuhi, judul sudah dipakai proposal lain"),
        (Rule.TEXT, {"gaps": [Gap(GapCode.ATTACHMENT_MISSING, "surat")]}, "Memenuhi, lengkap"),
        (Rule.FILES, {"gaps": [Gap(GapCode.ATTACHMENT_MISSING, "surat")]}, "Belum memenuhi, 1 hal kurang"),
        (Rule.TEXT, {"gaps": [Gap(GapCode.EMPTY, "1")]}, "Belum memenuhi, 1 hal kurang"),
        (Rule.THEME, {}, "Dinilai pemeriksa"),
        (Rule.SUBSTANCE, {}, "Dinilai pemeriksa"),
    ],
)
def test_finding_in_words(rule, given, words):
    assert finding_short(computed(**given)[rule]) == words


def test_a_finding_names_everything_it_was_computed_from():
    assert computed(start=LATE)[Rule.MIN_AGE] == Finding(
        Rule.MIN_AGE,
        Outcome.FAILED,
        {"implemented_on": "2023-07-10", "closes_on": "2024-06-28", "threshold": "2023-06-28", "margin": -12},
        version=1,
    )


def test_only_what_is_confirmed_of_the_finding_as_it_is_now_or_excepted_lets_an_entry_pass():
    found = findings(facts(start=LATE))
    confirmed = {finding.rule: finding for finding in found}
    failed, theme = confirmed[Rule.MIN_AGE], confirmed[Rule.THEME]
    moved = replace(failed, inputs=dict(failed.inputs) | {"margin": -13})
    newer = confirmed | {Rule.THEME: replace(theme, version=2)}

    assert unsettled(found, confirmed, []) == [Rule.MIN_AGE]
    assert unsettled(found, confirmed, [moved]) == [Rule.MIN_AGE]
    assert unsettled(found, confirmed, [failed]) == []
    assert unsettled(found, newer, [failed]) == [Rule.THEME]
    assert unsettled(found, {}, [failed]) == [rule for rule in Rule if rule is not Rule.MIN_AGE]


def test_an_exception_takes_its_reason_out_of_the_verdict():
    verdict = facts(start=LATE, awarded=2, most=1, taken=True).verdict

    assert excepting(verdict, [Rule.MIN_AGE, Rule.TITLE]).reasons == (Reason.AWARDED_BEFORE,)
    assert excepting(verdict, list(RULE_OF.values())).eligible


def test_what_must_be_explained():
    explained = {(outcome, mark) for outcome in Outcome for mark in Mark if needs_note(outcome, mark)}

    assert explained == {(outcome, Mark.NOT_MET) for outcome in Outcome} | {(Outcome.NEEDS_EVIDENCE, Mark.MET)}


def test_every_rule_and_mark_has_its_words():
    assert [rule_title(Rule.TITLE), mark_label(Mark.NOT_MET)] == ["Judul ganda", "Tidak sesuai"]
    assert all(rule_title(rule) for rule in Rule)
    assert all(mark_label(mark) for mark in Mark)


@pytest.mark.parametrize(
    ("age", "idle", "sentence"),
    [
        (12, 3, "Draf, 12 hari, terakhir diubah 3 hari lalu oleh Budi"),
        (1, 0, "Draf, 1 hari, terakhir diubah hari ini oleh Budi"),
        (0, None, "Draf sejak hari ini, belum diisi"),
    ],
)
def test_draft_in_words(age, idle, sentence):
    assert draft_sentence(age=age, idle=idle, editor="Budi") == sentence
