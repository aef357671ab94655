from django import forms

from kipp.accounts.models import Agency, Role, User


class InviteForm(forms.Form):
    """Who is invited and as what."""

    use_required_attribute = False

    name = forms.CharField(label="Nama lengkap", max_length=160, error_messages={"required": "Isi nama lengkap."})
    email = forms.EmailField(
        label="Alamat surel",
        error_messages={
            "required": "Isi alamat surel.",
            "invalid": "Alamat surel harus berbentuk nama@contoh.go.id.",
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
