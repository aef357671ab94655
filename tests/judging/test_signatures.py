"""Ed25519 as RFC 8032 has it."""

import pytest

from judging.signatures import holds, public_key, sign

# RFC 8032, 7.1, TEST 2: one byte.
SECRET = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb"
KEY = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c"
SIGNATURE = (
    "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
    "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00"
)


def test_vector_of_the_standard():
    assert (public_key(SECRET), sign(SECRET, b"\x72")) == (KEY, SIGNATURE)


@pytest.mark.parametrize(
    ("key", "message", "signature", "expected"),
    [
        (KEY, b"\x72", SIGNATURE, True),
        (KEY, b"\x73", SIGNATURE, False),
        (KEY, b"\x72", SIGNATURE.upper(), False),
        (KEY, b"\x72", SIGNATURE[:-2], False),
        (KEY, b"\x72", "bukan angka", False),
        (KEY, b"\x72", None, False),
        ("00" * 31, b"\x72", SIGNATURE, False),
    ],
)
def test_only_the_signature_of_this_key_over_this_message_holds(key, message, signature, expected):
    assert holds(key, message, signature) == expected
