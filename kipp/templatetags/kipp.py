"""The Indonesian formats of `kipp.text` as template filters; a builtin of every template."""

from functools import wraps

from django import template

from kipp import text

register = template.Library()

register.filter(text.nama_tahap)


def dash_when_missing(formatted):
    """What is not there yet shows as a dash, never as None or zero."""

    @wraps(formatted)
    def filtered(value, *arguments):
        return text.DASH if value in (None, "") else formatted(value, *arguments)

    return filtered


for formatted in (
    text.angka,
    text.angka_ringkas,
    text.ribuan,
    text.persen,
    text.rupiah,
    text.tanggal,
    text.hari_tanggal,
    text.tanggal_terbilang,
    text.jam,
    text.waktu,
    text.penutupan,
    text.rentang,
    text.sisa_hari,
    text.terbilang,
    text.lama,
    text.nip,
    text.nama_kapital,
    text.ukuran_berkas,
):
    register.filter(formatted.__name__, dash_when_missing(formatted))
