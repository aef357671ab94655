"""What every page knows: who is looking, where they may go, whether this is a demo."""

from django.conf import settings

from kipp.nav import menu


def site(request):
    user = getattr(request, "user", None)
    return {
        "is_demo": settings.MODE == "demo",
        "without_second_factor": settings.MODE == "demo" and not settings.MFA_REQUIRED,
        "menu": menu(user, request.path) if user is not None else [],
    }
