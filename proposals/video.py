"""Which link to a video a proposal may carry, and how it is kept. The only home of that rule. No Django.

Only hosts that show one video for everybody and for as long as it stands there: what lies on a shared drive can be
exchanged after the proposal was sent, or asks the judge to sign in.
"""

import re
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import parse_qs

SITE = "YouTube"
HOST = "www.youtube.com"
SHORT_HOST = "youtu.be"
# Whose links are taken, by the host exactly as it must stand there.
HOSTS = frozenset({HOST, "youtube.com", "m.youtube.com", SHORT_HOST})
MAX_LENGTH = 300

_ID = "[A-Za-z0-9_-]{11}"
# What a kept link looks like, whatever was typed.
KEPT = rf"^https://www\.youtube\.com/watch\?v={_ID}$"

_LINK = re.compile(
    r"(?P<scheme>[A-Za-z][A-Za-z0-9+.-]*):(?://(?P<host>[^/?#]*))?(?P<path>[^?#]*)(?:\?(?P<query>[^#]*))?.*"
)
_PATH = re.compile(rf"/(?:shorts|live|embed)/(?P<id>{_ID})/?")
_SHORT_PATH = re.compile(rf"/(?P<id>{_ID})/?")


class Fault(StrEnum):
    TOO_LONG = "too_long"
    NO_LINK = "no_link"
    NOT_HTTPS = "not_https"
    OTHER_HOST = "other_host"
    NO_VIDEO = "no_video"


class BadLink(Exception):
    """This link is not taken; `fault` says why."""

    def __init__(self, fault: Fault):
        super().__init__(fault)
        self.fault = fault


@dataclass(frozen=True)
class Video:
    """A link as it is kept, and what its reader is told about where it leads."""

    link: str
    site: str = SITE
    host: str = HOST


def normalised(link: str) -> str:
    """Return the one spelling of the link to a video: its host and its number, nothing else. Raises BadLink."""
    if len(link) > MAX_LENGTH:
        raise BadLink(Fault.TOO_LONG)
    # A browser drops line ends and control characters without a word, and reads letters of other scripts as it likes.
    found = _LINK.fullmatch(link) if link.isascii() and link.isprintable() and " " not in link else None
    if found is None:
        raise BadLink(Fault.NO_LINK)
    if found["scheme"].lower() != "https":
        raise BadLink(Fault.NOT_HTTPS)
    host = (found["host"] or "").lower()
    if host not in HOSTS:
        raise BadLink(Fault.OTHER_HOST)
    number = _number(host, found["path"], found["query"] or "")
    if number is None:
        raise BadLink(Fault.NO_VIDEO)
    return f"https://{HOST}/watch?v={number}"


def _number(host: str, path: str, query: str) -> str | None:
    if host == SHORT_HOST:
        found = _SHORT_PATH.fullmatch(path)
    elif path == "/watch":
        asked = parse_qs(query).get("v", [])
        found = re.fullmatch(rf"(?P<id>{_ID})", asked[0]) if len(asked) == 1 else None
    else:
        found = _PATH.fullmatch(path)
    return found["id"] if found else None
