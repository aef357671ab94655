"""Build the demonstration by calling the actions, so that it cannot drift from the rules."""

import io
import secrets
import time
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from uuid import NAMESPACE_URL, uuid5

import pikepdf
from django.contrib.auth.hashers import make_password
from django.utils import timezone

from competitions.actions import archive_past, close_registration, create_period, move_closing, save_part
from competitions.models import Period, Round
from competitions.presets import TEMA_2024
from competitions.schedule import closing_instant, opening_instant
from kipp.accounts.models import Agency, Role, User
from kipp.clock import today
from kipp.demo.agencies import AGENCIES
from kipp.demo.history import PARTICIPATION
from kipp.demo.innovations import INNOVATIONS
from kipp.demo.people import JUDGES, OPERATORS, ORGANISERS, SIGNER
from kipp.documents.actions import appoint_signatory
from proposals import actions as proposing
from proposals.checklist import Mark, Outcome, Rule
from proposals.models import Check, Proposal, checklist_of

YEAR = 2024
LATE = "rak-singgah"  # one day short of a year
UNFINISHED = 5  # drafts that still wait for their last sections while registration is open


@dataclass
class Cast:
    """The people of the demonstration and what they made, by the codes of the data."""

    password: str = field(default_factory=lambda: secrets.token_urlsafe(9))
    organisers: list[User] = field(default_factory=list)
    operators: dict[str, User] = field(default_factory=dict)
    judges: dict[str, User] = field(default_factory=dict)
    proposals: dict[str, Proposal] = field(default_factory=dict)

    @property
    def organiser(self) -> User:
        return self.organisers[0]

    @property
    def colleague(self) -> User:
        return self.organisers[1]


def agencies() -> dict[str, Agency]:
    """The units of the city, each parent before its children."""
    made: dict[str, Agency] = {}
    for row in AGENCIES:
        made[row.code] = Agency.objects.create(
            code=row.code,
            name=row.name,
            kind=row.kind,
            kecamatan=row.kecamatan or "",
            parent=made.get(row.parent_code) if row.parent_code else None,
        )
    return made


def people(units: dict[str, Agency]) -> Cast:
    """Invented persons; all demo accounts share one password made just now."""
    cast = Cast()
    hashed = make_password(cast.password)

    def person(row, role, **more):
        user = User(email=row.email, name=row.name, role=role, password=hashed, **more)
        user.full_clean()
        user.save()
        return user

    for host in ORGANISERS:
        cast.organisers.append(person(host, Role.ORGANISER, nip=host.nip, position=host.position))
    for operator in OPERATORS:
        unit = units[operator.agency_code]
        cast.operators[operator.agency_code] = person(operator, Role.OPERATOR, agency=unit, nip=operator.nip or "")
    for judge in JUDGES:
        cast.judges[judge.code] = person(judge, Role.JUDGE, position=judge.institution)
    appoint_signatory(by=cast.organiser, **SIGNER._asdict())
    return cast


def history(cast: Cast) -> None:
    """The editions before this application, counts only."""
    for row in PARTICIPATION:
        archive_past(by=cast.organiser, year=row.year, agencies=row.agencies, proposals=row.proposals)


def period(cast: Cast, *, closes_on: date) -> Period:
    """The edition of 2024 with its schedule laid around today, as a draft."""
    return create_period(
        by=cast.organiser,
        year=YEAR,
        title=f"Kompetisi Inovasi Pelayanan Publik Kota Tegal {YEAR}",
        theme=TEMA_2024,
        registration_opens_at=opening_instant(today() - timedelta(days=30)),
        registration_closes_on=closes_on,
        registration_closes_at=closing_instant(closes_on),
        verification_closes_on=closes_on + timedelta(days=10),
        judging_closes_on=closes_on + timedelta(days=24),
        announced_on=closes_on + timedelta(days=35),
    )


def rounds(cast: Cast, edition: Period) -> None:
    """The proposals are scored first, 60 %; the ten best present theirs, 40 %."""
    desk = edition.rounds.get()
    desk.weight, desk.advance_most = Decimal(60), 10
    save_part(desk, by=cast.organiser)
    stage = Round(period=edition, kind=Round.Kind.PRESENTATION, name="Presentasi dan wawancara", weight=Decimal(40))
    save_part(stage, by=cast.organiser)


def entries(cast: Cast, edition: Period, *, closes_on: date, leave_unfinished: bool) -> None:
    """Twenty proposals; those that the one-year rule is against stay drafts, as they would."""
    categories = {category.code: category for category in edition.categories.all()}
    group = edition.groups.get(code="umum")
    for place, row in enumerate(INNOVATIONS):
        operator = cast.operators[row.agency_code]
        proposal = proposing.begin_entry(
            by=operator,
            token=uuid5(NAMESPACE_URL, f"demo/{YEAR}/{row.code}"),
            category=categories[row.category_code],
            group=group,
            title=row.title,
            summary=row.summary,
            implemented_on=row.implemented_on(closes_on),
        )
        cast.proposals[row.code] = proposal
        unfinished = leave_unfinished and place % 4 == 3
        _write(proposal, row.answers, by=operator, upto=UNFINISHED if unfinished else None)
        if not unfinished:
            _attach(proposal, by=operator)
            if proposal.verdict().eligible:
                proposing.submit(proposal, by=operator)


def _write(proposal: Proposal, answers: dict[str, str], *, by: User, upto: int | None) -> None:
    for section in proposal.sections()[:upto]:
        proposing.save_answer(proposal, by=by, section=section, text=answers[section.number], version=0, is_done=True)


def _attach(proposal: Proposal, *, by: User) -> None:
    for kind in proposal.attachment_kinds().filter(is_required=True):
        data = letter(kind.title, proposal.innovation.title, proposal.agency.name)
        proposing.attach(proposal, by=by, kind=kind, name=f"{kind.code}.pdf", data=data)


def letter(*lines: str) -> bytes:
    """A one-page PDF with a few lines, standing for the signed statements."""
    pdf = pikepdf.new()
    page = pdf.add_blank_page(page_size=(595, 842))
    font = pdf.make_indirect(
        pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
    )
    page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
    shown = " ".join(f"({_plain(line)}) Tj 0 -22 Td" for line in (*lines, "Dokumen peragaan"))
    page.Contents = pdf.make_stream(f"BT /F1 11 Tf 60 760 Td {shown} ET".encode("latin-1"))
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


def _plain(line: str) -> str:
    kept = line[:80].encode("latin-1", "replace").decode("latin-1")
    return kept.replace("\\", "\\\\").replace("(", "\\(").replace(")", "\\)")


def close_entries(cast: Cast, edition: Period, *, closes_on: date) -> None:
    """Let registration end now: the closing is moved to the next second of this day, and then comes."""
    move_closing(
        edition,
        by=cast.organiser,
        closes_on=closes_on,
        closes_at=timezone.now() + timedelta(seconds=1),
        reason="Peragaan: penutupan dimajukan agar tahap berikutnya dapat dilihat.",
    )
    time.sleep(1.2)
    close_registration(edition)


def verify(cast: Cast, edition: Period) -> None:
    """Pass every entry."""
    recorded = [_pass(proposal, by=cast.organiser) for proposal in _waiting(edition)]
    for check in recorded:
        proposing.release(check, by=cast.organiser)


def verify_some(cast: Cast, edition: Period) -> None:
    """Pass half of the entries, one not told yet; one is sent back, one half looked at, for one an exception is asked."""
    late = cast.proposals[LATE]
    waiting = [proposal for proposal in _waiting(edition) if proposal != late]
    half = len(waiting) // 2
    recorded = [_pass(proposal, by=cast.organiser) for proposal in waiting[:half]]
    back = proposing.decide(
        waiting[half],
        by=cast.organiser,
        decision="send_back",
        reasons=["evidence"],
        due_on=today() + timedelta(days=3),
        note="Lampirkan surat pernyataan implementasi yang memuat tanggal mulai penerapan.",
    )
    for check in [*recorded[1:], back]:
        proposing.release(check, by=cast.organiser)
    _begin_checklist(waiting[half + 1], by=cast.organiser)
    proposing.propose_override(
        late,
        by=cast.colleague,
        rule=Rule.MIN_AGE,
        reason="Saat proposal dikirim, syarat satu tahun terpenuhi; kekurangan satu hari timbul karena penutupan "
        "dimajukan oleh penyelenggara.",
        evidence="Surat Pernyataan Implementasi, dan pergeseran penutupan pada halaman periode.",
    )


def _waiting(edition: Period) -> list[Proposal]:
    return list(edition.proposals.awaiting_decision().order_by("submitted_at", "pk"))


def _pass(proposal: Proposal, *, by: User) -> Check:
    """Go through the checklist of an entry that is in order, and record that it passes."""
    checklist = checklist_of(proposal)
    note = {Outcome.NEEDS_EVIDENCE: "Tanggal mulai termuat dalam Surat Pernyataan Implementasi."}
    marks = {finding.rule: (Mark.MET, note.get(finding.outcome, "")) for finding in checklist.findings}
    proposing.confirm_rules(proposal, by=by, marks=marks, seen=checklist.state)
    return proposing.decide(proposal, by=by, decision="verify")


def _begin_checklist(proposal: Proposal, *, by: User) -> None:
    """Confirm the first rules of the checklist; the letter does not say when it began."""
    marks = {
        Rule.MIN_AGE: (Mark.MET, ""),
        Rule.START_EVIDENCE: (Mark.NOT_MET, "Surat Pernyataan Implementasi belum memuat tanggal mulai penerapan."),
        Rule.MAX_AGE: (Mark.MET, ""),
        Rule.AWARDS: (Mark.MET, ""),
    }
    proposing.confirm_rules(proposal, by=by, marks=marks, seen=checklist_of(proposal).state)
