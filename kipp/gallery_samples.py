"""What the examples of the gallery show: invented, and in every state that a component knows."""

from datetime import UTC, date, datetime
from decimal import Decimal

from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from competitions.models import Criterion
from competitions.schedule import Stage, phases
from judging.forms import HandInForm, SheetForm
from kipp.charts import Axis, Interval, bar_chart, count_chart, interval_chart, line_chart, scatter_chart
from kipp.documents.models import FileScan, Letterhead
from kipp.fields import DateField, DecimalField
from kipp.forms import Form
from kipp.listing import Column, Link
from kipp.qr import qr_code

CHOICES = [("1", "Tidak baik"), ("2", "Kurang baik"), ("3", "Baik"), ("4", "Sangat baik")]


class SampleForm(Form):
    """Every kind of field that a form of this product has."""

    title = forms.CharField(label="Judul inovasi", help_text="Paling banyak 15 kata.")
    summary = forms.CharField(label="Ringkasan (opsional)", required=False, widget=forms.Textarea)
    started_on = DateField(label="Tanggal mulai penerapan")
    weight = DecimalField(label="Bobot (persen)")
    category = forms.ChoiceField(label="Kategori", choices=[("", "Pilih kategori"), ("a", "Kesehatan")])
    quality = forms.ChoiceField(label="Mutu pelayanan", choices=CHOICES, widget=forms.RadioSelect)
    reasons = forms.MultipleChoiceField(label="Alasan", choices=CHOICES, widget=forms.CheckboxSelectMultiple)
    agreed = forms.BooleanField(label="Bagian ini sudah selesai", required=False)
    letter = forms.FileField(label="Surat pernyataan", help_text="PDF, paling besar 10 MB.")


def sheet(name: str, form_class: type[SheetForm], data: dict | None = None, **marks: str) -> dict:
    """Return the one criterion of a score sheet, with its bound fields."""
    words = ("Tidak ada unsur baru.", "Meniru.", "Memodifikasi.", "Baru di Kota Tegal.", "Belum ada di tempat lain.")
    criterion = Criterion(
        code="kebaruan",
        name="Kebaruan",
        definition="Keunikan gagasan, pendekatan baru, atau modifikasi inovasi yang ada.",
        anchors=[{"score": 25 * step, "words": text} for step, text in enumerate(words)],
        weight=15,
    )
    return form_class(data, criteria=[criterion], initial=marks, auto_id=f"{name}_%s").groups()[0]


class RuleForm(Form):
    mark = forms.ChoiceField(label="Usia minimal", choices=CHOICES, widget=forms.RadioSelect)
    note = forms.CharField(label="Catatan", widget=forms.Textarea(attrs={"rows": 2, "class": "masukan masukan-alasan"}))


def rule(fields: RuleForm | None, name: str) -> dict:
    """Return one rule of a checklist, with what an officer may say of it or what was said."""
    return {
        "id": f"aturan-{name}",
        "title": "Usia minimal",
        "kind": "failed" if fields else "done",
        "words": "Belum memenuhi, kurang 12 hari" if fields else "Memenuhi, lebih 41 hari",
        "excepted": fields is None,
        "evidence": [
            {"text": "Mulai diterapkan 10 Juli 2023", "url": "", "note": ""},
            {"text": "Surat keputusan: sk.pdf", "url": "#", "note": "Tertanggal 10 Juli 2023, halaman 1"},
        ],
        "fields": fields and {"mark": fields["mark"], "note": fields["note"]},
        "said": "Sesuai, Anisa Wulandari, 28 Juni 2024 pukul 10.42 WIB",
        "outdated": fields is not None,
        "earlier": ["Naskah ke-1: Tidak sesuai, Anisa Wulandari: SK belum dilampirkan."],
    }


class FilterForm(Form):
    status = forms.ChoiceField(label="Status", required=False, choices=[("", "Semua"), ("draft", "Draf")])
    cari = forms.CharField(label="Cari judul", required=False, widget=forms.TextInput(attrs={"type": "search"}))


class UploadForm(Form):
    file = forms.FileField(label="Data dukung", help_text="PDF, paling besar 2 MB.")


class ShortForm(Form):
    reason = forms.CharField(label="Alasan")


UNSUR = [
    ("Persyaratan", Decimal("3.6"), Decimal("3.43")),
    ("Sistem, Mekanisme, dan Prosedur", Decimal("3.2"), Decimal("3.52")),
    ("Waktu Penyelesaian", Decimal("3.9"), Decimal("3.27")),
    ("Biaya/Tarif", Decimal("3.6"), Decimal("3.85")),
    ("Penanganan Pengaduan, Saran, dan Masukan", Decimal("3.6"), Decimal("3.43")),
]


def charts() -> dict:
    """Return one chart of every kind, with a long name, a missing value, and two things in one place."""
    return {
        "bars": bar_chart([(name, nrr) for name, _, nrr in UNSUR], id="batang", title="NRR per unsur", maximum=4),
        "counts": count_chart(
            [("75,00–79,99", 3), ("80,00–84,99", 0), ("85,00–89,99", 11)],
            id="jumlah",
            title="Nilai lembar",
            of="Nilai",
            measure="Lembar",
        ),
        "line": line_chart(
            [
                ("Semester I 2023", Decimal("81.2")),
                ("Semester II 2023", None),
                ("Semester I 2024", Decimal("84.62")),
                ("Semester II 2024", Decimal("87.64")),
            ],
            id="garis",
            title="Tren nilai IKM",
            floor=25,
            ceiling=100,
        ),
        "scatter": scatter_chart(
            UNSUR,
            id="sebar",
            title="Kepentingan dan kinerja",
            x_axis=Axis("Kepentingan", 1, 4),
            y_axis=Axis("Kinerja (NRR)", 1, 4),
            averages=(Decimal("3.58"), Decimal("3.5")),
            of="Unsur",
        ),
        "intervals": interval_chart(
            [
                ("Dinas Kependudukan dan Pencatatan Sipil", Interval(Decimal("81.2"), Decimal("84.4"), Decimal(88))),
                ("Puskesmas Tegal Timur", None),
            ],
            id="rentang",
            title="IKM dengan selang kepercayaan 95%",
            axis=Axis("IKM", 25, 100),
            of="Unit",
        ),
        "nothing": bar_chart([], id="kosong", title="NRR per unsur", maximum=4),
    }


def context() -> dict:
    """Return a fresh set: a bound form remembers its errors."""
    june = [
        Stage("registration", date(2024, 6, 1), date(2024, 6, 28)),
        Stage("verification", date(2024, 6, 29), date(2024, 7, 12)),
        Stage("judging", date(2024, 7, 13), date(2024, 8, 9)),
    ]
    at = datetime(2024, 6, 28, 3, 42, tzinfo=UTC)
    return {
        "form": SampleForm(auto_id="isi_%s"),
        "faulty": SampleForm(
            {}, MultiValueDict({"letter": [SimpleUploadedFile("kosong.pdf", b"")]}), auto_id="salah_%s"
        ),
        "score": {
            "empty": sheet("kosong", SheetForm),
            "point": sheet("titik", SheetForm, titik_kebaruan="75"),
            "other": sheet("lain", SheetForm, nilai_kebaruan="82,5"),
            "faulty": sheet("galat", HandInForm, {"versi": "1"}),
        },
        "rule": {
            "open": rule(RuleForm(auto_id="aturan_%s", prefix="aturan"), "terbuka"),
            "read": rule(None, "terbaca"),
        },
        "alone": ShortForm(auto_id="satu_%s"),
        "asking": ShortForm(auto_id="tanya_%s"),
        "short": ShortForm(auto_id="pendek_%s"),
        "filters": FilterForm(auto_id="saring_%s"),
        "phases": phases(june, reached=1, on=date(2024, 7, 2)),
        "tabs": [
            {"label": "Per juri", "url": "#", "current": True},
            {"label": "Per proposal", "url": "#", "current": False},
        ],
        "page": Paginator(range(90), 30).page(2),
        "query": QueryDict("status=draft"),
        "todo": [{"text": "3 proposal menunggu verifikasi.", "url": "#", "label": "Verifikasi"}],
        "nothing": [],
        "active": [Link("Status: Draf", "#")],
        "columns": {"up": Column("?urut=-unsur", "ascending"), "none": Column("?urut=nrr", "")},
        "entries": [{"at": at, "title": "Dikembalikan", "by": "Anisa Wulandari", "note": "Lengkapi surat pernyataan."}],
        "pieces": [
            {"change": "same", "text": "Waktu tunggu turun dari 60 menit menjadi "},
            {"change": "removed", "text": "30 menit"},
            {"change": "added", "text": "15 menit pada akhir 2023"},
        ],
        "uploading": UploadForm(auto_id="unggah_%s"),
        "figure": Decimal("87.64"),
        "at": at,
        "charts": charts(),
        "qr": qr_code("https://kipp.kota.example/s/7K3QX/"),
        "letterhead": Letterhead(),
        "scans": dict(FileScan.State.__members__),
    }
