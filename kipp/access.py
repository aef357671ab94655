"""Who may ask for a page: the only source of 403.

A view without a permission cannot be built. Strangers are sent to the login, or get back what they
sent; an object outside the user's sight is 404, the wrong role is 403.
"""

from collections.abc import Callable
from typing import Any, ClassVar

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpResponse
from django.urls import reverse
from django.views import View

from kipp.resend import offer_again


def public(user, subject=None) -> bool:
    """Everyone, signed in or not."""
    return True


def signed_in(user, subject=None) -> bool:
    """Everyone with an active account."""
    return user.is_authenticated


class Guarded(View):
    """A view that names who may use it.

    Subclasses set `permission` to a predicate of (user, subject) and, where the page is about one
    object, override `load()` to fetch it from a `visible_to(user)` queryset.
    """

    permission: ClassVar[Callable[..., bool]]
    request: Any  # its user is ours, and present: dispatch has seen to it

    @classmethod
    def as_view(cls, **initkwargs):
        if not callable(getattr(cls, "permission", None)):
            raise ImproperlyConfigured(f"{cls.__name__} names no permission.")
        return super().as_view(**initkwargs)

    def load(self):
        """Return what the page is about; raise Http404 when this user may not see it."""
        return

    def dispatch(self, request, *args, **kwargs):
        permission = type(self).permission
        if permission is not public and not request.user.is_authenticated:
            if request.headers.get("HX-Request"):
                # The page stays; the script tells the writer that the session is over.
                return HttpResponse(status=401)
            if request.method == "POST":
                return offer_again(request, status=401, is_ours=True)
            # A page that only takes POST is nothing to come back to.
            return redirect_to_login(request.get_full_path() if hasattr(self, "get") else reverse("home"))
        self.subject = self.load()
        if not permission(request.user, self.subject):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)
