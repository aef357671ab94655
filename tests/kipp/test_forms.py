"""Sentences made of the label, for every kind of field; what a form says itself stays."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile

from kipp import sentences
from kipp.fields import DateField, DecimalField
from kipp.forms import Form

CHOICES = [("a", "Kesehatan")]


class EveryField(Form):
    title = forms.CharField(label="Judul inovasi", max_length=5)
    nip = forms.CharField(label="NIP (opsional)", required=False, max_length=3)
    count = forms.IntegerField(label="Jumlah pemenang", min_value=1, max_value=9)
    weight = DecimalField(label="Bobot (persen)")
    category = forms.ChoiceField(label="Kategori inovasi", choices=CHOICES)
    reasons = forms.MultipleChoiceField(label="Alasan", choices=CHOICES)
    started_on = DateField(label="Tanggal mulai")
    letter = forms.FileField(label="Surat pernyataan")
    version = forms.IntegerField(min_value=0, widget=forms.HiddenInput)
    own = forms.CharField(label="Kode", error_messages={"required": "Isi kode survei, misalnya 7K3QX"})


def errors(data, files=None):
    return {name: list(found) for name, found in EveryField(data, files).errors.items()}


def test_a_missing_answer_is_asked_for_by_its_label():
    assert errors({}) == {
        "title": ["Isi judul inovasi"],
        "count": ["Isi jumlah pemenang"],
        "weight": ["Isi bobot"],
        "category": ["Pilih kategori inovasi"],
        "reasons": ["Pilih alasan"],
        "started_on": ["Isi tanggal mulai"],
        "letter": ["Pilih berkas surat pernyataan"],
        "version": ["Muat ulang halaman ini, lalu coba lagi"],
        "own": ["Isi kode survei, misalnya 7K3QX"],
    }


def test_a_wrong_answer_is_told_what_is_right():
    data = {
        "title": "Sapa Rumah",
        "nip": "1975",
        "count": "10",
        "weight": "dua",
        "category": "z",
        "reasons": ["z"],
        "started_on_tahun": "2024",
        "own": "7K3QX",
        "version": "dua",
    }

    assert errors(data, {"letter": SimpleUploadedFile("surat.pdf", b"")}) == {
        "title": ["Judul inovasi paling banyak 5 huruf. Sekarang 10 huruf"],
        "nip": ["NIP paling banyak 3 huruf. Sekarang 4 huruf"],
        "count": ["Jumlah pemenang paling banyak 9"],
        "weight": ["Bobot harus berupa angka"],
        "category": ["Pilih kategori inovasi"],
        "reasons": ["Pilih alasan"],
        "started_on": ["Tanggal mulai harus memuat tanggal"],
        "letter": ["Berkas ini kosong"],
        "version": ["Muat ulang halaman ini, lalu coba lagi"],
    }


def test_a_number_below_its_least_is_told_the_least():
    assert errors({"count": "0"})["count"] == ["Jumlah pemenang harus 1 atau lebih"]


@pytest.mark.parametrize(
    ("label", "expected"),
    [("Judul inovasi", "judul inovasi"), ("NIP (opsional)", "NIP"), ("Bobot (persen)", "bobot"), ("A", "a"), ("", "")],
)
def test_named_writes_a_label_inside_a_sentence(label, expected):
    assert sentences.named(label) == expected
