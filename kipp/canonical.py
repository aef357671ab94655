"""The one way to write a value down, and its fingerprint. Pure: no Django.

JSON with sorted keys, no spaces, UTF-8; texts, whole numbers, truth values, null and lists. That is the part of
RFC 8785 in which Python's own writer agrees with the standard.
"""

import hashlib
import json
from typing import Any


def canonical(value: Any) -> bytes:
    """Return the one way to write this value down."""
    return json.dumps(value, sort_keys=True, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def digest(value: Any) -> str:
    """Return the SHA-256 of a value's canonical form, in hex."""
    return hashlib.sha256(canonical(value)).hexdigest()
