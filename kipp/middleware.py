"""What holds for every response: malformed input is refused, private pages are not kept."""

from django.core.exceptions import BadRequest


def refuse_malformed(get_response):
    """NUL bytes never reach a form or the database (PostgreSQL cannot store them)."""

    def middleware(request):
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise BadRequest("NUL")
        # A quoted cookie may carry an escaped NUL up to the table of sessions.
        if any("\x00" in value for value in request.COOKIES.values()):
            raise BadRequest("NUL")
        urlencoded = request.content_type == "application/x-www-form-urlencoded"
        if request.method == "POST" and urlencoded and _holds_nul(request.POST):
            raise BadRequest("NUL")
        return get_response(request)

    return middleware


def _holds_nul(posted) -> bool:
    # Broken UTF-8 becomes U+FFFD while parsing, which can be stored; NUL stays NUL.
    return any("\x00" in value for _, values in posted.lists() for value in values)


def private_responses(get_response):
    """What a signed-in person saw is in no shared cache and gone from the browser after logout."""

    def middleware(request):
        was_signed_in = request.user.is_authenticated
        response = get_response(request)
        if request.user.is_authenticated:
            response.setdefault("Cache-Control", "private, no-store")
        elif was_signed_in:
            response["Clear-Site-Data"] = '"cache", "storage"'
        return response

    return middleware
