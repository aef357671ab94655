"""What a form says when something is missing or wrong: one home for the sentences that every page shares.

Pure words, no Django. A sentence names the field and says what to do; it ends without a full stop, so that the
summary and the field show the same words. `%(limit_value)d` and its like are filled by Django's validators.
"""

FORM_GONE = "Muat ulang halaman ini, lalu coba lagi"
EMAIL = "Alamat surel harus berbentuk nama@contoh.go.id"
NIP = "NIP harus 18 angka, misalnya 19750101 200003 2 001"
FILE = {
    "empty": "Berkas ini kosong",
    "invalid": "Berkas gagal diunggah. Coba unggah lagi",
    "missing": "Berkas gagal diunggah. Coba unggah lagi",
    "max_length": "Nama berkas paling banyak %(max)d huruf. Nama berkas ini %(length)d huruf",
}


def named(label: str) -> str:
    """Return a label as it stands inside a sentence: "judul inovasi", but "NIP"; what is in brackets stays out."""
    bare = label.partition(" (")[0]
    return bare if bare[1:2].isupper() else bare[:1].lower() + bare[1:]


def fill_in(label: str) -> str:
    return f"Isi {named(label)}"


def choose(label: str) -> str:
    return f"Pilih {named(label)}"


def choose_file(label: str) -> str:
    return f"Pilih berkas {named(label)}"


def too_long(label: str) -> str:
    return f"{label.partition(' (')[0]} paling banyak %(limit_value)d huruf. Sekarang %(show_value)d huruf"


def must_be_number(label: str) -> str:
    return f"{label.partition(' (')[0]} harus berupa angka"


def at_least(label: str) -> str:
    return f"{label.partition(' (')[0]} harus %(limit_value)s atau lebih"


def at_most(label: str) -> str:
    return f"{label.partition(' (')[0]} paling banyak %(limit_value)s"
