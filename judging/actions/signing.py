"""A member of the Tim Penilai signs the pakta integritas of the period; who has not is reminded once a day."""

from datetime import date

from django.db import transaction

from competitions.models import Period, TransitionNotAllowed
from judging import notices
from judging.actions.reminding import Reminded
from judging.models import IntegrityPact, Panel, PanelMember
from judging.pact import VERSION, Signer, fingerprint, pact_text, same_name
from judging.querysets import CLOSED
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.documents.actions import issue
from proposals.models import Notice

OVER = "Pakta integritas hanya dapat ditandatangani sebelum penilaian ditutup."


class ReadAnother(Exception):
    """The text has changed since it was read: seat or decree are others now."""


class NameDiffers(Exception):
    """What was typed is not the name of the signer."""


def pact_of(member: PanelMember) -> str:
    """Return the text as this member would sign it now."""
    judge, period = member.judge, member.period
    panel = Panel.objects.filter(period=period).first()
    signer = Signer(
        name=judge.name,
        nip=judge.nip,
        institution=judge.agency.name if judge.agency else judge.position,
        seat=PanelMember.Seat(member.seat).label,
    )
    return pact_text(signer, period=period.title, decree=(panel.decree_number, panel.decree_on) if panel else None)


@transaction.atomic
def sign(member: PanelMember, *, typed_name: str, read: str) -> IntegrityPact:
    """Sign the pact whose fingerprint is `read`; signing twice is signing once."""
    # The seat is held: a twin waits here and then finds the pact.
    locked = (
        PanelMember.objects.select_for_update(of=["self"]).select_related("judge__agency", "period").get(pk=member.pk)
    )
    judge, period = locked.judge, locked.period
    if signed := IntegrityPact.objects.filter(period=period, judge=judge).first():
        return signed
    if locked.removed_at or period.status in CLOSED:
        raise TransitionNotAllowed(OVER)
    text = pact_of(locked)
    if fingerprint(text) != read:
        raise ReadAnother
    if not same_name(typed_name, judge.name):
        raise NameDiffers
    pact: IntegrityPact = IntegrityPact.objects.create(
        period=period, judge=judge, version=VERSION, text=text, text_sha256=read, typed_name=typed_name
    )
    record("pact.sign", pact, by=judge, version=VERSION, sha256=read)
    issue(
        "pakta_integritas",
        by=judge,
        key=f"pakta_integritas:{pact.pk}",
        subject_id=pact.pk,
        title=f"Pakta Integritas {judge.name} KIPP {period.year}",
        year=period.year,
    )
    return pact


@transaction.atomic
def remind_members(period: Period, *, by: User, on: date) -> Reminded:
    """Write to every member who has not signed."""
    locked = Period.objects.select_for_update(no_key=True).get(pk=period.pk)
    if locked.status in CLOSED:
        raise TransitionNotAllowed(OVER)
    late = [seat.judge for seat in locked.panel_members.unsigned().named()]
    told = [judge for judge in late if Notice.first_reminder(f"pact-{locked.pk}-{judge.pk}", on=on)]
    notices.remind_to_sign(locked, told)
    if told:
        record("period.remind_members", locked, by=by, reminded=len(told))
    return Reminded(now=len(told), earlier=len(late) - len(told))
