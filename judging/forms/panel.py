"""Who sits on the panel, what its members sign and declare, and what the office knows of them."""

from django import forms

from judging.forms.sheets import MAX_REASON
from judging.models import Panel, Posting
from kipp.accounts.models import Agency, User
from kipp.fields import DateField
from kipp.forms import Form, ModelForm
from proposals.models import Proposal


class JudgesField(forms.ModelMultipleChoiceField):
    """Judges to tick, each with where they come from."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return f"{obj.name}, {obj.agency or obj.position or 'tanpa instansi'}"


class AppointForm(Form):
    """Which active judges get a seat on the panel of a period."""

    juri = JudgesField(
        label="Juri yang ditambahkan",
        queryset=User.objects.none(),
        error_messages={"required": "Pilih paling sedikit satu juri"},
    )

    def __init__(self, *args, period, **kwargs):
        super().__init__(*args, **kwargs)
        others = User.objects.judges().exclude(panel_seats__in=period.panel_members.sitting())
        self.fields["juri"].queryset = others.select_related("agency")  # type: ignore[attr-defined]


class DecreeForm(ModelForm):
    """By which decree the panel sits."""

    decree_on = DateField(label="Tanggal SK")

    class Meta:
        model = Panel
        fields = ["decree_number", "decree_on", "conflict_years"]
        labels = {
            "decree_number": "Nomor SK Tim Penilai",
            "conflict_years": "Masa benturan kepentingan karena riwayat penugasan (tahun)",
        }
        help_texts = {
            "decree_number": "Misalnya 060/123/2024. Dicantumkan dalam Berita Acara.",
            "conflict_years": "Dihitung mundur dari penutupan pendaftaran. Yang berakhir sebelumnya tidak dihitung.",
        }


class EntriesField(forms.ModelMultipleChoiceField):
    """Entries to tick, each with number, title and agency."""

    widget = forms.CheckboxSelectMultiple

    def label_from_instance(self, obj):
        return f"{obj.number} {obj.innovation.title}, {obj.agency.name}"


class DeclareForm(Form):
    """With which entries a judge has a conflict of interest, and why."""

    proposal = EntriesField(
        label="Proposal",
        queryset=Proposal.objects.none(),
        error_messages={"required": "Pilih paling sedikit satu proposal"},
    )
    alasan = forms.CharField(label="Alasan", max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 4}))

    def __init__(self, *args, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["proposal"].queryset = entries  # type: ignore[attr-defined]


class EntryField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.number} {obj.innovation.title}"


class PersonField(forms.ModelChoiceField):
    def label_from_instance(self, obj):
        return f"{obj.name}, {obj.get_role_display().lower()}"


class ReportForm(Form):
    """A conflict of interest of a member of the panel or of an officer, as the office records it."""

    orang = PersonField(label="Juri atau petugas", queryset=User.objects.none(), empty_label="Pilih orang")
    proposal = EntryField(label="Proposal", queryset=Proposal.objects.none(), empty_label="Pilih proposal")
    alasan = forms.CharField(label="Alasan", max_length=MAX_REASON, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args, people, entries, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["orang"].queryset = people  # type: ignore[attr-defined]
        self.fields["proposal"].queryset = entries  # type: ignore[attr-defined]


class NamesakeForm(Form):
    """The office says whether a member is whom an entry names; the pair is "judge-proposal"."""

    pasangan = forms.ChoiceField(
        label="Kemungkinan benturan", error_messages={"invalid_choice": "Kemungkinan ini sudah dijawab"}
    )
    sama = forms.BooleanField(label="Orang yang sama", required=False)

    def __init__(self, *args, matches, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["pasangan"].choices = [  # type: ignore[attr-defined]
            (f"{match.judge}-{match.proposal}", match.name) for match in matches
        ]

    def clean_pasangan(self) -> tuple[int, int]:
        judge, proposal = self.cleaned_data["pasangan"].split("-")
        return int(judge), int(proposal)


class PostingForm(ModelForm):
    """Where a judge was posted, from when and until when."""

    agency = forms.ModelChoiceField(
        label="Instansi", queryset=Agency.objects.order_by("name", "pk"), empty_label="Pilih instansi"
    )
    since = DateField(label="Mulai bertugas")
    until = DateField(
        label="Selesai bertugas (opsional)", required=False, help_text="Kosongkan bila masih bertugas di sana."
    )

    class Meta:
        model = Posting
        fields = ["agency", "since", "until"]


class SignForm(Form):
    """The name under a pact, and the fingerprint of the text that stood above it."""

    sidik = forms.CharField(max_length=64, widget=forms.HiddenInput)
    nama = forms.CharField(
        label="Nama lengkap Anda",
        max_length=160,
        help_text="Ketik seperti tertulis di atas, termasuk gelar. Ini berlaku sebagai tanda tangan Anda.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )

    def over(self, sha256: str) -> "SignForm":
        """Stand below this text, also when the form came back: what is signed is what is shown."""
        self.initial["sidik"] = sha256
        if self.is_bound:
            self.data = {**self.data.dict(), "sidik": sha256}  # type: ignore[attr-defined]  # a QueryDict
        return self
