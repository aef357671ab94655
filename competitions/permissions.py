"""Who may do what with a period."""

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


def may_manage(user, period) -> bool:
    return is_organiser(user)


STEPS = {"edit": may_edit, "open": may_open, "move_closing": may_move_closing, "extend": may_extend}


def may(user, period) -> dict[str, bool]:
    """The same answers the views will give, for templates."""
    return {step: allowed(user, period) for step, allowed in STEPS.items()}
