"""Who may do what with a proposal."""

from django.utils import timezone

from competitions.models import Period
from kipp.accounts.permissions import is_judge, is_operator, is_organiser

# Decisions and repairs end when judging begins.
DECIDING = {Period.Status.REGISTRATION, Period.Status.VERIFICATION}


def may_start(user, period=None) -> bool:
    """An operator registers innovations of the own agency."""
    return is_operator(user)


def may_enter(user, period) -> bool:
    """Begin an entry while registration is open: only agencies of the kinds that the period invites."""
    return may_start(user) and period.status == Period.Status.REGISTRATION and period.invites(user.agency)


def may_view_innovations(user, innovation=None) -> bool:
    """Which innovations exist for whom is decided by `Innovation.objects.visible_to`."""
    return is_organiser(user) or is_operator(user)


def may_keep_innovation(user, innovation) -> bool:
    """The agency keeps the record of its own innovation."""
    return _owns(user, innovation)


def may_coach(user, innovation=None) -> bool:
    """Coaching is the organisers' work."""
    return is_organiser(user)


def may_view_own(user, proposal=None) -> bool:
    """The agency's own pages about its proposal."""
    return is_operator(user) and (proposal is None or _owns(user, proposal))


def may_edit(user, proposal) -> bool:
    """Text and files change while the entry is a draft of an open registration, or has come back for repair.

    An agency that was given more time has it during verification too.
    """
    return _owns(user, proposal) and proposal.is_editable and _still_in_time(proposal)


def may_take_over(user, proposal) -> bool:
    """Texts of earlier proposals fill a draft; a repair is asked for in words of its own."""
    return may_edit(user, proposal) and proposal.status == proposal.Status.DRAFT


def may_submit(user, proposal) -> bool:
    return may_edit(user, proposal) and proposal.can("submit")


def may_resubmit(user, proposal) -> bool:
    return may_edit(user, proposal) and proposal.can("resubmit")


def may_withdraw(user, proposal) -> bool:
    """An agency may take its entry out until judging begins."""
    return _owns(user, proposal) and proposal.can("withdraw") and proposal.period.status in DECIDING


def may_take_back(user, proposal) -> bool:
    """A withdrawal may be taken back while the agency may still send."""
    return _owns(user, proposal) and proposal.can("take_back") and takes_entries(proposal)


def may_verify(user, proposal) -> bool:
    return _decides(user, proposal) and proposal.can("verify")


def may_send_back(user, proposal) -> bool:
    return _decides(user, proposal) and proposal.can("send_back")


def may_reject(user, proposal) -> bool:
    return _decides(user, proposal) and proposal.can("reject")


def may_overturn(user, proposal) -> bool:
    """Take back that an entry passed: only while it is judged, on what was found on the spot."""
    return is_organiser(user) and proposal.period.status == Period.Status.JUDGING and proposal.can("overturn")


def may_decide(user, proposal) -> bool:
    """Any of the desk's decisions."""
    return may_verify(user, proposal) or may_send_back(user, proposal) or may_reject(user, proposal)


def may_confirm(user, proposal) -> bool:
    """Say of each rule whether it is met, and propose exceptions, while the text waits on the desk."""
    return may_verify(user, proposal)


def may_approve(user, override) -> bool:
    """An exception takes two officers."""
    return may_decline(user, override) and override.by_id != user.pk


def may_decline(user, override) -> bool:
    """Turn an exception down, or take back one's own."""
    return override.is_open and may_confirm(user, override.sent_version.proposal)


def may_release(user, check) -> bool:
    """Carry out a recorded decision, while its step may still be taken."""
    return check.is_pending and STEPS[check.decision](user, check.proposal)


def may_cancel(user, check) -> bool:
    """Take a recorded decision back, also one that can no longer be carried out."""
    return check.is_pending and is_organiser(user)


def may_work_desk(user, proposal=None) -> bool:
    return is_organiser(user)


def may_read_text(user, proposal) -> bool:
    """The agency reads its own text always, organiser and judge only what has been sent."""
    if is_organiser(user) or is_judge(user):
        return proposal.status != proposal.Status.DRAFT
    return _owns(user, proposal)


def may_download(user, attachment=None) -> bool:
    """Which files exist for whom is decided by `Attachment.objects.visible_to`."""
    return is_organiser(user) or is_operator(user) or is_judge(user)


STEPS = {
    "edit": may_edit,
    "take_over": may_take_over,
    "submit": may_submit,
    "resubmit": may_resubmit,
    "withdraw": may_withdraw,
    "take_back": may_take_back,
    "verify": may_verify,
    "send_back": may_send_back,
    "reject": may_reject,
    "overturn": may_overturn,
    "confirm": may_confirm,
}


def may(user, proposal) -> dict[str, bool]:
    """The same answers the views will give, for templates."""
    return {step: allowed(user, proposal) for step, allowed in STEPS.items()}


def _owns(user, proposal) -> bool:
    return is_operator(user) and user.agency_id == proposal.agency_id


def _decides(user, proposal) -> bool:
    return is_organiser(user) and proposal.period.status in DECIDING


def _still_in_time(proposal) -> bool:
    if proposal.status == proposal.Status.DRAFT:
        return takes_entries(proposal)
    return proposal.period.status in DECIDING


def takes_entries(proposal) -> bool:
    """Registration is open, or this agency was given more time."""
    if proposal.period.status == Period.Status.REGISTRATION:
        return True
    in_time = proposal.extended_until is not None and timezone.now() < proposal.extended_until
    return proposal.period.status in DECIDING and in_time
