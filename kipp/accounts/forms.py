"""Words of the account pages. allauth brings the behaviour, we the labels and sentences."""

from allauth.account import forms as account
from allauth.mfa.base import forms as mfa
from allauth.mfa.totp import forms as totp
from django import forms

from kipp.accounts.models import Agency, Role, User

LABELS = {
    "login": "Alamat surel",
    "email": "Alamat surel",
    "password": "Kata sandi",
    "oldpassword": "Kata sandi sekarang",
    "password1": "Kata sandi baru",
    "password2": "Ulangi kata sandi baru",
    "code": "Kode autentikator",
}
HELP = {
    "password1": "Paling sedikit 12 karakter, bukan kata sandi yang umum, dan bukan angka saja.",
    "code": "Enam angka dari aplikasi autentikator di telepon Anda.",
}
INVALID_EMAIL = "Alamat surel harus berbentuk nama@contoh.go.id."


class OurWords:
    """Puts our labels, help and sentences on the fields that allauth defines."""

    use_required_attribute = False

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            label = LABELS[name]
            field.label = label
            field.help_text = HELP.get(name, "")
            field.widget.attrs.pop("placeholder", None)
            field.error_messages["required"] = f"Isi {label[0].lower()}{label[1:]}."
            if isinstance(field, forms.EmailField):
                # The field's own validator speaks first.
                field.validators[0].message = field.error_messages["invalid"] = INVALID_EMAIL

    def add_error(self, field, error):
        """The one sentence that allauth writes outside its table of sentences."""
        if field == "password2":
            error = "Kedua kata sandi harus sama."
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


class SecondFactorForm(OurWords, mfa.AuthenticateForm):
    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["code"].help_text = f"{HELP['code']} Kode pemulihan juga berlaku."


class SecondFactorAgainForm(OurWords, mfa.ReauthenticateForm):
    pass


class ActivateAuthenticatorForm(OurWords, totp.ActivateTOTPForm):
    pass


class InviteForm(forms.Form):
    """Who is invited and as what."""

    use_required_attribute = False

    name = forms.CharField(label="Nama lengkap", max_length=160, error_messages={"required": "Isi nama lengkap."})
    email = forms.EmailField(
        label="Alamat surel",
        error_messages={
            "required": "Isi alamat surel.",
            "invalid": INVALID_EMAIL,
        },
    )
    role = forms.ChoiceField(label="Peran", choices=Role.choices, error_messages={"required": "Pilih peran."})
    agency = forms.ModelChoiceField(
        label="Instansi (wajib untuk operator; untuk juri bila berasal dari instansi kota)",
        queryset=Agency.objects.active().order_by("name", "pk"),
        required=False,
        empty_label="Tanpa instansi",
    )
    nip = forms.CharField(label="NIP (opsional)", required=False, max_length=30)
    position = forms.CharField(label="Jabatan (opsional)", required=False, max_length=160)

    def clean_email(self):
        email = self.cleaned_data["email"].lower()
        if User.objects.filter(email=email).exists():
            raise forms.ValidationError("Alamat surel ini sudah memiliki akun.")
        return email

    def clean_nip(self):
        nip = "".join(self.cleaned_data["nip"].split())
        if nip and not (nip.isdigit() and len(nip) == 18):
            raise forms.ValidationError("NIP harus 18 angka, misalnya 19750101 200003 2 001.")
        return nip

    def clean(self):
        data = super().clean()
        if data.get("role") == Role.OPERATOR and not data.get("agency"):
            self.add_error("agency", "Pilih instansi operator ini.")
        return data
