"""When are two titles one? No Django.

Juknis of earlier competitions refuse "satu judul pada beberapa proposal". Nearness is counted by PostgreSQL's trigrams
(`Innovation.objects.like`); only what is compared, and from where on it is near, stands here.
"""

import unicodedata

# Share of common trigrams, 0 to 1. Two titles of which one has a word more or another spelling stay above it;
# titles that only share the words of every other one ("Inovasi Pelayanan …") fall below.
SIMILAR = 0.55


def folded(title: str) -> str:
    """Return the title without what makes no other of it: case, spaces, punctuation."""
    plain = unicodedata.normalize("NFKC", title).casefold()
    return " ".join("".join(sign if sign.isalnum() else " " for sign in plain).split())


def is_same(one: str, other: str) -> bool:
    return folded(one) == folded(other)
