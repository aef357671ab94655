"""Every URL as every role. A row is (url name, kwargs, {role: status}, method).

Values of kwargs that are strings "thing.attribute" are read from the world; `thing` is a row that the
row files' `build_<app>_world(cast)` made. Roles: anonymous, organiser, operator, other_operator, judge,
other_judge, deactivated.
"""

from operator import attrgetter

from django.urls import URLPattern, URLResolver

ROLES = ("anonymous", "organiser", "operator", "other_operator", "judge", "other_judge")


STRANGER = "stranger"  # led to the login; what was posted comes back instead


def settled(row):
    """The row with the answer to a stranger by its method."""
    name, kwargs, answers, method = row
    stranger = 302 if method == "get" else 401
    return name, kwargs, {role: stranger if status == STRANGER else status for role, status in answers.items()}, method


def all_names(patterns, namespace=""):
    """Yield the full name of every URL pattern of the project."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from all_names(pattern.url_patterns, inner)
        elif isinstance(pattern, URLPattern):
            yield f"{namespace}{pattern.name}"


def unlisted(names, rows, methods=("get", "post")):
    """Return every (name, method) that no row asks about."""
    asked = {(name, method) for name, _, _, method in rows}
    return {(name, method) for name in names for method in methods} - asked


def stale(names, rows):
    """Return every row name that is no URL any more."""
    return {name for name, _, _, _ in rows} - set(names)


def resolved(kwargs, world):
    """Return the kwargs with "thing.attribute" read from the world."""
    return {key: _value(value, world) for key, value in kwargs.items()}


def _value(value, world):
    if isinstance(value, str) and "." in value:
        thing, _, attribute = value.partition(".")
        return attrgetter(attribute)(world[thing])
    return value


def same(status, roles=ROLES):
    """The same answer for every role."""
    return dict.fromkeys(roles, status)


def only(role_or_roles, status, *, others=403, anonymous=STRANGER):
    """One status for the named roles, another for the rest, the login for strangers."""
    named = {role_or_roles} if isinstance(role_or_roles, str) else set(role_or_roles)
    return {role: status if role in named else anonymous if role == "anonymous" else others for role in ROLES}
