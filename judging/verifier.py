"""The checker that outsiders run: one Python file, put together from the pure rules themselves.

So there is no second way of counting that could drift away from the first. Standard library and `cryptography`
only; nothing is fetched. Pure: no Django.
"""

import importlib
from pathlib import Path

# In the order in which they import one another.
MODULES = (
    "kipp.text",
    "kipp.canonical",
    "competitions.ties",
    "judging.table",
    "judging.scoring",
    "judging.ranking",
    "judging.advancing",
    "judging.tally",
    "judging.figures",
    "judging.quantiles",
    "judging.connectivity",
    "judging.reliability",
    "judging.severity",
    "judging.standardised",
    "judging.flags",
    "judging.uncertainty",
    "judging.sensitivity",
    "judging.panel",
    "judging.analysis",
    "judging.signatures",
    "judging.bundle",
    "judging.verifying",
)
HEAD = '''"""Pemeriksa berkas hasil KIPP: menghitung ulang setiap angka dan memeriksa tanda tangan. Tanpa jaringan.

Perlu Python 3.11 atau lebih baru dan pustaka cryptography (pada Windows juga tzdata): pip install cryptography tzdata
Cara memakai:
    python periksa_hasil.py berkas-hasil.json KUNCI_PUBLIK
Kunci publik tercantum pada halaman "Memeriksa berkas hasil" dan pada Berita Acara. Tanpa kunci publik, hanya
diperiksa bahwa berkas tidak berubah sejak ditandatangani, bukan siapa yang menandatanganinya.
Keluar dengan kode 0 apabila semuanya cocok, selain itu 1.

Isi di bawah ini adalah aturan hitung aplikasi, kata demi kata; bagian terakhir menjalankannya.
"""

import sys
from pathlib import Path
from types import ModuleType

SOURCES = {}
'''
TAIL = """

def load():
    for name, source in SOURCES.items():
        parent, _, short = name.rpartition(".")
        package = sys.modules.setdefault(parent, ModuleType(parent))
        module = sys.modules[name] = ModuleType(name)
        exec(compile(source, f"<{name}>", "exec"), module.__dict__)
        setattr(package, short, module)
    return sys.modules["judging.verifying"]


def main(arguments):
    if len(arguments) not in (1, 2) or (len(arguments) == 2 and len(arguments[1].strip()) != 64):
        print(__doc__)
        return 2
    data = Path(arguments[0]).read_bytes()
    found = load().faults(data, key=arguments[1] if len(arguments) == 2 else "")
    if found:
        print("BERKAS INI TIDAK DAPAT DIPERCAYA.", *found, sep="\\n")
        return 1
    print("Semua angka keluar sama dan tanda tangan cocok dengan isi berkas.")
    if len(arguments) == 1:
        print("Kunci publik tidak disebutkan: siapa yang menandatangani belum diperiksa.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
"""


def verifier() -> str:
    """Return the text of the stand-alone checker."""
    return HEAD + "".join(f"\nSOURCES[{name!r}] = r'''{_source(name)}'''\n" for name in MODULES) + TAIL


def _source(name: str) -> str:
    return Path(str(importlib.import_module(name).__file__)).read_text(encoding="utf-8")
