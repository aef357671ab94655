"""Cuts the two typefaces down to the Latin letters the product writes: `python -m kipp.fonts`.

The full files hold Greek, Cyrillic and a dozen weights; a page needs three small files.
"""

import hashlib
import importlib.util
import sys
from pathlib import Path

from fontTools import subset

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / "static" / "build" / "fonts"

# file we serve -> package and file it is cut from
SOURCES = {
    "source-serif-semibold.woff2": ("font_source_serif_pro", "SourceSerifPro-Semibold.otf"),
    "source-sans-regular.woff2": ("font_source_sans_pro", "SourceSansPro-Regular.otf"),
    "source-sans-semibold.woff2": ("font_source_sans_pro", "SourceSansPro-Semibold.otf"),
}
# Latin with accents, dashes and quotes, subscripts and fractions, arrows, signs of comparison, rupiah and euro.
UNICODES = "U+0020-017F,U+02C6-02DD,U+2002-2060,U+2070-208E,U+20A8,U+20AC,U+2122,U+2150-215E,U+2190-2193"
UNICODES += ",U+2212,U+2215,U+2248,U+2260,U+2264,U+2265,U+25CA,U+FB01,U+FB02"


def build(folder: Path = FOLDER) -> list[Path]:
    """Make the files that are missing or were made by another version of this recipe; return those made."""
    folder.mkdir(parents=True, exist_ok=True)
    stamp = folder / ".recipe"
    recipe = hashlib.sha256(Path(__file__).read_bytes()).hexdigest()
    same = stamp.exists() and stamp.read_text() == recipe
    made = []
    for name, (package, source) in SOURCES.items():
        target = folder / name
        if not (same and target.exists()):
            _cut(_file_of(package, source), target)
            made.append(target)
    stamp.write_text(recipe)
    return made


def _file_of(package: str, name: str) -> Path:
    spec = importlib.util.find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"The package {package} is missing. Run: python3 kipp/bootstrap.py setup")
    return Path(spec.origin).parent / "files" / name


def _cut(source: Path, target: Path) -> None:
    part = target.with_suffix(".part")
    subset.main(
        [
            str(source),
            f"--output-file={part}",
            f"--unicodes={UNICODES}",
            "--flavor=woff2",
            # Without raised and slanted figures, and with outlines that compress better: a quarter less to fetch.
            "--layout-features=kern,liga,calt,mark,mkmk,ccmp,locl,tnum,lnum",
            "--desubroutinize",
        ]
    )
    part.replace(target)


if __name__ == "__main__":
    build()
