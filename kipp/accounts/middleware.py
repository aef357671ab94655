"""Organisers and judges work only with a second factor, where the setting says so."""

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kipp.accounts.models import Role

OPEN_WITHOUT = ("/akun/", "/static/", "/healthz")


def require_second_factor(get_response):
    def middleware(request):
        if lacks_second_factor(request.user) and not request.path.startswith(OPEN_WITHOUT):
            if request.headers.get("HX-Request"):
                # A redirect would be followed unseen, and its page put into the middle of this one.
                return HttpResponse(status=204, headers={"HX-Redirect": reverse("mfa_index")})
            return redirect("mfa_index")
        return get_response(request)

    return middleware


def lacks_second_factor(user) -> bool:
    """True when this person must enrol before doing anything else."""
    return (
        settings.MFA_REQUIRED
        and user.is_authenticated
        and user.role in {Role.ORGANISER, Role.JUDGE}
        and not is_mfa_enabled(user)
    )
