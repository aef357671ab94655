"""Berita Acara, Rekap Nilai and certificates: built from what is frozen, so that they may be built twice."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from typing import Any

from competitions.models import Period, Round
from competitions.ties import step_label
from competitions.wording import line
from judging.dossier import published_key
from judging.models import (
    Assignment,
    IntegrityPact,
    Panel,
    PanelMember,
    Ranking,
    Result,
    Score,
    overturned_in,
    round_after,
)
from judging.scoring import weighted_total
from judging.wording import chain_labels, combination
from kipp.accounts.models import User
from kipp.clock import local_date
from kipp.documents.kinds import Kind, register
from kipp.documents.models import Document, Letterhead
from kipp.documents.paper import pdf_builder, signature
from kipp.documents.xlsx import Column, Sheet, workbook
from kipp.documents.xlsx import Kind as Cell
from kipp.text import persen, tanggal
from proposals.checklist import Rule
from proposals.eligibility import threshold
from proposals.models import RuleOverride
from proposals.wording import rule_title

RECOUNT = "Penghitungan ulang oleh basis data dengan cara terpisah memberi hasil yang sama."


def minutes_context(document: Document) -> dict:
    """Return everything the Berita Acara says."""
    ranking = _ranking(document)
    round_, period = ranking.round, ranking.round.period
    table = rows_of(ranking)
    following = round_after(round_)
    held_on = local_date(round_.closing.closed_at)
    return {
        "stage": stage_of(round_),
        "heading": f"PENILAIAN {stage_of(round_).upper()}",
        "year": period.year,
        "held_on": held_on,
        "place": "Kota Tegal",
        "proposal_count": len(table),
        "legal_basis": _decree(period),
        "panel": {
            "place": Letterhead.current().city,
            "date": held_on,
            "title": "TIM PENILAI",
            "members": _members(ranking),
        },
        "rules": rules_of(ranking),
        "results": [row for row in table if row["place"]],
        "following": following.name if following else "",
        "advancing": [row for row in table if row["is_advancing"]],
        "exceptions": _exceptions(period),
        "overturned": _overturned(round_),
        "conflicts": _recusals(ranking, absent=False),
        "absences": _recusals(ranking, absent=True),
        "decisions": _decisions(ranking),
        "revisions": _changes(ranking),
        "annex": {"rows": table, "stages": stages_of(ranking)},
        "record": {
            "sequence": round_.closing.audit_seq,
            "head": round_.closing.audit_head,
            "recount": RECOUNT,
            "key": published_key(),
        },
    }


def recap_context(document: Document) -> dict:
    """Return everything the Rekap Nilai says."""
    ranking = _ranking(document)
    return {
        "paper": f"{Letterhead.current().paper.lower()}-lanskap",
        "year": ranking.round.period.year,
        "stage": stage_of(ranking.round),
        "stages": stages_of(ranking),
        "judges": _members(ranking),
        "rows": rows_of(ranking),
        "rules": rules_of(ranking),
        "signature": signature(document),
    }


def recap_workbook(document: Document) -> bytes:
    """Return the Rekap Nilai as a workbook: the same rows, numbers as numbers."""
    ranking = _ranking(document)
    rules = rules_of(ranking)
    judges = judges_of(ranking)
    period = ranking.round.period
    columns = [
        Column("Peringkat", Cell.INTEGER, 10),
        Column("No. register", Cell.TEXT, 18),
        Column("Judul inovasi", Cell.TEXT, 48),
        Column("Instansi", Cell.TEXT, 36),
        Column("Kategori", Cell.TEXT, 30),
        *(Column(judge.name, Cell.DECIMAL2, 14, "Nilai lembar juri ini. Kosong: tidak menilai.") for judge in judges),
        *(Column(name, Cell.DECIMAL2, 14, "Nilai tahap ini.") for name in stages_of(ranking)),
        Column("Nilai akhir", Cell.DECIMAL2, 12, rules["combination"].capitalize() + "."),
        Column("Langkah nilai sama", Cell.TEXT, 28, "Langkah yang menentukan urutan di antara nilai sama."),
        Column("Sebutan", Cell.TEXT, 16, "Sebutan pemenang. Kosong: bukan pemenang."),
    ]
    rows = [
        [
            row["place"],
            row["register_number"],
            row["title"],
            row["agency"],
            row["category"],
            *row["totals"],
            *row["stages"],
            row["total"],
            row["tie_step"],
            row["distinction"],
        ]
        for row in rows_of(ranking)
    ]
    weights = ", ".join(f"{line['name']} {persen(line['weight'])}" for line in rules["weights"])
    sheet = Sheet(
        title="Rekap Nilai",
        columns=columns,
        rows=rows,
        kop=[Letterhead.current().government, f"REKAP NILAI {period.title.upper()}", document.number],
        notes=[f"Bobot: {weights}.", f"Aturan nilai sama: {rules['tie_rule']}."],
    )
    return workbook([sheet], made_at=document.created_at, title=document.title)


def pact_context(document: Document) -> dict:
    """Return everything the signed pact says, as it stands in its row."""
    pact = IntegrityPact.objects.select_related("period", "judge").get(pk=document.subject_id)
    return {
        "year": pact.period.year,
        "paragraphs": pact.text.split("\n"),
        "signed": {
            "place": Letterhead.current().city,
            "at": pact.signed_at,
            "name": pact.judge.name,
            "nip": pact.judge.nip,
            "sha256": pact.text_sha256,
        },
    }


def judges_of(ranking: Ranking) -> list[User]:
    """Return the panel in the order of every table: by name."""
    judging = Assignment.objects.of(ranking.round).values("judge")
    return list(User.objects.filter(pk__in=judging).select_related("agency").order_by("name", "pk"))


def stage_of(round_: Round) -> str:
    """Return what was judged, to stand after the word "penilaian"."""
    return round_.name.removeprefix("Penilaian ").lower()


def stages_of(ranking: Ranking) -> list[str]:
    """Return the names of the rounds that make the value after this one; none where it is the only one."""
    names = [round_.name for round_ in _rounds_until(ranking.round)]
    return names if len(names) > 1 else []


def _rounds_until(round_: Round) -> list[Round]:
    return list(round_.period.rounds.filter(order__lte=round_.order).order_by("order"))


def rows_of(ranking: Ranking, results: Sequence[Result] | None = None) -> list[dict]:
    """Return a row per proposal, best first: the sheet total of each judge and the value of each round, or None.

    Of these results of the ranking, where only a page of them is wanted.
    """
    if results is None:
        results = list(ranking.results.of_entries().in_order())
    judges = judges_of(ranking)
    totals = _sheet_totals(ranking, [result.proposal_id for result in results])
    rounds = _rounds_until(ranking.round)
    values = _values(rounds) if len(rounds) > 1 else {}
    names = dict(ranking.round.criteria.values_list("code", "name"))
    return [
        {
            "place": result.place,
            "title": result.proposal.innovation.title,
            "agency": result.proposal.agency.name,
            "register_number": result.proposal.number,
            "category": result.proposal.category.name,
            "innovators": "",
            "totals": [totals.get((result.proposal_id, judge.pk)) for judge in judges],
            "stages": [values.get((result.proposal_id, round_.pk)) for round_ in rounds] if values else [],
            "own": result.own,
            "total": result.total,
            "tie_step": step_label(result.decided_by, names),
            "is_winner": result.is_winner,
            "distinction": result.distinction,
            "is_advancing": result.is_advancing,
        }
        for result in results
    ]


def _values(rounds: list[Round]) -> dict[tuple[int, int], Decimal | None]:
    """Return (proposal, round) -> the value of that round alone, as it stood when the next began."""
    standing = Result.objects.filter(ranking__round__in=rounds).current()
    return {
        (proposal, round_): own for proposal, round_, own in standing.values_list("proposal", "ranking__round", "own")
    }


def rules_of(ranking: Ranking) -> dict:
    """Return the rules as they were frozen at closing, in words."""
    period = ranking.round.period
    frozen = ranking.round.closing.settings
    names = dict(ranking.round.criteria.order_by("order", "pk").values_list("code", "name"))
    starts = {
        group.name: threshold(period.reference_date, group.min_months)
        for group in period.groups.order_by("order", "pk")
    }
    if len(set(starts.values())) == 1:
        starts = {"": next(iter(starts.values()))}
    return {
        "closing_on": period.registration_closes_on,
        "starts": [{"group": name, "on": day} for name, day in starts.items()],
        "weights": [{"name": name, "weight": Decimal(frozen["weights"][code])} for code, name in names.items()],
        "combination": combination([(round_.name, round_.weight) for round_ in _rounds_until(ranking.round)]),
        "passing": _passing(frozen),
        "tie_rule": ", lalu ".join(chain_labels(frozen["tie_breaks"], names)),
    }


def _passing(frozen: dict) -> str:
    if frozen["is_last"]:
        return ""
    limits = frozen["line"]
    least = Decimal(limits["least"]) if limits["least"] else None
    return line(limits["most"] or None, least, limits["per"], limits["quota"] or None)


def _sheet_totals(ranking: Ranking, proposals: Sequence[int]) -> dict[tuple[int, int], Fraction]:
    frozen = ranking.round.closing.settings["weights"]
    weights = {code: Decimal(weight) for code, weight in frozen.items()}
    standing = Score.objects.filter(assignment__proposal__in=proposals).as_of(ranking)
    sheets = standing.sheets_in(ranking.round)
    return {sheet: weighted_total(marks, weights) for sheet, marks in sheets.items()}


def _ranking(document: Document) -> Ranking:
    return Ranking.objects.select_related("round__period", "round__closing").get(pk=document.subject_id)


def _exceptions(period: Period) -> list[dict]:
    """Return what two officers excepted among those that were judged; of one rule of an entry the last word."""
    decisive = {(row.sent_version_id, row.rule): row for row in RuleOverride.objects.decisive(period)}
    return [
        {
            "number": row.sent_version.proposal.number,
            "title": row.sent_version.proposal.innovation.title,
            "rule": rule_title(Rule(row.rule)),
            "reason": row.reason,
            "evidence": row.evidence,
            "proposed_by": row.by.name,
            # What is decisive was approved by somebody: the database holds that.
            "approved_by": row.approved_by.name,  # type: ignore[union-attr]
            "approved_on": local_date(row.approved_at),  # type: ignore[arg-type]
        }
        for row in decisive.values()
    ]


def _overturned(round_: Round) -> list[dict]:
    """Return which entries left the round because of what was found on the spot."""
    return [
        {
            "number": check.proposal.number,
            "title": check.proposal.innovation.title,
            "agency": check.proposal.agency.name,
            "reason": check.note,
            "by": check.by.name,
            "on": local_date(check.at),
        }
        for check in overturned_in(round_)
    ]


def _recusals(ranking: Ranking, *, absent: bool) -> list[dict]:
    recused = Assignment.objects.of(ranking.round).recused().named()
    return [
        {"judge": row.judge.name, "title": row.proposal.innovation.title, "reason": row.recusal_reason}
        for row in recused.order_by("judge__name", "proposal__number", "pk")
        if row.is_absence == absent
    ]


def _decisions(ranking: Ranking) -> list[dict]:
    taken = ranking.round.rankings.filter(decided_order__len__gt=0, revision__lte=ranking.revision)
    return [
        {
            "subject": f"Urutan nilai sama {', '.join(decision.decided_order)}",
            "reason": f"{decision.reason} Hadir: {decision.present}",
        }
        for decision in taken.order_by("revision")
    ]


def _changes(ranking: Ranking) -> list[dict]:
    """Return the marks that the pleno changed, with what stood before."""
    present: dict[int | None, str] = dict(ranking.round.rankings.values_list("revision", "present"))
    rows: Iterable[Any] = Score.objects.changed_until(ranking)
    return [
        {
            "judge": row.assignment.judge.name,
            "title": row.assignment.proposal.innovation.title,
            "criterion": row.criterion.name,
            "before": row.before,
            "after": row.value,
            "reason": f"{row.reason} Hadir: {present[row.decided_in]}",
        }
        for row in rows
    ]


def _members(ranking: Ranking) -> list[dict]:
    """Return the panel as papers name it; the seat is the last that a judge had, also one that was left since."""
    seats = ranking.round.period.panel_members.order_by("pk").values_list("judge", "seat")
    last = {judge: PanelMember.Seat(seat).label for judge, seat in seats}
    return [
        {
            "name": judge.name,
            "role": last[judge.pk],
            "nip": judge.nip,
            "institution": judge.agency.name if judge.agency else judge.position,
        }
        for judge in judges_of(ranking)
    ]


def _decree(period: Period) -> list[str]:
    """Return the decree by which the panel sits, if one is known."""
    panels = Panel.objects.filter(period=period)
    return [
        f"Keputusan tentang Tim Penilai Nomor {panel.decree_number} tanggal {tanggal(panel.decree_on)}"
        for panel in panels
    ]


register(
    Kind(
        code="berita_acara",
        label="Berita Acara",
        series="berita_acara",
        number="{n}/BA-KIPP/{year}",
        build=pdf_builder("pdf/berita_acara.html", minutes_context),
    )
)
register(
    Kind(
        code="rekap_nilai",
        label="Rekap Nilai",
        series="rekap_nilai",
        number="{n}/RN-KIPP/{year}",
        build=pdf_builder("pdf/rekap_nilai.html", recap_context),
    )
)
register(
    Kind(
        code="rekap_nilai_xlsx",
        label="Rekap Nilai (XLSX)",
        series="rekap_nilai",
        number="{n}/RN-KIPP/{year}",
        build=recap_workbook,
        extension="xlsx",
    )
)
register(
    Kind(
        code="pakta_integritas",
        label="Pakta Integritas",
        series="pakta_integritas",
        number="{n}/PI-KIPP/{year}",
        build=pdf_builder("pdf/pakta_integritas.html", pact_context),
        subjects=IntegrityPact.objects.visible_to,
    )
)
