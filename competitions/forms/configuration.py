"""What is set up before a period opens."""

from decimal import Decimal

from django import forms

from kipp.fields import DecimalField
from kipp.forms import Form


class WeightsForm(Form):
    """The weight of each criterion of one round."""

    def __init__(self, *args, round_, **kwargs):
        super().__init__(*args, **kwargs)
        for criterion in round_.criteria.order_by("order", "pk"):
            self.fields[criterion.code] = DecimalField(
                label=f"{criterion.name} (%)",
                help_text=criterion.definition,
                initial=criterion.weight,
                min_value=Decimal("0.01"),
                max_value=100,
                max_digits=5,
                decimal_places=2,
                error_messages={
                    "required": f"Isi bobot {criterion.name}",
                    "invalid": f"Bobot {criterion.name} harus berupa angka, misalnya 12,5",
                    "min_value": f"Bobot {criterion.name} harus lebih dari 0",
                    "max_value": f"Bobot {criterion.name} paling besar 100",
                    "max_decimal_places": f"Bobot {criterion.name} paling banyak dua angka di belakang koma",
                },
            )

    def clean(self):
        data = super().clean()
        if len(data) == len(self.fields) and (total := sum(data.values())) != 100:
            raise forms.ValidationError(f"Jumlah bobot harus tepat 100, sekarang {str(total).replace('.', ',')}")
        return data
