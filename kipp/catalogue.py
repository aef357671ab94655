"""Compiles our corrections of the libraries' Indonesian: `python -m kipp.catalogue`.

gettext reads only the compiled form. It is made at set-up, like the fonts, because msgfmt is on few machines and a
compiled file in the repository would drift from its source.
"""

from pathlib import Path

import polib

FOLDER = Path(__file__).resolve().parent / "locale"


def build(folder: Path = FOLDER) -> list[Path]:
    """Make every catalogue that is missing or differs from its source; return those made."""
    made = []
    for source in sorted(folder.rglob("*.po")):
        target = source.with_suffix(".mo")
        compiled = polib.pofile(str(source)).to_binary()
        if not (target.exists() and target.read_bytes() == compiled):
            part = target.with_suffix(".part")
            part.write_bytes(compiled)
            part.replace(target)
            made.append(target)
    return made


if __name__ == "__main__":
    build()
