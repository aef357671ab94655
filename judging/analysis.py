"""Every figure about how sure a ranking is, in one call and ready to be stored as JSON. No Django.

Nothing here decides anything: places come in and stay as they are. Composed of `reliability`,
`severity`, `standardised`, `flags`, `uncertainty` and `sensitivity`; the order of the input changes no digit.

A **figure** is `{"value": "0.9093", "exact": "1841/2024"}`: rounded once, half up, `exact` only where the
figure is exact; counts and ranks are whole numbers. What cannot be computed is `{"value": None,
"reason": code}`, a code of `judging.table.Reason`. **Limits** are `{"lower": ..., "upper": ...}`, both
None with a `reason` where there are none. Lists are in order of code, `entries` by official place first.

    algorithm, seed      what has to be known to repeat the simulations; the seed as text
    draws                how many were drawn, 0: simulation left out
    settings             winners (how many pass the line of the round), band_at, least_df, least_entries, local_points
    entries   list       code, place (official, may be None), sheets, absent (judges without a sheet),
                         component (number in `connectivity`, from 1, None without sheets)
                         mean, raw_rank, adjusted, adjusted_rank, se, score_limits (95 %)
                         standard (by the scale of each judge: a comparison and nothing else)
                         expected_rank, rank_limits (90 %), p_top (among those who pass), band
                         best, worst (rank when one judge or one criterion is left out)
                         first_free, first_local (share of weights with which it comes first)
    bands     list       band, entries (best first), first_beats_last (few_entries where it holds one)
    judges    list       code, sheets, severity, se, lowest, highest, sd (of the totals), flags (kinds)
    panel                agreement of totals, as below, and: sheets, complete (nobody misses a sheet), s2, df,
                         target, needed, needed_to_agree, dstudy: list of judges, consistency, agreement
    criteria  list       code, weight and agreement of its marks
      agreement:         entries (scored by all), judges, icc_c (panel mean), icc_c_limits, word (of the lower
                         limit, None without), icc_c1, icc_c1_limits, icc_a (panel mean), icc_a1, alpha, alpha_limits, w
    connectivity         connected, components: list of entries and judges, weak_judges, weak_entries
    flags     list       kind, entry, judge, criterion (None where it is not about one), figures: name to text
    leave_one_out        winners (recounted), judges and criteria: lists of code, winners_change (None with
                         a `reason`), winners
    tipping              the smallest change of one weight that lets an entry draw level with a winner: criterion,
                         weight, tips_at, distance (percent and points), ahead, behind; or criterion None, reason
    smaa                 free and local: reason (None when drawn), shares: list of code, first, weights
                         (mean of those with which it came first: list of criterion and weight)
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from typing import Any

from judging import flags as flagged
from judging import reliability, sensitivity, uncertainty
from judging.connectivity import Connectivity, connectivity
from judging.figures import Json, figure, limits, of, whole, whole_limits
from judging.flags import Flag, Marks, Thresholds
from judging.panel import agreement, panel
from judging.scoring import panel_mean
from judging.sensitivity import Acceptability, LeftOut, Outcome, Recount, Tip
from judging.severity import Fit, fits, shared_places
from judging.standardised import standardised
from judging.table import Reason, Table, judges_of, sample_variance, whole_numbers
from judging.tally import RoundRules
from judging.uncertainty import Ranks
from kipp.text import Exact, round_half_up

ALGORITHM = "kipp-statistics-1"

SCORE, SHARE = 2, 4


@dataclass(frozen=True)
class Settings:
    """What may be set about the figures; `draws` None is the declared number, 0 leaves simulation out."""

    thresholds: Thresholds = field(default_factory=Thresholds)
    least_entries: int = reliability.LEAST_ENTRIES
    target: Fraction = reliability.TARGET
    least_df: int = uncertainty.LEAST_DF
    band_at: float = uncertainty.BAND_AT
    local_points: int = sensitivity.LOCAL_POINTS
    draws: int | None = None


@dataclass(frozen=True)
class _Round:
    """What every part below reads."""

    marks: Marks
    totals: Table
    rules: RoundRules
    places: Mapping[str, int | None]
    recount: Recount
    fits: Sequence[Fit]
    graph: Connectivity
    left_out: LeftOut
    settings: Settings
    seed: int
    draws: int

    @property
    def winners(self) -> int:
        """Return how many pass: as many as may, or without such a limit as many as do."""
        return self.rules.line.most or len(self.left_out.winners)


def analyse(
    sheets: Marks,
    rules: RoundRules,
    places: Mapping[str, int | None],
    settings: Settings | None = None,
) -> Json:
    """Return every figure of a round: entry to judge to criterion to mark, complete sheets only."""
    settings = settings or Settings()
    rules = replace(rules, weights={key: Decimal(rules.weights[key]) for key in sorted(rules.weights)})
    marks = {
        code: {judge: {key: own[judge][key] for key in rules.weights} for judge in sorted(own)}
        for code, own in sorted(sheets.items())
    }
    recount = Recount(marks, rules, places)
    totals = recount.totals()
    this = _Round(
        marks=marks,
        totals=totals,
        rules=rules,
        places=places,
        recount=recount,
        fits=fits(totals),
        graph=connectivity(totals),
        left_out=recount.left_out(),
        settings=settings,
        seed=uncertainty.seed_of(marks),
        draws=uncertainty.draws_for(len(marks)) if settings.draws is None else settings.draws,
    )
    return _composed(this)


def _composed(this: _Round) -> Json:
    criteria, least = list(this.rules.weights), this.settings.least_entries
    left_out = this.left_out
    means = this.recount.means()
    order = sorted((place, code) for code in means if (place := this.places.get(code)) is not None)
    placed = {code: means[code] for _, code in order}  # without a place nothing can be overtaken
    smaa = _smaa(this, means, [code for _, code in order])
    sure = _sure(this)
    found = flagged.flags(this.marks, this.totals, this.fits, criteria, this.settings.thresholds)
    return {
        "algorithm": ALGORITHM,
        "seed": str(this.seed),
        "draws": this.draws,
        "settings": _settings(this),
        "entries": _entries(this, sure, smaa),
        "bands": sure.bands,
        "judges": _judges(this, found),
        "panel": panel(this.recount.scaled_totals(), _only_fit(this), least, this.settings.target),
        "criteria": [
            {
                "code": code,
                "weight": figure(Fraction(weight), SCORE),
                **agreement(this.recount.scaled_marks(code), least),
            }
            for code, weight in this.rules.weights.items()
        ],
        "connectivity": {"connected": this.graph.is_connected, **asdict(this.graph)},
        "flags": [_flag(flag) for flag in found],
        "leave_one_out": {
            "winners": sorted(left_out.winners),
            "judges": [_rerun(left_out, *run) for run in left_out.without_judge.items()],
            "criteria": [_rerun(left_out, *run) for run in left_out.without_criterion.items()],
        },
        "tipping": _tipping(sensitivity.nearest_tip(placed, this.rules.weights, sorted(left_out.winners))),
        "smaa": {name: _shares(run, criteria) for name, run in smaa.items()},
    }


def _settings(this: _Round) -> Json:
    kept = this.settings
    return {
        "winners": this.winners,
        "band_at": str(kept.band_at),
        "least_df": kept.least_df,
        "least_entries": kept.least_entries,
        "local_points": kept.local_points,
    }


def _only_fit(this: _Round) -> Fit | Reason:
    if not this.fits:
        return Reason.FEW_SHEETS
    return this.fits[0] if len(this.fits) == 1 else Reason.DISCONNECTED


@dataclass(frozen=True)
class _Sure:
    """Expected rank and band by entry, simulated ranks; the bands as they are stored."""

    expected: Mapping[str, float] | Reason
    numbered: Mapping[str, int] | Reason
    ranks: Ranks | Reason
    bands: Sequence[Json]


def _sure(this: _Round) -> _Sure:
    fit = _only_fit(this)
    known = fit if isinstance(fit, Reason) else uncertainty.estimates(fit, this.settings.least_df, this.rules.before)
    if isinstance(known, Reason):
        return _Sure(known, known, known, [])
    beats = uncertainty.pairwise(known)
    numbered = uncertainty.bands(known, beats, this.settings.band_at)
    chained = uncertainty.first_beats_last(known, beats, numbered)
    return _Sure(
        expected=dict(zip(known.codes, uncertainty.expected_ranks(beats), strict=True)),
        numbered=numbered,
        ranks=uncertainty.simulate(known, this.seed, this.draws),
        bands=[_band(band, [code for code in numbered if numbered[code] == band], chained[band]) for band in chained],
    )


def _band(number: int, entries: Sequence[str], chance: float) -> Json:
    known = chance if len(entries) > 1 else Reason.FEW_ENTRIES
    return {"band": number, "entries": list(entries), "first_beats_last": figure(known, SHARE)}


def _entries(this: _Round, sure: _Sure, smaa: Mapping[str, Acceptability | Reason]) -> list[Json]:
    means = {
        code: mean
        for code, own in this.totals.items()
        if (mean := panel_mean(list(own.values()), min_sheets=this.rules.min_sheets)) is not None
    }
    raw, judges = shared_places(_after(this, means)), judges_of(this.totals)
    standard = standardised(this.totals)
    adjusted = of(_only_fit(this), lambda one: shared_places(_after(this, one.adjusted)))
    order = sorted(this.totals, key=lambda code: (this.places.get(code) is None, this.places.get(code), code))
    return [
        {
            "code": code,
            "place": this.places.get(code),
            "sheets": len(this.totals[code]),
            "absent": [judge for judge in judges if judge not in this.totals[code]],
            "mean": figure(means.get(code, Reason.FEW_SHEETS), SCORE),
            "raw_rank": whole(raw.get(code, Reason.FEW_SHEETS)),
            "adjusted_rank": whole(_at(adjusted, code, Reason.FEW_SHEETS)),
            "standard": figure(standard.values.get(code, Reason.FEW_SHEETS), SCORE),
            **_adjusted(this, code),
            **_sureness(this, sure, code),
            "best": this.left_out.highest.get(code),
            "worst": this.left_out.lowest.get(code),
            **{f"first_{name}": _first(run, code) for name, run in smaa.items()},
        }
        for code in order
    ]


def _after(this: _Round, values: Mapping[str, Fraction]) -> dict[str, Fraction]:
    """Return values of this round as they compare after it, with what each entry brings along."""
    return {code: Fraction(this.rules.before.total(code, value)) for code, value in values.items()}


def _adjusted(this: _Round, code: str) -> Json:
    number, fit = next(
        ((number, fit) for number, fit in enumerate(this.fits, 1) if code in fit.adjusted), (None, Reason.FEW_SHEETS)
    )
    error = of(fit, lambda one: one.entry_error(code))
    return {
        "component": number,
        "adjusted": figure(of(fit, lambda one: one.adjusted[code]), SCORE),
        "se": figure(error, SCORE),
        "score_limits": limits(of(fit, lambda one: one.interval(one.adjusted[code], error)), SCORE),
    }


def _sureness(this: _Round, sure: _Sure, code: str) -> Json:
    """A code that the simulation does not know has no sheet."""
    ranks = sure.ranks
    if not isinstance(ranks, Reason) and code not in ranks.counts:
        ranks = Reason.FEW_SHEETS
    return {
        "expected_rank": figure(_at(sure.expected, code, Reason.FEW_SHEETS), SCORE),
        "rank_limits": whole_limits(of(ranks, lambda one: one.interval(code))),
        "p_top": figure(of(ranks, lambda one: one.top(code, this.winners)), SHARE),
        "band": whole(_at(sure.numbered, code, Reason.FEW_SHEETS)),
    }


def _judges(this: _Round, found: Sequence[Flag]) -> list[Json]:
    return [
        {
            "code": judge,
            "sheets": fit.sheets[judge],
            "severity": figure(severity, SCORE),
            "se": figure(fit.judge_error(judge), SCORE),
            **_span([own[judge] for own in this.totals.values() if judge in own]),
            "flags": sorted({flag.kind.value for flag in found if flag.judge == judge}),
        }
        for judge, fit, severity in sorted(
            ((judge, fit, severity) for fit in this.fits for judge, severity in fit.severity.items()),
            key=lambda row: row[0],
        )
    ]


def _span(totals: Sequence[Exact]) -> Json:
    values, scale = whole_numbers(totals)
    spread = sqrt(sample_variance(values, scale)) if len(values) > 1 else Reason.FEW_SHEETS
    return {
        "lowest": figure(Fraction(min(values), scale), SCORE),
        "highest": figure(Fraction(max(values), scale), SCORE),
        "sd": figure(spread, SCORE),
    }


def _flag(flag: Flag) -> Json:
    return {
        "kind": flag.kind.value,
        "entry": flag.entry,
        "judge": flag.judge,
        "criterion": flag.criterion,
        "figures": {name: str(round_half_up(Fraction(value), SCORE)) for name, value in flag.figures.items()},
    }


def _rerun(left_out: LeftOut, code: str, outcome: Outcome | Reason) -> Json:
    changes = left_out.changes(outcome)
    if isinstance(outcome, Reason):
        return {"code": code, "winners_change": changes, "reason": outcome.value, "winners": []}
    return {"code": code, "winners_change": changes, "winners": sorted(outcome.winners)}


def _tipping(tip: Tip | Reason) -> Json:
    if isinstance(tip, Reason):
        return {"criterion": None, "reason": tip.value}
    return {
        "criterion": tip.criterion,
        "weight": figure(100 * tip.weight, SCORE),
        "tips_at": figure(100 * tip.tips_at, SCORE),
        "distance": figure(100 * tip.distance, SCORE),
        "ahead": tip.ahead,
        "behind": tip.behind,
    }


def _smaa(this: _Round, means: sensitivity.Means, order: Sequence[str]) -> dict[str, Acceptability | Reason]:
    weights, points = this.rules.weights, this.settings.local_points
    return {
        "free": sensitivity.acceptability_free(means, order, this.seed, this.draws),
        "local": sensitivity.acceptability_local(means, weights, order, this.seed, this.draws, points),
    }


def _first(run: Acceptability | Reason, code: str) -> Json:
    if not isinstance(run, Reason) and code not in run.central:
        return figure(Reason.NO_PLACE, SHARE)
    return figure(of(run, lambda one: one.ranks.share(code, 1)), SHARE)


def _shares(run: Acceptability | Reason, criteria: Sequence[str]) -> Json:
    if isinstance(run, Reason):
        return {"reason": run.value, "shares": []}
    return {
        "reason": None,
        "shares": [
            {
                "code": code,
                "first": figure(run.ranks.share(code, 1), SHARE),
                "weights": [
                    {"criterion": key, "weight": figure(100 * weight, SCORE)}
                    for key, weight in zip(criteria, central, strict=True)
                ],
            }
            for code, central in sorted(run.central.items())
            if central is not None
        ],
    }


def _at(known: Mapping[str, Any] | Reason, code: str, otherwise: Reason) -> Any:
    return known if isinstance(known, Reason) else known.get(code, otherwise)
