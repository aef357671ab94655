"""A session ends when it has long been idle; organisers and judges work only with a second factor."""

import time

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from kipp.accounts.adapter import BEGAN
from kipp.accounts.models import Role

OPEN_WITHOUT = ("/akun/", "/static/", "/healthz")
SEEN = "kipp_seen"  # signed cookie: when this browser was last here


def end_idle_sessions(get_response):
    """Sign out who has been away too long. The time travels in a signed cookie: reading a page writes no row."""

    def middleware(request):
        if is_over(request, time.time()):
            logout(request)
            messages.info(request, "Sesi berakhir karena lama tidak dipakai. Masuk kembali untuk melanjutkan.")
        response = get_response(request)
        if request.user.is_authenticated:
            response.set_signed_cookie(
                SEEN,
                int(time.time()),
                salt=request.session.session_key or "",
                httponly=True,
                secure=settings.SESSION_COOKIE_SECURE,
                samesite="Lax",
            )
        return response

    return middleware


def is_over(request, now: float) -> bool:
    """True when the idle limit of the role, or the longest a session may last, has passed."""
    if not request.user.is_authenticated:
        return False
    began = request.session.get(BEGAN, now)
    # Without the cookie the beginning counts, so that leaving it out gains nothing.
    cookie = request.get_signed_cookie(SEEN, default=None, salt=request.session.session_key or "")
    seen = max(began, int(cookie)) if cookie else began
    return now - seen > idle_limit(request.user) or now - began > settings.SESSION_COOKIE_AGE


def session_left(request) -> int:
    """Seconds until the session ends, however busy its owner is."""
    now = time.time()
    return int(request.session.get(BEGAN, now) + settings.SESSION_COOKIE_AGE - now)


def idle_limit(user) -> int:
    """Seconds after which somebody who does nothing is signed out."""
    return settings.SESSION_IDLE_OPERATOR if user.role == Role.OPERATOR else settings.SESSION_IDLE_STAFF


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
