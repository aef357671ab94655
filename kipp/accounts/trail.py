"""What happens to somebody's second factors, in the audit trail of the same transaction; apps.py connects it.

allauth tells of them after the commit only, where a crash would lose the entry.
"""

from allauth.core import context
from allauth.mfa.models import Authenticator
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from kipp.accounts.models import User
from kipp.audit.chain import record


@receiver(post_save, sender=Authenticator)
def note_added(instance: Authenticator, created: bool, **_kwargs) -> None:
    if created:
        record("user.add_factor", instance.user, by=_who(), kind=instance.type)


@receiver(post_delete, sender=Authenticator)
def note_removed(instance: Authenticator, **_kwargs) -> None:
    record("user.remove_factor", instance.user, by=_who(), kind=instance.type)


def _who() -> User | None:
    """Who asks, or nobody: a factor lifted on the host is no act of its owner."""
    return context.request.user if context.request else None
