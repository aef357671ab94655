"""Who may do what with people. Also the plain role questions every app starts from."""

from kipp.accounts.models import Role


def is_organiser(user, subject=None) -> bool:
    return user.is_authenticated and user.is_active and user.role == Role.ORGANISER


def is_operator(user, subject=None) -> bool:
    return user.is_authenticated and user.is_active and user.role == Role.OPERATOR


def is_judge(user, subject=None) -> bool:
    return user.is_authenticated and user.is_active and user.role == Role.JUDGE


def may_deactivate(user, person) -> bool:
    """An organiser, but never the own account: someone must be left to undo it."""
    return is_organiser(user) and person.is_active and person.pk != user.pk


def may_reactivate(user, person) -> bool:
    return is_organiser(user) and not person.is_active


def may_invite_again(user, person) -> bool:
    return is_organiser(user) and person.is_active and not person.has_usable_password()
