"""What the clock starts."""

from celery import shared_task

from competitions import actions
from competitions.models import Period, TransitionNotAllowed


@shared_task(name="competitions.close_due")
def close_due() -> None:
    """Close the registration of every period whose time has come, and end what was granted beyond it."""
    for period in Period.objects.due_to_close():
        try:
            actions.close_registration(period)
        except TransitionNotAllowed:
            continue  # another worker was first
    actions.end_extensions()
