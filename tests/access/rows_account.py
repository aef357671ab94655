"""Rows of the login library's pages that are in use: strangers log in, everyone else keeps the own account."""

from tests.access.matrix import ROLES, only, same

SIGNED_IN = ROLES[1:]
LINK = {"uidb36": "1", "key": "tidak-berlaku"}
KEY = {"pk": 1}  # whose it is comes after the question for the password: tests/accounts/test_passkeys.py


def own(status):
    """The own account; the library leads strangers to the login whatever they ask."""
    return only(SIGNED_IN, status, anonymous=302)


ROWS = [
    ("stay_signed_in", {}, only(SIGNED_IN, 405), "get"),
    ("stay_signed_in", {}, only(SIGNED_IN, 204), "post"),
    ("account_login", {}, only(SIGNED_IN, 302, anonymous=200), "get"),
    ("account_login", {}, only(SIGNED_IN, 302, anonymous=200), "post"),
    ("account_logout", {}, own(200), "get"),
    ("account_logout", {}, same(302), "post"),
    ("account_signup", {}, only(SIGNED_IN, 302, anonymous=200), "get"),
    ("account_signup", {}, only(SIGNED_IN, 302, anonymous=200), "post"),
    ("account_inactive", {}, same(200), "get"),
    ("account_inactive", {}, same(405), "post"),
    ("account_reauthenticate", {}, own(200), "get"),
    ("account_reauthenticate", {}, own(200), "post"),
    ("account_change_password", {}, own(200), "get"),
    ("account_change_password", {}, own(200), "post"),
    ("account_set_password", {}, own(302), "get"),
    ("account_set_password", {}, own(302), "post"),
    ("account_reset_password", {}, same(200), "get"),
    ("account_reset_password", {}, same(200), "post"),
    ("account_reset_password_done", {}, same(200), "get"),
    ("account_reset_password_done", {}, same(405), "post"),
    ("account_reset_password_from_key", LINK, same(200), "get"),
    ("account_reset_password_from_key", LINK, same(200), "post"),
    ("account_reset_password_from_key_done", {}, same(200), "get"),
    ("account_reset_password_from_key_done", {}, same(405), "post"),
    ("mfa_index", {}, own(200), "get"),
    ("mfa_index", {}, own(405), "post"),
    ("mfa_authenticate", {}, same(302), "get"),
    ("mfa_authenticate", {}, same(302), "post"),
    ("mfa_reauthenticate", {}, same(302), "get"),
    ("mfa_reauthenticate", {}, same(302), "post"),
    ("mfa_activate_totp", {}, same(302), "get"),
    ("mfa_activate_totp", {}, same(302), "post"),
    ("mfa_deactivate_totp", {}, own(404), "get"),
    ("mfa_deactivate_totp", {}, own(404), "post"),
    ("mfa_list_webauthn", {}, own(200), "get"),
    ("mfa_list_webauthn", {}, own(405), "post"),
    ("mfa_add_webauthn", {}, same(302), "get"),
    ("mfa_add_webauthn", {}, same(302), "post"),
    ("mfa_edit_webauthn", KEY, same(302), "get"),
    ("mfa_edit_webauthn", KEY, same(302), "post"),
    ("mfa_remove_webauthn", KEY, same(302), "get"),
    ("mfa_remove_webauthn", KEY, same(302), "post"),
    ("mfa_reauthenticate_webauthn", {}, same(302), "get"),
    ("mfa_reauthenticate_webauthn", {}, same(302), "post"),
    ("mfa_view_recovery_codes", {}, own(404), "get"),
    ("mfa_view_recovery_codes", {}, own(405), "post"),
    ("mfa_generate_recovery_codes", {}, same(302), "get"),
    ("mfa_generate_recovery_codes", {}, same(302), "post"),
    ("mfa_download_recovery_codes", {}, own(404), "get"),
    ("mfa_download_recovery_codes", {}, own(404), "post"),
    ("usersessions_list", {}, own(200), "get"),
    ("usersessions_list", {}, own(302), "post"),
]


def build_account_world(cast):
    """These pages are about whoever asks."""
    return {}
