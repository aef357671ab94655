"""Ed25519: who holds the key made this file, and nobody has changed a byte since. Pure: no Django.

Source: RFC 8032, by the library `cryptography`. It is no certified electronic signature (PP 71/2019, article 60).
"""

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey


def sign(secret: str, message: bytes) -> str:
    """Return the signature in hex; `secret` is 32 bytes in hex."""
    return _private(secret).sign(message).hex()


def public_key(secret: str) -> str:
    """Return the key, in hex, by which everyone can check what this secret has signed."""
    return _private(secret).public_key().public_bytes_raw().hex()


def holds(key: str, message: bytes, signature: str) -> bool:
    """Tell whether the signature, in small letters, is that of this public key over this message."""
    try:
        signed = bytes.fromhex(signature)
        Ed25519PublicKey.from_public_bytes(bytes.fromhex(key)).verify(signed, message)
    except (InvalidSignature, ValueError, TypeError):
        return False
    return signed.hex() == signature


def _private(secret: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(bytes.fromhex(secret))
