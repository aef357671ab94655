"""How entries are judged: rounds, their criteria, and what each of them counts; set up before a period opens."""

from collections.abc import Iterable
from decimal import Decimal

from django import forms
from django.utils.text import capfirst

from competitions.models import Criterion, Round
from competitions.presets import SCORES
from competitions.ties import CRITERION, MEDIAN, PLENO, step_label
from kipp.fields import DateField, DecimalField
from kipp.forms import Form, ModelForm

TIES = {"tie_1": "pertama", "tie_2": "kedua", "tie_3": "ketiga"}
MOST = 999


def weight_field(name: str, **kwargs) -> DecimalField:
    """A share of 100; `name` says of what."""
    return DecimalField(
        min_value=Decimal("0.01"),
        max_value=100,
        max_digits=5,
        decimal_places=2,
        error_messages={
            "required": f"Isi bobot {name}",
            "invalid": f"Bobot {name} harus berupa angka, misalnya 12,5",
            "min_value": f"Bobot {name} harus lebih dari 0",
            "max_value": f"Bobot {name} paling besar 100",
            "max_decimal_places": f"Bobot {name} paling banyak dua angka di belakang koma",
        },
        **kwargs,
    )


def count_field(label: str, **kwargs) -> forms.IntegerField:
    typed = forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "masukan-pendek"})
    return forms.IntegerField(label=label, min_value=1, max_value=MOST, widget=typed, **kwargs)


def short_text() -> forms.Textarea:
    return forms.Textarea(attrs={"rows": 2, "class": "masukan masukan-alasan"})


class WeightsForm(Form):
    """The weight of each criterion of a round, or of each round of a period."""

    def __init__(self, *args, rows: Iterable[Criterion | Round], **kwargs):
        super().__init__(*args, **kwargs)
        for row in rows:
            self.fields[row.code] = weight_field(
                row.name,
                label=f"{row.name} (%)",
                help_text=row.definition if isinstance(row, Criterion) else "",
                initial=row.weight,
            )

    def clean(self):
        data = super().clean()
        if len(data) == len(self.fields) and (total := sum(data.values())) != 100:
            raise forms.ValidationError(f"Jumlah bobot harus tepat 100, sekarang {str(total).replace('.', ',')}")
        return data


class WeighedForm(ModelForm):
    """A row that counts a share of 100; a new one is offered what the others leave."""

    def offer_weight(self, others) -> None:
        if self.instance.pk is None:
            rest = 100 - sum(others.values_list("weight", flat=True))
            self.initial["weight"] = rest if rest > 0 else None


class RoundForm(WeighedForm):
    weight = weight_field(
        "tahap",
        label="Bobot (%)",
        help_text="Bagian tahap ini dalam nilai akhir. Jumlah bobot semua tahap harus tepat 100.",
    )
    min_sheets = count_field("Paling sedikit lembar nilai per proposal")
    opens_on = DateField(label="Dimulai (opsional)", required=False)
    closes_on = DateField(
        label="Selesai (opsional)",
        required=False,
        help_text="Kosongkan pada tahap terakhir agar mengikuti akhir masa penilaian periode.",
    )
    advance_most = count_field(
        "Paling banyak proposal yang lolos (opsional)",
        required=False,
        help_text=(
            "Aturan lolos: keempat isian berikut berlaku bersama. Kosongkan semuanya bila setiap proposal yang "
            "bernilai lanjut ke tahap berikutnya. Pada tahap terakhir yang berlaku ialah jumlah pemenang."
        ),
    )
    advance_least = DecimalField(
        label="Nilai paling rendah untuk lolos (opsional)",
        required=False,
        min_value=0,
        max_value=100,
        max_digits=5,
        decimal_places=2,
        help_text="Nilai gabungan sampai dengan tahap ini.",
    )
    advance_per = forms.ChoiceField(
        label="Kuota lolos per (opsional)", required=False, choices=[("", "Tanpa kuota"), *Round.Per.choices]
    )
    advance_quota = count_field(
        "Besar kuota lolos (opsional)",
        required=False,
        help_text="Paling banyak proposal dari setiap kategori, kelompok, atau jenis instansi.",
    )

    class Meta:
        model = Round
        fields = [
            "kind",
            "name",
            "weight",
            "min_sheets",
            "opens_on",
            "closes_on",
            "advance_most",
            "advance_least",
            "advance_per",
            "advance_quota",
        ]
        help_texts = {
            "kind": "Menentukan kriteria baku yang disalin ke tahap ini; tidak dapat diubah setelah ditambahkan."
        }

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_weight(self.instance.period.rounds)
        if self.instance.pk:
            del self.fields["kind"]
            self._ask_for_ties()

    def _ask_for_ties(self) -> None:
        names = dict(self.instance.criteria.order_by("order", "pk").values_list("code", "name"))
        known = [*(f"{CRITERION}{code}" for code in names), MEDIAN]
        steps = [("", "Tidak dipakai"), *((step, capfirst(step_label(step, names))) for step in known)]
        stored = [step for step in self.instance.tie_breaks if step != PLENO]
        for place, (field, ordinal) in enumerate(TIES.items()):
            self.fields[field] = forms.ChoiceField(
                label=f"Langkah {ordinal} bila nilai sama (opsional)",
                required=False,
                choices=steps,
                initial=stored[place] if place < len(stored) else "",
            )
        self.fields["tie_1"].help_text = (
            "Proposal yang bernilai sama dibandingkan menurut langkah ini secara berurutan. "
            "Yang masih sama diputuskan oleh pleno."
        )

    def clean(self):
        data = super().clean()
        steps = []
        for field, ordinal in TIES.items():
            step = data.get(field)
            if step in steps:
                self.add_error(field, f"Langkah {ordinal} sudah dipakai pada langkah sebelumnya")
            elif step:
                steps.append(step)
        if self.instance.pk:
            self.instance.tie_breaks = [*steps, PLENO]
        return data


class CriterionForm(WeighedForm):
    weight = weight_field(
        "kriteria",
        label="Bobot (%)",
        help_text="Jumlah bobot semua kriteria tahap ini harus tepat 100.",
    )

    class Meta:
        model = Criterion
        fields = ["name", "definition", "weight"]
        widgets = {"definition": short_text()}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.offer_weight(self.instance.round.criteria)
        words = {anchor["score"]: anchor["words"] for anchor in self.instance.anchors}
        for score in SCORES:
            self.fields[_anchor(score)] = forms.CharField(
                label=f"Arti nilai {score}",
                max_length=300,
                widget=short_text(),
                initial=words.get(score),
            )

    def clean(self):
        data = super().clean()
        self.instance.anchors = [{"score": score, "words": data.get(_anchor(score), "")} for score in SCORES]
        return data


def _anchor(score: int) -> str:
    return f"anchor_{score}"
