"""Set up a period while it is a draft, and open it."""

from decimal import Decimal
from typing import Any

from django.db import transaction

from competitions import presets
from competitions.models import (
    AttachmentKind,
    Category,
    Criterion,
    EntryGroup,
    Period,
    Round,
    Section,
    TransitionNotAllowed,
)
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


@transaction.atomic
def create_period(*, by: User, year: int, title: str, theme: str, **dates: Any) -> Period:
    """Create a draft period with the standard categories, groups, criteria, sections and attachments."""
    period = Period(year=year, title=title, theme=theme, reminder_days=[7, 3, 1], **dates)
    period.full_clean()
    period.save()
    _copy_presets(period)
    record("period.create", period, by=by, year=year)
    return period


def _copy_presets(period: Period) -> None:
    round_ = period.rounds.create(code="proposal", name="Penilaian proposal", tie_breaks=list(presets.TIE_BREAKS))
    Category.objects.bulk_create(
        Category(period=period, code=category.code, name=category.name, order=order)
        for order, category in enumerate(presets.CATEGORIES)
    )
    EntryGroup.objects.bulk_create(
        EntryGroup(period=period, order=order, **group._asdict()) for order, group in enumerate(presets.GROUPS)
    )
    Criterion.objects.bulk_create(
        Criterion(
            round=round_,
            code=criterion.code,
            name=criterion.name,
            definition=criterion.definition,
            weight=criterion.weight,
            anchors=[anchor._asdict() for anchor in criterion.anchors],
            order=order,
        )
        for order, criterion in enumerate(presets.CRITERIA)
    )
    Section.objects.bulk_create(
        Section(
            period=period,
            number=section.number,
            code=section.code,
            title=section.title,
            guidance=section.guidance,
            max_words=section.max_words,
            weight_shown=section.weight_shown,
            criteria=list(section.criteria),
            is_required=section.required,
            order=order,
        )
        for order, section in enumerate(presets.SECTIONS)
    )
    AttachmentKind.objects.bulk_create(
        AttachmentKind(
            period=period,
            code=kind.code,
            title=kind.title,
            guidance=kind.guidance,
            is_required=kind.required,
            max_bytes=kind.max_bytes,
            order=order,
        )
        for order, kind in enumerate(presets.ATTACHMENT_KINDS)
    )


@transaction.atomic
def edit_period(period: Period, *, by: User) -> None:
    """Save a changed draft; an opened period is refused."""
    hold_draft(period.pk)
    period.save()
    record("period.edit", period, by=by)


def hold_draft(period_id: int) -> None:
    """Keep the period a draft until the caller's transaction ends, or refuse."""
    if Period.objects.select_for_update().get(pk=period_id).status != Period.Status.DRAFT:
        raise TransitionNotAllowed("Periode yang sudah dibuka tidak dapat diubah.")


@transaction.atomic
def set_weights(round_: Round, *, by: User, weights: dict[str, Decimal]) -> None:
    """Set the weight of every criterion of a round; they must total exactly 100."""
    hold_draft(round_.period_id)
    if set(weights) != set(round_.criteria.values_list("code", flat=True)):
        raise NotReady(["Isi bobot setiap kriteria."])
    if sum(weights.values(), Decimal(0)) != 100:
        raise NotReady(["Jumlah bobot kriteria harus tepat 100."])
    for code, weight in weights.items():
        round_.criteria.filter(code=code).update(weight=weight)
    record("round.set_weights", round_, by=by, weights={c: str(w) for c, w in weights.items()})


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
    reasons += _faults_of_schedule(period)
    for round_ in period.rounds.order_by("order", "pk"):
        total = sum((criterion.weight for criterion in round_.criteria.all()), Decimal(0))
        if total != 100:
            reasons.append(f"Jumlah bobot {round_.name} harus 100, sekarang {total}.")
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


def _faults_of_schedule(period: Period) -> list[str]:
    """Return what is wrong with the days of the stages; the decision falls on the last day of the deliberation."""
    names = {stage.code: nama_tahap(stage.code) for stage in period.stages()}
    return [
        FAULTS[problem.code].format(stage=names[problem.stage], other=names.get(problem.other or ""))
        for problem in problems(period.stages()[:-1])
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
