"""QR codes as one path of whole numbers, so that a template draws them without trusted markup. Pure."""

from dataclasses import dataclass

import segno

QUIET_ZONE = 4  # modules of white around the code; ISO/IEC 18004 asks for four


@dataclass(frozen=True)
class QrCode:
    text: str
    size: int  # modules a side, quiet zone included
    path: str  # SVG path data, one horizontal run of dark modules at a time


def qr_code(text: str) -> QrCode:
    """Return the code for `text` at error level M (readable with 15 % of it dirty or torn)."""
    matrix = segno.make(text, error="m", micro=False).matrix
    runs = [
        f"M{start + QUIET_ZONE} {row_number + QUIET_ZONE}h{length}v1h-{length}z"
        for row_number, row in enumerate(matrix)
        for start, length in _dark_runs(row)
    ]
    return QrCode(text=text, size=len(matrix) + 2 * QUIET_ZONE, path="".join(runs))


def _dark_runs(row: bytes | bytearray) -> list[tuple[int, int]]:
    """Return (start, length) of each run of dark modules in a row."""
    runs: list[tuple[int, int]] = []
    for column, dark in enumerate(row):
        if not dark:
            continue
        if runs and sum(runs[-1]) == column:
            runs[-1] = (runs[-1][0], runs[-1][1] + 1)
        else:
            runs.append((column, 1))
    return runs
