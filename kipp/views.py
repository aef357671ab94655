"""Home per role, health, and the pages of what went wrong."""

from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.shortcuts import render
from django.views.generic import TemplateView

from kipp import home
from kipp.access import Guarded, public
from kipp.resend import offer_again, says_it_is_ours


class Home(Guarded, TemplateView):
    permission = public

    def get_template_names(self):
        user = self.request.user
        return [f"home/{user.role}.html" if user.is_authenticated else "home/public.html"]

    def get_context_data(self, **kwargs):
        return super().get_context_data(**home.context(self.request.user), **kwargs)


class Alive(Guarded):
    """The process answers; nothing else is asked."""

    permission = public
    http_method_names = ["get", "head"]

    def get(self, request):
        return JsonResponse({"status": "hidup"})


class Ready(Guarded):
    """The database answers and is writable. Told to the machine itself only."""

    permission = public
    http_method_names = ["get", "head"]

    def get(self, request):
        try:
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_is_in_recovery()")
                (read_only,) = cursor.fetchone()
        except DatabaseError:
            return JsonResponse({"status": "basis data tidak terjangkau"}, status=503)
        return JsonResponse({"status": "hanya baca" if read_only else "siap"}, status=503 if read_only else 200)


def _failure(request, status: int):
    return render(request, f"{status}.html", status=status)


def bad_request(request, exception=None):
    return _failure(request, 400)


def forbidden(request, exception=None):
    return _failure(request, 403)


def not_found(request, exception=None):
    return _failure(request, 404)


def server_error(request):
    # Without context processors: whatever failed may fail again there.
    return render(None, "500.html", status=500)


def csrf_failure(request, reason=""):
    return offer_again(request, status=403, is_ours=says_it_is_ours(request))
