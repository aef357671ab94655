"""The public sheet of answers and the forms of the desk, with their Indonesian words."""

import uuid
from dataclasses import dataclass

from django import forms
from django.core import signing
from django.utils import timezone

from kipp.accounts.models import Agency
from kipp.documents.models import CODE_LETTERS
from kipp.fields import DateField
from kipp.forms import Form, ModelForm
from skm import questionnaire
from skm.index import UNSUR
from skm.models import Question, Service, Survey, SurveyPeriod
from skm.querysets import PROFILE

SUGGESTION_LENGTH = 1000

_signer = signing.Signer(salt="skm.sheet")


@dataclass(frozen=True)
class Ticket:
    """What the hidden field of a sheet carries under our signature."""

    token: uuid.UUID
    seconds: int  # since the page was opened


def new_ticket(survey: Survey) -> str:
    """Return unit and period (the survey), a fresh token and the time of opening, signed."""
    opened = int(timezone.now().timestamp())
    return _signer.sign_object([survey.pk, survey.survey_period_id, uuid.uuid4().hex, opened])


def read_ticket(survey: Survey, signed: str) -> Ticket | None:
    """Return the ticket, or None when it is not ours or was made for another survey."""
    try:
        survey_id, period_id, token, opened = _signer.unsign_object(signed)
    except (signing.BadSignature, ValueError):
        return None
    if (survey_id, period_id) != (survey.pk, survey.survey_period_id):
        return None
    return Ticket(uuid.UUID(token), int(timezone.now().timestamp()) - opened)


def _told(label: str, choices) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        required=False,
        choices=[("", "Tidak ingin menyebutkan"), *choices],
        error_messages={"invalid_choice": f"Pilih {label.lower()} dari daftar"},
    )


class AnswerForm(Form):
    """Nine questions, four facts about the respondent, a suggestion; a trap no person sees."""

    ticket = forms.CharField(required=False, widget=forms.HiddenInput)
    sex = _told("Jenis kelamin", questionnaire.SEX)
    age_class = _told("Usia", questionnaire.AGE_CLASSES)
    education = _told("Pendidikan terakhir", questionnaire.EDUCATION)
    occupation = _told("Pekerjaan", questionnaire.OCCUPATION)
    suggestion = forms.CharField(
        label="Saran",
        help_text="Jangan tulis nama, NIK, atau nomor telepon.",
        required=False,
        max_length=SUGGESTION_LENGTH,
        widget=forms.Textarea(attrs={"rows": 4}),
    )
    trap = forms.CharField(required=False)

    def __init__(self, *args, survey: Survey, questions: list[Question], **kwargs):
        super().__init__(*args, **kwargs)
        self.survey, self.questions = survey, questions
        for question in questions:
            missing = f"Pilih jawaban pertanyaan {question.order}"
            self.fields[question.unsur] = forms.TypedChoiceField(
                label=question.text,
                coerce=int,
                choices=list(enumerate(question.labels, start=1)),
                widget=forms.RadioSelect,
                error_messages={"required": missing, "invalid_choice": missing},
            )
        self.order_fields([question.unsur for question in questions])

    def clean_ticket(self) -> Ticket:
        ticket = read_ticket(self.survey, self.cleaned_data["ticket"])
        if ticket is None:
            raise forms.ValidationError("Formulir ini tidak berasal dari survei ini", code="forged")
        return ticket

    @property
    def is_forged(self) -> bool:
        return self.has_error("ticket", "forged")

    @property
    def sheet(self) -> dict:
        """The answers as the columns of a Response; only of a valid form."""
        columns = {*UNSUR, *PROFILE, "suggestion"}
        return {name: value for name, value in self.cleaned_data.items() if name in columns}

    def question_rows(self):
        """Question and bound field, in the order of the questionnaire."""
        return [(question, self[question.unsur]) for question in self.questions]

    def profile_fields(self):
        return [self[name] for name in PROFILE]


class FindForm(Form):
    """The code printed under the QR."""

    kode = forms.RegexField(
        rf"^[{CODE_LETTERS}]{{4,10}}$",
        label="Kode survei",
        help_text="Lima huruf dan angka di bawah kode QR, misalnya 7K3QX.",
        error_messages={
            "required": "Isi kode survei, misalnya 7K3QX",
            "invalid": "Kode survei terdiri atas 5 huruf dan angka, misalnya 7K3QX",
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters", "maxlength": 12}),
    )

    def __init__(self, data=None, *args, **kwargs):
        if data is not None:
            data = {"kode": "".join(data.get("kode", "").upper().split())}
        super().__init__(data, *args, **kwargs)


class ServiceForm(ModelForm):
    """For organisers with a choice of agency, for operators their own."""

    class Meta:
        model = Service
        fields = ["agency", "name", "served_per_period"]
        error_messages = {
            "served_per_period": {"invalid": "Pengguna per periode harus berupa angka, misalnya 1200"},
        }
        widgets = {"served_per_period": forms.TextInput(attrs={"inputmode": "numeric"})}
        help_texts = {
            "name": "Misalnya Penerbitan KTP elektronik",
            "served_per_period": "Perkiraan banyaknya pengguna layanan dalam satu periode (opsional). "
            "Menentukan kebutuhan responden.",
        }

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        agencies = Agency.objects.visible_to(user).active().order_by("name", "pk")
        self.fields["agency"].queryset = agencies
        self.fields["agency"].empty_label = "Pilih instansi"
        if not user.is_organiser:
            self.fields["agency"].initial = user.agency_id


class SurveyForm(ModelForm):
    class Meta:
        model = Survey
        fields = ["service", "survey_period", "population"]
        error_messages = {
            "population": {"invalid": "Pengguna layanan harus berupa angka, misalnya 1200"},
        }
        widgets = {"population": forms.TextInput(attrs={"inputmode": "numeric"})}
        help_texts = {"population": "Kosongkan untuk memakai perkiraan pada data layanan (opsional)."}

    def __init__(self, *args, user, **kwargs):
        super().__init__(*args, **kwargs)
        services = Service.objects.visible_to(user).active().select_related("agency")
        self.fields["service"].queryset = services.order_by("agency__name", "name", "pk")
        self.fields["service"].label_from_instance = lambda s: f"{s.name} – {s.agency}"
        self.fields["service"].empty_label = "Pilih layanan"
        self.fields["survey_period"].queryset = SurveyPeriod.objects.order_by("-ends_on", "pk")
        self.fields["survey_period"].empty_label = "Pilih periode"


class SurveyPeriodForm(ModelForm):
    starts_on = DateField(label="Tanggal mulai")
    ends_on = DateField(label="Tanggal selesai")

    class Meta:
        model = SurveyPeriod
        fields = ["name", "starts_on", "ends_on", "minimum_respondents"]
        error_messages = {
            "name": {
                "required": "Isi nama periode, misalnya Semester II Tahun 2024",
                "unique": "Periode dengan nama ini sudah ada",
            },
        }
        widgets = {"minimum_respondents": forms.TextInput(attrs={"inputmode": "numeric"})}
        help_texts = {
            "minimum_respondents": "Di bawah jumlah ini indeks tidak ditampilkan kepada umum.",
        }
