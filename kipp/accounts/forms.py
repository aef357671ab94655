"""Words of the account pages. allauth brings the behaviour, we the labels and sentences."""

import struct
from contextlib import suppress

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.totp import forms as totp
from allauth.mfa.utils import is_mfa_enabled
from allauth.mfa.webauthn import forms as webauthn
from cryptography.exceptions import InvalidSignature
from django import forms
from fido2.webauthn import AuthenticationResponse, RegistrationResponse

from kipp.accounts.models import Agency, Role, User
from kipp.fields import NipField
from kipp.forms import Form, Worded

LABELS = {
    "login": "Alamat surel",
    "email": "Alamat surel",
    "password": "Kata sandi",
    "oldpassword": "Kata sandi sekarang",
    "password1": "Kata sandi baru",
    "password2": "Ulangi kata sandi baru",
    "code": "Kode autentikator",
    "name": "Nama kunci sandi",
    "credential": "Kunci sandi",
}
HELP = {
    "password1": "Paling sedikit 12 karakter, bukan kata sandi yang umum, dan bukan angka saja.",
    "code": "Enam angka dari aplikasi autentikator di telepon Anda.",
    "name": "Nama yang membuat Anda mengenali perangkatnya, misalnya Telepon atau Laptop kantor.",
}
KEY_UNREAD = "Kunci sandi belum terbaca. Aktifkan JavaScript pada peramban ini, atau pakai cara lain"
KEY_REFUSED = "Kunci sandi tidak dapat diperiksa. Ulangi, atau pakai cara lain"


class OurWords(Worded):
    """Puts our labels and help on the fields that allauth defines."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            field.label = LABELS[name]
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)

    def add_error(self, field, error):
        """The one sentence that allauth writes outside its table of sentences."""
        if field == "password2":
            error = "Kedua kata sandi harus sama"
        super().add_error(field, error)


class LoginForm(OurWords, account.LoginForm):
    pass


class ReauthenticateForm(OurWords, account.ReauthenticateForm):
    pass


class ChangePasswordForm(OurWords, account.ChangePasswordForm):
    pass


class SetPasswordForm(OurWords, account.SetPasswordForm):
    pass


class ResetPasswordForm(OurWords, account.ResetPasswordForm):
    pass


class ResetPasswordKeyForm(OurWords, account.ResetPasswordKeyForm):
    pass


class CodeWords(OurWords):
    """Names the code that this person has."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        code = self.fields["code"]
        if is_mfa_enabled(self.user, [Authenticator.Type.TOTP]):
            code.help_text = f"{HELP['code']} Kode pemulihan juga berlaku."
        else:
            code.label, code.help_text = "Kode pemulihan", "Salah satu kode yang Anda simpan, delapan angka."


class SecondFactorForm(CodeWords, mfa.AuthenticateForm):
    pass


class SecondFactorAgainForm(CodeWords, mfa.ReauthenticateForm):
    pass


class ActivateAuthenticatorForm(OurWords, totp.ActivateTOTPForm):
    pass


class PasskeyField(forms.JSONField):
    """What the browser answers about a passkey: read before anything is checked, kept without what nobody asked for."""

    LONGEST = 20_000  # characters; an answer has about one thousand

    def __init__(self, answer):
        super().__init__(widget=forms.HiddenInput, error_messages={"invalid": KEY_REFUSED})
        self.answer = answer

    def to_python(self, value):
        if value in self.empty_values:
            return None
        if len(value) > self.LONGEST:
            raise forms.ValidationError(KEY_REFUSED)
        try:
            read = self.answer.from_dict(super().to_python(value))
            response = dict(read.response)
            if self.answer is RegistrationResponse:
                check_usable(read.response.attestation_object.auth_data.credential_data.public_key)
        # The reader trusts its input: what does not fit breaks it in as many ways as there are to be wrong.
        except (AttributeError, LookupError, RuntimeError, TypeError, ValueError, struct.error) as fault:
            raise forms.ValidationError(KEY_REFUSED) from fault
        return {"id": read.id, "rawId": read.id, "type": "public-key", "response": response}

    def bound_data(self, data, initial):
        return data

    def prepare_value(self, value):
        """Each answer is good for one try: the page shown again begins without."""
        return ""


def check_usable(public_key) -> None:
    """Let the key refuse an empty signature: one that cannot even do that would lock its owner out."""
    with suppress(InvalidSignature):
        public_key.verify(b"", b"")


class PasskeyWords(OurWords):
    """The answer of the browser has no field that a person could go to: what is wrong with it is said of the form."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["credential"].error_messages["required"] = KEY_UNREAD

    def add_error(self, field, error):
        if getattr(error, "code", None) == "incorrect_code":
            error = KEY_REFUSED
        super().add_error(None if field == "credential" else field, error)


class AddPasskeyForm(PasskeyWords, webauthn.AddWebAuthnForm):
    name = forms.CharField(required=False, max_length=60)
    credential = PasskeyField(RegistrationResponse)


class UsePasskeyForm(PasskeyWords, webauthn.AuthenticateWebAuthnForm):
    credential = PasskeyField(AuthenticationResponse)


class UsePasskeyAgainForm(PasskeyWords, webauthn.ReauthenticateWebAuthnForm):
    credential = PasskeyField(AuthenticationResponse)


class RenamePasskeyForm(OurWords, webauthn.EditWebAuthnForm):
    name = forms.CharField(max_length=60)


class InviteForm(Form):
    """Who is invited and as what."""

    name = forms.CharField(label="Nama lengkap", max_length=160)
    email = forms.EmailField(label="Alamat surel")
    role = forms.ChoiceField(
        label="Peran",
        choices=[("", "Pilih peran"), *Role.choices],  # nobody becomes an organiser by an oversight
    )
    agency = forms.ModelChoiceField(
        label="Instansi (wajib untuk operator; untuk juri bila berasal dari instansi kota)",
        queryset=Agency.objects.active().order_by("name", "pk"),
        required=False,
        empty_label="Tanpa instansi",
    )
    nip = NipField(label="NIP (opsional)", required=False)
    position = forms.CharField(label="Jabatan (opsional)", required=False, max_length=160)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError("Alamat surel ini sudah memiliki akun")
        return email

    def clean(self):
        data = super().clean()
        if data.get("role") == Role.OPERATOR and not data.get("agency"):
            self.add_error("agency", "Pilih instansi operator ini")
        return data
