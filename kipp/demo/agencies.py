"""The 86 units of Kota Tegal: perangkat daerah, kecamatan, kelurahan, BLUD, BUMD and SMP negeri."""

import csv
from pathlib import Path
from typing import NamedTuple


class AgencyRow(NamedTuple):
    code: str
    name: str
    kind: str  # perangkat_daerah | kecamatan | kelurahan | blud | bumd | smp
    parent_code: str | None
    kecamatan: str


def _read() -> tuple[AgencyRow, ...]:
    with Path(__file__).with_name("agencies.csv").open(encoding="utf-8", newline="") as file:
        return tuple(
            AgencyRow(
                code=row["code"],
                name=row["name"],
                kind=row["kind"],
                parent_code=row["parent_code"] or None,
                kecamatan=row["kecamatan"],
            )
            for row in csv.DictReader(file)
        )


# Parents stand before their children, so the rows can be created in this order.
AGENCIES = _read()
