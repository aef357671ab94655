"""Who may see and repeat the work in the background."""

from kipp.accounts.permissions import is_organiser


def may_watch(user, subject=None) -> bool:
    return is_organiser(user)


def may_retry(user, job) -> bool:
    """An organiser, or whoever asked for it, once it has failed for good."""
    asked = user.is_authenticated and user.is_active and job.requested_by_id == user.pk
    return job.is_failed and (is_organiser(user) or asked)
