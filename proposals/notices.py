"""What is told to whom about an entry. Mail rows stand in the transaction of the act that causes them."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from competitions.models import ClosingChange, Period
from kipp.accounts.models import Agency, User
from kipp.documents.models import Document
from kipp.jobs.mail import Letter
from kipp.text import penutupan, tanggal
from proposals.checklist import Rule
from proposals.models import (
    Attachment,
    Check,
    CoachingNote,
    EligibilityVerdict,
    Proposal,
    RuleOverride,
    StartEvidence,
    Withdrawal,
)
from proposals.wording import rule_title, verdict_short


def sent(proposal: Proposal) -> None:
    """Tell the agency and the organisers that a proposal has arrived."""
    received, check = f"Proposal {proposal.number} diterima", f"Verifikasi proposal {proposal.number}"
    _tell(_operators(proposal), received, "sent", proposal=proposal, link=_own_link(proposal))
    _tell(User.objects.organisers(), check, "arrived", proposal=proposal, link=_desk_link(proposal))


def withdrawn(proposal: Proposal, withdrawal: Withdrawal) -> None:
    """Tell the organisers that an agency took its entry out, and why."""
    subject = f"Proposal {proposal.number} ditarik oleh instansi"
    link = _desk_link(proposal)
    _tell(User.objects.organisers(), subject, "withdrawn", proposal=proposal, withdrawal=withdrawal, link=link)


def taken_back(proposal: Proposal) -> None:
    """Tell the organisers that an entry is being repaired again."""
    subject = f"Proposal {proposal.number} diikutkan lagi oleh instansi"
    _tell(User.objects.organisers(), subject, "taken_back", proposal=proposal, link=_desk_link(proposal))


def decided(proposal: Proposal, check: Check) -> None:
    """Tell the agency what the desk decided, with every reason."""
    subject = f"Proposal {proposal.number}: {check.get_decision_display()}"
    if check.decision == Check.Decision.SEND_BACK:
        # What is sent back has its day: the database holds that.
        subject += f", kirim ulang paling lambat {tanggal(proposal.repair_due_on)}"  # type: ignore[arg-type]
    _tell(
        _operators(proposal),
        subject,
        "decided",
        proposal=proposal,
        check=check,
        link=_own_link(proposal),
    )


def override_proposed(proposal: Proposal, override: RuleOverride) -> None:
    """Ask the other organisers: one of them has to approve it."""
    others = User.objects.organisers().exclude(pk=override.by_id)
    subject = f"Proposal {proposal.number}: setujui atau tolak pengecualian"
    rule, link = rule_title(Rule(override.rule)), _desk_link(proposal)
    _tell(others, subject, "override_proposed", proposal=proposal, override=override, rule=rule, link=link)


def verdict_changed(
    proposal: Proposal, change: ClosingChange, *, old: EligibilityVerdict, new: EligibilityVerdict
) -> None:
    """Tell the agency that moving the closing has turned its verdict."""
    _tell(
        _operators(proposal),
        "Periksa proposal Anda: pergeseran penutupan mengubah kelayakannya",
        "verdict_changed",
        proposal=proposal,
        change=change,
        old=old,
        new=new,
        old_words=verdict_short(old.as_verdict),
        new_words=verdict_short(new.as_verdict),
        link=_own_link(proposal),
    )


def not_sent(proposal: Proposal) -> None:
    """Tell the agency that registration has closed over an unsent draft."""
    _tell(
        _operators(proposal),
        "Pendaftaran ditutup, proposal Anda tidak terkirim",
        "not_sent",
        proposal=proposal,
        link=_own_link(proposal),
    )


def remind(proposal: Proposal, *, days_left: int, missing: Sequence[str], hindrances: Sequence[str]) -> None:
    """Remind the agency of a draft or a repair that was not sent; name what is missing and what else is against it."""
    subject, template = f"Kirim proposal Anda paling lambat {penutupan(proposal.closes_at)}", "remind"
    if proposal.status == Proposal.Status.RETURNED:
        subject = f"Kirim ulang proposal {proposal.number} paling lambat {tanggal(proposal.due_on)}"
        template = "remind_repair"
    told = {"days_left": days_left, "missing": missing, "hindrances": hindrances, "link": _own_link(proposal)}
    # No letter: what a text still lacks, part by part, is its agency's own until it is sent. With a count alone the
    # reminder would help the agency less; the office sees on the page of outgoing mail that it went, to whom and when.
    _tell(_operators(proposal), subject, template, kind=EmailMessage, proposal=proposal, **told)


def remind_to_enter(agency: Agency, *, period: Period, days_left: int) -> None:
    """Remind an agency that it has not begun an entry."""
    _tell(
        User.objects.operators_of(agency.pk),
        f"Daftarkan inovasi instansi Anda pada {period.title}",
        "remind_to_enter",
        agency=agency,
        period=period,
        days_left=days_left,
        link=settings.BASE_URL + reverse("proposals:create"),
    )


def coached(note: CoachingNote) -> None:
    """Tell the agency what was written down about its innovation."""
    _tell(
        User.objects.operators_of(note.innovation.agency_id),
        "Catatan pembinaan baru untuk inovasi Anda",
        "coached",
        note=note,
        met_on=tanggal(note.met_on),
        link=settings.BASE_URL + reverse("proposals:innovation_detail", args=[note.innovation_id]),
    )


def attachment_rejected(attachment: Attachment) -> None:
    """Tell the agency, and of a sent entry the organisers, that a file holds a virus, as was found afterwards.

    The kind of the file is named and not the file: a name is the agency's own word, which the desk may not have yet.
    """
    proposal = attachment.proposal
    where = f'lampiran {attachment.kind.title} pada proposal "{proposal}"'
    subject = "Lampiran proposal Anda mengandung virus"
    _tell(_operators(proposal), subject, "file_rejected", where=where, link=_own_link(proposal))
    if proposal.files_are_as_sent:
        subject, link = f"Proposal {proposal.number}: lampiran mengandung virus", _desk_link(proposal)
        _tell(User.objects.organisers(), subject, "file_rejected_desk", where=where, link=link)


def evidence_rejected(evidence: StartEvidence) -> None:
    """Tell the agency the same of what shows the start of an innovation."""
    _tell(
        User.objects.operators_of(evidence.innovation.agency_id),
        "Bukti mulai penerapan mengandung virus",
        "file_rejected",
        where=f'bukti mulai penerapan inovasi "{evidence.innovation}"',
        link=settings.BASE_URL + reverse("proposals:innovation_detail", args=[evidence.innovation_id]),
    )


def urged(letter: Document, *, year: int) -> None:
    """Send the agency a letter that asks it to fulfil the duty of a year."""
    people = User.objects.operators_of(letter.agency_id)
    link = settings.BASE_URL + reverse("documents:detail", args=[letter.pk])
    _tell(people, f"Surat imbauan Satu Instansi Satu Inovasi {year}", "urged", letter=letter, year=year, link=link)


def _operators(proposal: Proposal):
    return User.objects.operators_of(proposal.agency_id)


def _own_link(proposal: Proposal) -> str:
    return settings.BASE_URL + reverse("proposals:detail", kwargs={"pk": proposal.pk})


def _desk_link(proposal: Proposal) -> str:
    return settings.BASE_URL + reverse("proposals:desk_detail", kwargs={"pk": proposal.pk})


def _tell(people: Iterable[User], subject: str, template: str, *, kind: type[EmailMessage] = Letter, **context) -> None:
    for person in people:
        body = render_to_string(f"emails/proposals_{template}.txt", {"person": person, **context})
        kind(subject, body, to=[person.email]).send()
