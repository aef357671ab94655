"""What was sent without a valid session comes back on a page that sends it once more: nothing typed is lost."""

from django.shortcuts import render

UNSENT = ("csrfmiddlewaretoken",)
PROSE = 20  # letters from which a value is worth showing, so that it can be copied


def offer_again(request, *, status: int, is_ours: bool):
    """Answer with everything that was posted, to be sent again after signing in elsewhere.

    Only what our own page sent comes back: a form of another site is never prefilled here, nor is a password.
    """
    keeps = is_ours and not request.path.startswith("/akun/")
    values = [(name, value) for name, value in posted(request) if name not in UNSENT] if keeps else []
    context = {
        "keeps": keeps,
        "values": values,
        "texts": [value for _, value in values if len(value) >= PROSE],
        "address": request.get_full_path(),
        "is_multipart": request.content_type == "multipart/form-data",
    }
    response = render(request, "resend.html", context, status=status)
    response["Cache-Control"] = "private, no-store"
    return response


def says_it_is_ours(request) -> bool:
    """Whether the browser vouches that the form stood on a page of ours."""
    return request.headers.get("Origin") == f"{request.scheme}://{request.get_host()}"


def posted(request):
    return ((name, value) for name, values in request.POST.lists() for value in values)
