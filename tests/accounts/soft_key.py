"""A passkey without a device: answers as a browser would, and can be told to answer wrongly."""

import json
from dataclasses import dataclass, field
from secrets import token_bytes

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2.cose import ES256
from fido2.utils import sha256, websafe_decode, websafe_encode
from fido2.webauthn import Aaguid, AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

ORIGIN = "https://testserver"
PRESENT = AuthenticatorData.FLAG.UP


@dataclass
class SoftKey:
    origin: str = ORIGIN
    host: str = "testserver"
    secret: ec.EllipticCurvePrivateKey = field(default_factory=lambda: ec.generate_private_key(ec.SECP256R1()))
    credential_id: bytes = field(default_factory=lambda: token_bytes(16))

    def make(self, options: str, *, public_key=None) -> str:
        """Answer the question of the page that adds a passkey."""
        client_data = self._client_data("webauthn.create", options)
        public_key = public_key or ES256.from_cryptography_key(self.secret.public_key())
        credential = AttestedCredentialData.create(Aaguid.NONE, self.credential_id, public_key)
        flags = PRESENT | AuthenticatorData.FLAG.AT
        data = AuthenticatorData.create(sha256(self.host.encode()), flags, 0, credential)
        return self._answer(client_data, attestationObject=AttestationObject.create("none", data, {}))

    def use(self, options: str) -> str:
        """Answer the question of the pages that ask for one."""
        client_data = self._client_data("webauthn.get", options)
        data = AuthenticatorData.create(sha256(self.host.encode()), PRESENT, 1)
        signature = self.secret.sign(data + client_data.hash, ec.ECDSA(SHA256()))
        return self._answer(client_data, authenticatorData=data, signature=signature)

    def _client_data(self, kind: str, options: str) -> CollectedClientData:
        challenge = websafe_decode(json.loads(options)["publicKey"]["challenge"])
        return CollectedClientData.create(kind, challenge, self.origin)

    def _answer(self, client_data: bytes, **parts: bytes) -> str:
        name = websafe_encode(self.credential_id)
        response = {part: websafe_encode(value) for part, value in {"clientDataJSON": client_data, **parts}.items()}
        return json.dumps({"id": name, "rawId": name, "type": "public-key", "response": response})
