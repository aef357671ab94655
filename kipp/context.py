"""What every page knows: who is looking, where they may go, whether this is a demo."""

from django.conf import settings

from kipp.accounts.middleware import idle_limit, session_left
from kipp.nav import menu


def site(request):
    user = getattr(request, "user", None)
    limits = {}
    if user is not None and user.is_authenticated:
        limits = {"idle_limit": idle_limit(user), "session_left": session_left(request)}
    return limits | {
        "is_demo": settings.MODE == "demo",
        "without_second_factor": settings.MODE == "demo" and not settings.MFA_REQUIRED,
        "menu": menu(user, request.path) if user is not None else [],
    }
