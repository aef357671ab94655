"""How outsiders check a result bundle: the steps, the public key, and the program that counts again."""

from django.http import HttpResponse
from django.views.generic import TemplateView

from judging.dossier import published_key
from judging.verifier import verifier
from kipp.access import Guarded, public

VERIFIER = "periksa_hasil.py"


class BundleCheck(Guarded, TemplateView):
    """What is written for auditors and for whoever disputes a result; nothing of any result stands here."""

    permission = public
    template_name = "judging/bundle_check.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(key=published_key(), name=VERIFIER, **kwargs)


class VerifierDownload(Guarded):
    permission = public
    http_method_names = ["get", "head"]

    def get(self, request):
        headers = {"Content-Disposition": f'attachment; filename="{VERIFIER}"', "X-Content-Type-Options": "nosniff"}
        return HttpResponse(verifier(), content_type="text/x-python; charset=utf-8", headers=headers)
