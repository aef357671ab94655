"""A mark that the pleno changed, as the Berita Acara tells it."""

from decimal import Decimal

CHANGE = {
    "judge": "Dr. Hj. Retno Wulandari Kusumaningtyas, S.Sos., M.Si.",
    "title": "Satu Pintu Rujukan Ibu Hamil Berisiko Tinggi antara Puskesmas dan Rumah Sakit Daerah",
    "criterion": "Kebaruan",
    "before": Decimal("8.50"),
    "after": Decimal("85.00"),
    "reason": "Salah ketik, dibenarkan oleh juri yang bersangkutan. Hadir: seluruh Tim Penilai.",
}
