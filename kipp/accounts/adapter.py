"""allauth, closed: nobody signs up, invitations only; its sentences in our words."""

import time

from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.urls import reverse

from kipp.accounts.browsers import browser_name

WAYS = {
    "reauthenticate": "Pakai kata sandi",
    "mfa_reauthenticate": "Pakai kode",
    "mfa_reauthenticate:webauthn": "Pakai kunci sandi",
}
LONGEST_BROWSER = 80  # letters in a mail; what no table knows comes as the browser wrote it
BEGAN = "began_at"  # key of the session: when its owner signed in
SENTENCES = {
    "account_inactive": "Akun ini tidak aktif. Hubungi Bagian Organisasi.",
    "email_password_mismatch": "Alamat surel atau kata sandi tidak sesuai. Periksa kembali keduanya",
    "enter_current_password": "Kata sandi saat ini tidak sesuai",
    "incorrect_password": "Kata sandi tidak sesuai",
    "incorrect_code": "Kode tidak sesuai. Isi kode terbaru dari aplikasi autentikator",
    "invalid_password_reset": "Tautan sudah dipakai atau sudah lewat masa berlakunya",
    "same_as_current": "Kata sandi baru harus berbeda dari yang sekarang",
    "too_many_login_attempts": "Percobaan masuk terlalu banyak. Tunggu lima menit, lalu masuk kembali",
    "rate_limited": "Permintaan terlalu banyak. Tunggu beberapa menit, lalu ulangi.",
}


class InvitationOnly(DefaultAccountAdapter):
    error_messages = {**DefaultAccountAdapter.error_messages, **SENTENCES}

    def login(self, request, user):
        super().login(request, user)
        request.session[BEGAN] = int(time.time())

    def is_open_for_signup(self, request):
        return False

    def get_reauthentication_methods(self, user):
        return [{**way, "description": WAYS[way["id"]]} for way in super().get_reauthentication_methods(user)]

    def populate_username(self, request, user):
        """There is no user name to fill in."""

    def format_email_subject(self, subject):
        return f"{subject} – KIPP Kota Tegal"

    def get_reset_password_from_key_url(self, key):
        """The address of the settings, never that of the request: a forged Host reaches no mail."""
        uidb36, _, token = key.partition("-")
        path = reverse("account_reset_password_from_key", kwargs={"uidb36": uidb36, "key": token})
        return f"{settings.BASE_URL}{path}"

    def send_notification_mail(self, template_prefix, user, context=None, email=None):
        """To the address of the account; there is no other. The browser is named as its owner knows it."""
        told = {"user_agent": browser_name(self.get_http_user_agent(self.request))[:LONGEST_BROWSER], "user": user}
        super().send_notification_mail(template_prefix, user, {**(context or {}), **told}, email or user.email)


class SecondFactor(DefaultMFAAdapter):
    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": SENTENCES["incorrect_code"],
        "unverified_email": "Alamat surel belum dipastikan.",
    }

    def generate_authenticator_name(self, user, type):  # noqa: A002 - the name allauth calls it by
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Kunci sandi {count + 1}"

    def get_public_key_credential_rp_entity(self):
        """The host stays that of the request, which is one of ALLOWED_HOSTS: browsers bind the key to it."""
        return {**super().get_public_key_credential_rp_entity(), "name": settings.MFA_TOTP_ISSUER}
