"""Exactly the pages of allauth that are in use, under our paths and the names it reverses."""

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.urls import path, re_path

from kipp.accounts import allauth_views as ours

urlpatterns = [
    path("masuk/", account.login, name="account_login"),
    path("keluar/", account.logout, name="account_logout"),
    path("daftar/", account.signup, name="account_signup"),
    path("tidak-aktif/", account.account_inactive, name="account_inactive"),
    path("masuk-sekali-lagi/", account.reauthenticate, name="account_reauthenticate"),
    path("kata-sandi/ubah/", account.password_change, name="account_change_password"),
    path("kata-sandi/buat/", account.password_set, name="account_set_password"),
    path("kata-sandi/lupa/", account.password_reset, name="account_reset_password"),
    path("kata-sandi/lupa/terkirim/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^kata-sandi/tautan/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "kata-sandi/tersimpan/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("faktor-kedua/", ours.SecurityIndex.as_view(), name="mfa_index"),
    path("faktor-kedua/kode/", ours.Authenticate.as_view(), name="mfa_authenticate"),
    path("faktor-kedua/kode-sekali-lagi/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("faktor-kedua/pasang/", totp.activate_totp, name="mfa_activate_totp"),
    path("faktor-kedua/lepas/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("faktor-kedua/kunci-sandi/", ours.PasskeyList.as_view(), name="mfa_list_webauthn"),
    path("faktor-kedua/kunci-sandi/tambah/", ours.PasskeyAdd.as_view(), name="mfa_add_webauthn"),
    path("faktor-kedua/kunci-sandi/<int:pk>/ubah/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
    path("faktor-kedua/kunci-sandi/<int:pk>/hapus/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path(
        "faktor-kedua/kunci-sandi-sekali-lagi/",
        ours.PasskeyAgain.as_view(),
        name="mfa_reauthenticate_webauthn",
    ),
    path("faktor-kedua/pemulihan/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("faktor-kedua/pemulihan/baru/", recovery_codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path(
        "faktor-kedua/pemulihan/unduh/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("sesi/", ours.SessionList.as_view(), name="usersessions_list"),
]
