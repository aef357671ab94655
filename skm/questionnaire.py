"""The official questionnaire of PermenPANRB 14/2017, word for word. No Django.

Answers are stored by the key of the unsur, never by its number: the list of definitions counts pengaduan as 8
and sarpras as 9, the questionnaire asks sarpras as 8 and pengaduan as 9.
"""

from typing import NamedTuple

VERSION = "14/2017"
TITLE = "Kuesioner Survei Kepuasan Masyarakat (SKM)"


class Question(NamedTuple):
    """One question with its four labels; the first label is worth 1, the last 4."""

    unsur: str
    name: str
    definition: str
    text: str
    labels: tuple[str, str, str, str]


class Choice(NamedTuple):
    code: str
    label: str


# In the order of the official questionnaire.
QUESTIONS = (
    Question(
        unsur="persyaratan",
        name="Persyaratan",
        definition=(
            "Syarat yang harus dipenuhi dalam pengurusan suatu jenis pelayanan, baik persyaratan teknis "
            "maupun administratif."
        ),
        text="Bagaimana pendapat Saudara tentang kesesuaian persyaratan pelayanan dengan jenis pelayanannya.",
        labels=("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Question(
        unsur="prosedur",
        name="Sistem, Mekanisme, dan Prosedur",
        definition=("Tata cara pelayanan yang dibakukan bagi pemberi dan penerima pelayanan, termasuk pengaduan."),
        text="Bagaimana pemahaman Saudara tentang kemudahan prosedur pelayanan di unit ini.",
        labels=("Tidak mudah", "Kurang mudah", "Mudah", "Sangat mudah"),
    ),
    Question(
        unsur="waktu",
        name="Waktu Penyelesaian",
        definition=(
            "Jangka waktu yang diperlukan untuk menyelesaikan seluruh proses pelayanan dari setiap jenis pelayanan."
        ),
        text="Bagaimana pendapat Saudara tentang kecepatan waktu dalam memberikan pelayanan.",
        labels=("Tidak cepat", "Kurang cepat", "Cepat", "Sangat cepat"),
    ),
    Question(
        unsur="biaya",
        name="Biaya/Tarif",
        definition=(
            "Ongkos yang dikenakan kepada penerima layanan dalam mengurus dan/atau memperoleh pelayanan dari "
            "penyelenggara yang besarnya ditetapkan berdasarkan kesepakatan antara penyelenggara dan "
            "masyarakat."
        ),
        text="Bagaimana pendapat Saudara tentang kewajaran biaya/tarif dalam pelayanan",
        labels=("Sangat mahal", "Cukup mahal", "Murah", "Gratis"),
    ),
    Question(
        unsur="produk",
        name="Produk Spesifikasi Jenis Pelayanan",
        definition=(
            "Hasil pelayanan yang diberikan dan diterima sesuai dengan ketentuan yang telah ditetapkan. Produk "
            "pelayanan ini merupakan hasil dari setiap spesifikasi jenis pelayanan."
        ),
        text=(
            "Bagaimana pendapat Saudara tentang kesesuaian produk pelayanan antara yang tercantum dalam "
            "standar pelayanan dengan hasil yang diberikan."
        ),
        labels=("Tidak sesuai", "Kurang sesuai", "Sesuai", "Sangat sesuai"),
    ),
    Question(
        unsur="kompetensi",
        name="Kompetensi Pelaksana",
        definition=(
            "Kemampuan yang harus dimiliki oleh pelaksana meliputi pengetahuan, keahlian, keterampilan, dan pengalaman."
        ),
        text="Bagaimana pendapat Saudara tentang kompetensi/kemampuan petugas dalam pelayanan",
        labels=("Tidak kompeten", "Kurang kompeten", "Kompeten", "Sangat kompeten"),
    ),
    Question(
        unsur="perilaku",
        name="Perilaku Pelaksana",
        definition="Sikap petugas dalam memberikan pelayanan.",
        text=("Bagaimana pendapat saudara perilaku petugas dalam pelayanan terkait kesopanan dan keramahan"),
        labels=(
            "Tidak sopan dan ramah",
            "Kurang sopan dan ramah",
            "Sopan dan ramah",
            "Sangat sopan dan ramah",
        ),
    ),
    Question(
        unsur="sarpras",
        name="Sarana dan Prasarana",
        definition=(
            "Sarana: segala sesuatu yang dapat dipakai sebagai alat dalam mencapai maksud dan tujuan (benda "
            "bergerak: komputer, mesin). Prasarana: segala sesuatu yang merupakan penunjang utama "
            "terselenggaranya suatu proses (benda tidak bergerak: gedung)."
        ),
        text="Bagaimana pendapat Saudara tentang kualitas sarana dan prasarana",
        labels=("Buruk", "Cukup", "Baik", "Sangat Baik"),
    ),
    Question(
        unsur="pengaduan",
        name="Penanganan Pengaduan, Saran dan Masukan",
        definition="Tata cara pelaksanaan penanganan pengaduan dan tindak lanjut.",
        text="Bagaimana pendapat Saudara tentang penanganan pengaduan pengguna layanan",
        labels=(
            "Tidak ada",
            "Ada tetapi tidak berfungsi",
            "Berfungsi kurang maksimal",
            "Dikelola dengan baik",
        ),
    ),
)

BY_UNSUR = {question.unsur: question for question in QUESTIONS}

# Respondent profile. Sex, education and occupation as printed on the official form; age in classes instead of
# years, because a class suffices for the report and cannot single out a person (UU 27/2022).
SEX = (Choice("L", "Laki-laki"), Choice("P", "Perempuan"))

AGE_CLASSES = (
    Choice("di_bawah_17", "Di bawah 17 tahun"),
    Choice("17_25", "17–25 tahun"),
    Choice("26_35", "26–35 tahun"),
    Choice("36_45", "36–45 tahun"),
    Choice("46_55", "46–55 tahun"),
    Choice("56_65", "56–65 tahun"),
    Choice("di_atas_65", "Di atas 65 tahun"),
)

EDUCATION = (
    Choice("sd", "SD"),
    Choice("smp", "SMP"),
    Choice("sma", "SMA"),
    Choice("s1", "S1"),
    Choice("s2", "S2"),
    Choice("s3", "S3"),
)

OCCUPATION = (
    Choice("pns", "PNS"),
    Choice("tni", "TNI"),
    Choice("polri", "POLRI"),
    Choice("swasta", "SWASTA"),
    Choice("wirausaha", "WIRAUSAHA"),
    Choice("lainnya", "LAINNYA"),
)

SURVEY_HOURS = (Choice("pagi", "08.00–12.00"), Choice("siang", "13.00–17.00"))
