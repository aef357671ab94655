"""Who may do what with services and surveys."""

from kipp.accounts.permissions import is_operator, is_organiser


def may_manage(user, subject=None) -> bool:
    """The desk of surveys: organisers and the operators of agencies."""
    return is_organiser(user) or is_operator(user)


def may_create_period(user, subject=None) -> bool:
    return is_organiser(user)


def may_see(user, survey) -> bool:
    return is_organiser(user) or _serves(user, survey)


def may_open(user, survey) -> bool:
    return may_see(user, survey) and survey.can("open")


def may_close(user, survey) -> bool:
    return may_see(user, survey) and survey.can("close")


def _serves(user, survey) -> bool:
    return is_operator(user) and survey.service.agency_id == user.agency_id


STEPS = {"open": may_open, "close": may_close}


def may(user, survey) -> dict[str, bool]:
    """The same answers the views will give, for templates."""
    return {step: allowed(user, survey) for step, allowed in STEPS.items()}
