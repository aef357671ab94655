"""Who may do what with a period."""

from competitions.models import amendable
from kipp.accounts.permissions import is_organiser


def may_create(user, period=None) -> bool:
    return is_organiser(user)


def may_edit(user, period) -> bool:
    """Configuration changes only before opening; afterwards it is frozen."""
    return is_organiser(user) and not period.is_frozen


def may_open(user, period) -> bool:
    return is_organiser(user) and period.can("open")


def may_move_closing(user, period) -> bool:
    return is_organiser(user) and period.status == period.Status.REGISTRATION


def may_extend(user, period) -> bool:
    """Give one agency more time."""
    return is_organiser(user) and period.status in (period.Status.REGISTRATION, period.Status.VERIFICATION)


def may_amend(user, period) -> bool:
    """Change, with a reason, what may still change after opening."""
    return is_organiser(user) and bool(amendable(period))


def may_manage(user, period) -> bool:
    return is_organiser(user)


def may_keep_guides(user, period) -> bool:
    """Guide files may come at any time: they explain the rules and are none."""
    return is_organiser(user) and (period.is_running or not period.is_frozen)


def may_publish(user, period) -> bool:
    return is_organiser(user) and period.is_running


def may_replace_guide(user, file) -> bool:
    return may_keep_guides(user, file.period) and file.state == file.State.CURRENT


def may_withdraw_guide(user, file) -> bool:
    """Of an opened period nothing goes away; what is wrong is withdrawn."""
    return may_replace_guide(user, file) and file.period.is_frozen


def may_remove_guide(user, file) -> bool:
    return may_edit(user, file.period)


STEPS = {
    "edit": may_edit,
    "open": may_open,
    "move_closing": may_move_closing,
    "extend": may_extend,
    "amend": may_amend,
    "keep_guides": may_keep_guides,
    "publish": may_publish,
}
GUIDE_STEPS = {"replace": may_replace_guide, "withdraw": may_withdraw_guide, "remove": may_remove_guide}


def may(user, period) -> dict[str, bool]:
    """The same answers the views will give, for templates."""
    return {step: allowed(user, period) for step, allowed in STEPS.items()}


def may_on_guide(user, file) -> dict[str, bool]:
    """The same answers the views will give about a guide file, for templates."""
    return {step: allowed(user, file) for step, allowed in GUIDE_STEPS.items()}
