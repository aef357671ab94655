"""Participation in the earlier competitions, as reported to the public: counts only, no proposals."""

from typing import NamedTuple


class Participation(NamedTuple):
    year: int
    agencies: int
    proposals: int


PARTICIPATION = (
    Participation(year=2018, agencies=15, proposals=15),
    Participation(year=2019, agencies=10, proposals=12),
    Participation(year=2020, agencies=21, proposals=23),
    Participation(year=2021, agencies=22, proposals=24),
)
