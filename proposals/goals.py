"""The Sustainable Development Goals that an innovation serves, by their official Indonesian names. No Django.

Source of the names: form of the national competition of 2023 (Tujuan Pembangunan Berkelanjutan, Perpres 59/2017).
"""

GOALS = (
    "Tanpa Kemiskinan",
    "Tanpa Kelaparan",
    "Kehidupan Sehat dan Sejahtera",
    "Pendidikan Berkualitas",
    "Kesetaraan Gender",
    "Air Bersih dan Sanitasi Layak",
    "Energi Bersih dan Terjangkau",
    "Pekerjaan Layak dan Pertumbuhan Ekonomi",
    "Industri, Inovasi dan Infrastruktur",
    "Berkurangnya Kesenjangan",
    "Kota dan Permukiman yang Berkelanjutan",
    "Konsumsi dan Produksi yang Bertanggung Jawab",
    "Penanganan Perubahan Iklim",
    "Ekosistem Lautan",
    "Ekosistem Daratan",
    "Perdamaian, Keadilan dan Kelembagaan yang Tangguh",
    "Kemitraan untuk Mencapai Tujuan",
)


def goal_name(number: int) -> str:
    """Return "3. Kehidupan Sehat dan Sejahtera"; goals are numbered from 1. Raises ValueError for any other number."""
    if not 1 <= number <= len(GOALS):
        raise ValueError(f"there is no goal {number}")
    return f"{number}. {GOALS[number - 1]}"
