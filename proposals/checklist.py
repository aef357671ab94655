"""What must be confirmed before an entry passes, and what is computed of each rule? No Django.

Some rules are computed, some only a person can judge; an officer confirms every one. A confirmation, and an exception
from a rule, is about one finding and nothing else: once something that went into it is different (the closing was
moved, a title like it has appeared, the rule is computed otherwise), it no longer counts.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import Any

from proposals.completeness import Gap, GapCode
from proposals.eligibility import EntryRules, Reason, Verdict, threshold

# Of the rules as they are computed here: to be raised when one of them is computed otherwise.
VERSION = 1


class Rule(StrEnum):
    """In the order of the checklist."""

    MIN_AGE = "min_age"
    START_EVIDENCE = "start_evidence"
    MAX_AGE = "max_age"
    AWARDS = "awards"
    TITLE = "title"
    TEXT = "text"
    FILES = "files"
    THEME = "theme"
    SUBSTANCE = "substance"


class Outcome(StrEnum):
    """What is computed; `JUDGED` leaves it to the officer."""

    MET = "met"
    FAILED = "failed"
    NEEDS_EVIDENCE = "needs_evidence"
    JUDGED = "judged"


class Mark(StrEnum):
    """What an officer says of a rule."""

    MET = "met"
    NOT_MET = "not_met"
    UNCHECKED = "unchecked"


RULE_OF = {
    Reason.TOO_YOUNG: Rule.MIN_AGE,
    Reason.TOO_OLD: Rule.MAX_AGE,
    Reason.AWARDED_BEFORE: Rule.AWARDS,
    Reason.DUPLICATE_TITLE: Rule.TITLE,
}


@dataclass(frozen=True)
class Finding:
    """What was computed of one rule and from what; `inputs` are as JSON gives them back."""

    rule: Rule
    outcome: Outcome
    inputs: Mapping[str, Any]
    version: int = VERSION


@dataclass(frozen=True)
class Facts:
    """What the findings are computed from: the entry as it was sent, and what lies beside it.

    `near` are the innovations of the same or a similar title, `evidence` the dates of what shows the start
    and can be read.
    """

    implemented_on: date
    times_awarded: int
    rules: EntryRules
    verdict: Verdict
    near: Collection[int]
    gaps: Sequence[Gap]
    evidence: Sequence[date]


def findings(facts: Facts) -> list[Finding]:
    """Return what is computed of every rule, in the order of the checklist."""
    judged = [Finding(rule, Outcome.JUDGED, {}) for rule in (Rule.THEME, Rule.SUBSTANCE)]
    return [_min_age(facts), _start(facts), _max_age(facts), _awards(facts), _title(facts), *_complete(facts), *judged]


def needs_note(outcome: Outcome, mark: Mark) -> bool:
    """Say whether a mark must be explained: what is not met, and what is met by evidence that stands elsewhere."""
    return mark is Mark.NOT_MET or (mark is Mark.MET and outcome is Outcome.NEEDS_EVIDENCE)


def unsettled(found: Sequence[Finding], confirmed: Mapping[Rule, Finding], overridden: Sequence[Finding]) -> list[Rule]:
    """Return the rules that stand against passing, in order: neither confirmed as met nor excepted.

    `confirmed` are the findings that were last confirmed as met, `overridden` those that two officers excepted.
    """
    return [
        finding.rule
        for finding in found
        if finding not in overridden and (finding.outcome is Outcome.FAILED or confirmed.get(finding.rule) != finding)
    ]


def excepting(verdict: Verdict, overridden: Collection[Rule]) -> Verdict:
    """Return the verdict without the reasons that were excepted."""
    return replace(verdict, reasons=tuple(r for r in verdict.reasons if RULE_OF[r] not in overridden))


def _met(condition: bool) -> Outcome:
    return Outcome.MET if condition else Outcome.FAILED


def _min_age(facts: Facts) -> Finding:
    inputs = {
        "implemented_on": facts.implemented_on.isoformat(),
        "closes_on": facts.rules.closes_on.isoformat(),
        "threshold": facts.verdict.threshold.isoformat(),
        "margin": facts.verdict.margin,
    }
    return Finding(Rule.MIN_AGE, _met(Reason.TOO_YOUNG not in facts.verdict.reasons), inputs)


def _start(facts: Facts) -> Finding:
    """What shows the start must be dated early enough; whether it does show it, a person reads."""
    in_time = any(day <= facts.verdict.threshold for day in facts.evidence)
    inputs = {
        "threshold": facts.verdict.threshold.isoformat(),
        "dated": sorted(day.isoformat() for day in facts.evidence),
    }
    return Finding(Rule.START_EVIDENCE, Outcome.JUDGED if in_time else Outcome.NEEDS_EVIDENCE, inputs)


def _max_age(facts: Facts) -> Finding:
    if facts.rules.max_months is None:
        return Finding(Rule.MAX_AGE, Outcome.MET, {"threshold": None})
    first = threshold(facts.rules.closes_on, facts.rules.max_months)
    inputs = {
        "implemented_on": facts.implemented_on.isoformat(),
        "closes_on": facts.rules.closes_on.isoformat(),
        "threshold": first.isoformat(),
        "margin": (facts.implemented_on - first).days,
    }
    return Finding(Rule.MAX_AGE, _met(Reason.TOO_OLD not in facts.verdict.reasons), inputs)


def _awards(facts: Facts) -> Finding:
    inputs = {"most": facts.rules.max_times_awarded, "found": facts.times_awarded}
    return Finding(Rule.AWARDS, _met(Reason.AWARDED_BEFORE not in facts.verdict.reasons), inputs)


def _title(facts: Facts) -> Finding:
    """A title that is like another one is looked at by a person, also where each may be sent only once."""
    taken = Reason.DUPLICATE_TITLE in facts.verdict.reasons
    inputs = {"taken": taken, "near": sorted(facts.near)}
    if taken:
        return Finding(Rule.TITLE, Outcome.FAILED, inputs)
    return Finding(Rule.TITLE, Outcome.JUDGED if facts.near else Outcome.MET, inputs)


OF_FILES = {GapCode.ATTACHMENT_MISSING, GapCode.ATTACHMENT_REJECTED, GapCode.ATTACHMENT_WAITING}


def _complete(facts: Facts) -> list[Finding]:
    missing: dict[Rule, list[list[str]]] = {Rule.TEXT: [], Rule.FILES: []}
    for gap in facts.gaps:
        rule = Rule.FILES if gap.code in OF_FILES else Rule.TEXT
        missing[rule].append([str(gap.code), gap.where])
    return [Finding(rule, _met(not gaps), {"gaps": gaps}) for rule, gaps in missing.items()]
