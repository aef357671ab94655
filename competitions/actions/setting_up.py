"""Set up a period while it is a draft, and open it."""

from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import F, QuerySet

from competitions.actions.copying import Configuration, fill, of_edition, standard
from competitions.actions.rounds import faults_of_rounds
from competitions.models import Criterion, Period, Round, TransitionNotAllowed
from competitions.schedule import ProblemCode, problems
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.clock import database_now
from kipp.text import nama_tahap


class NotReady(Exception):
    """The period cannot be opened; `reasons` are sentences, each saying what to do."""

    def __init__(self, reasons: list[str]):
        super().__init__(" ".join(reasons))
        self.reasons = reasons


class ChangedMeanwhile(TransitionNotAllowed):
    """Another officer has changed the period since it was read."""


@transaction.atomic
def create_period(*, by: User, year: int, title: str, theme: str, **values: Any) -> Period:
    """Create a draft period with the standard categories, groups, criteria, sections and attachments."""
    period = _create(standard(), year=year, title=title, theme=theme, **values)
    record("period.create", period, by=by, year=year)
    return period


@transaction.atomic
def copy_period(edition: Period, *, by: User, year: int, title: str) -> Period:
    """Create a draft period made like an earlier edition, with all its dates moved to its own year."""
    # An amendment that is being written is waited for, and then copied.
    source = Period.objects.select_for_update().get(pk=edition.pk)
    period = _create(of_edition(source, years=year - source.year), year=year, title=title, copied_from=source)
    record("period.copy", period, by=by, year=year, copied_from=source.year)
    return period


def _create(configuration: Configuration, **values: Any) -> Period:
    period = Period(**configuration.columns | values)
    period.full_clean()
    period.save()
    fill(period, configuration)
    return period


@transaction.atomic
def edit_period(period: Period, *, by: User) -> None:
    """Save a changed draft; an opened period is refused, and one that was changed since it was read."""
    period.version = hold(period).version + 1
    hold_draft(period.pk)
    period.save()
    record("period.edit", period, by=by)


def hold(period: Period) -> Period:
    """Lock the period; refuse when it was changed since the caller read it, so that of two officers one wins."""
    locked = Period.objects.select_for_update().get(pk=period.pk)
    if locked.version != period.version:
        raise ChangedMeanwhile("Periode ini baru saja diubah oleh penyelenggara lain, dan isian Anda belum disimpan.")
    Period.objects.filter(pk=period.pk).update(version=F("version") + 1)
    return locked


def hold_draft(period_id: int) -> None:
    """Keep the period a draft until the caller's transaction ends, or refuse."""
    if Period.objects.select_for_update().get(pk=period_id).status != Period.Status.DRAFT:
        raise TransitionNotAllowed("Periode yang sudah dibuka tidak dapat diubah.")


@transaction.atomic
def set_weights(round_: Round, *, by: User, weights: dict[str, Decimal]) -> None:
    """Set the weight of every criterion of a round; they must total exactly 100."""
    hold_draft(round_.period_id)
    _set_weights(round_.criteria.all(), weights, noun="kriteria")
    record("round.set_weights", round_, by=by, weights={c: str(w) for c, w in weights.items()})


@transaction.atomic
def set_round_weights(period: Period, *, by: User, weights: dict[str, Decimal]) -> None:
    """Set what every round of a period counts in the final value; they must total exactly 100."""
    hold_draft(period.pk)
    _set_weights(period.rounds.all(), weights, noun="tahap penilaian")
    record("period.set_round_weights", period, by=by, weights={c: str(w) for c, w in weights.items()})


def _set_weights(rows: QuerySet[Criterion] | QuerySet[Round], weights: dict[str, Decimal], *, noun: str) -> None:
    if set(weights) != set(rows.values_list("code", flat=True)):
        raise NotReady([f"Isi bobot setiap {noun}."])
    if sum(weights.values(), Decimal(0)) != 100:
        raise NotReady([f"Jumlah bobot {noun} harus tepat 100."])
    for code, weight in weights.items():
        rows.filter(code=code).update(weight=weight)


@transaction.atomic
def open_period(period: Period, *, by: User) -> None:
    """Open registration and freeze the configuration."""
    # Whoever still edits the configuration is waited for, and then counted.
    Period.objects.select_for_update().get(pk=period.pk)
    if reasons := reasons_against_opening(period):
        raise NotReady(reasons)
    period.take("open", by=by)


def reasons_against_opening(period: Period) -> list[str]:
    """Return what is still missing, as sentences; empty when the period may be opened."""
    reasons = []
    if not (period.registration_opens_at and period.registration_closes_at):
        reasons.append("Isi tanggal pembukaan dan penutupan pendaftaran.")
    elif period.registration_closes_at <= database_now():
        reasons.append("Tanggal penutupan pendaftaran harus setelah hari ini.")
    reasons += faults_of_schedule(period)
    reasons += faults_of_rounds(period)
    for name, count in [
        ("kategori", period.categories.count()),
        ("kelompok", period.groups.count()),
        ("bagian proposal", period.sections.count()),
        ("tahap penilaian", period.rounds.count()),
    ]:
        if not count:
            reasons.append(f"Tambahkan paling sedikit satu {name}.")
    return reasons


FAULTS = {
    ProblemCode.ENDS_BEFORE_START: "{stage} selesai sebelum dimulai.",
    ProblemCode.OVERLAP: "{stage} bertumpang dengan {other}. Beri setiap tahap paling sedikit satu hari.",
}


def faults_of_schedule(period: Period) -> list[str]:
    """Return what is wrong with the days of the stages; the decision falls on the last day of the deliberation.

    Days between two stages are no fault: they are shown, and the period may be opened with them.
    """
    names = {stage.code: nama_tahap(stage.code) for stage in period.stages()}
    return [
        FAULTS[problem.code].format(stage=names[problem.stage], other=names.get(problem.other or ""))
        for problem in problems(period.stages()[:-1])
        if problem.code in FAULTS
    ]


def archive_past(*, by: User, year: int, agencies: int, proposals: int) -> Period:
    """Record an edition that was held before this application: counts only."""
    period = Period.objects.create(
        year=year,
        title=f"Kompetisi Inovasi Pelayanan Publik Kota Tegal {year}",
        status=Period.Status.ARCHIVED,
        past_agencies=agencies,
        past_proposals=proposals,
    )
    record("period.archive_past", period, by=by, year=year)
    return period
