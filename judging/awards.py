"""What a place is called: "Juara I", "Harapan II", "Finalis". The only home of that rule. No Django.

Source: the Kota Pontianak edition of KIPP (Juara I to III, Harapan I to III). How many of each there are is a setting
of the edition. Places come in as the ranking made them: who shares a place shares its name, and the next is counted on.
"""

from kipp.text import romawi

FINALIST = "Finalis"


def place_name(place: int, *, champions: int, runners_up: int) -> str:
    """Return the name of a place among those awarded."""
    if place <= champions:
        return f"Juara {romawi(place)}"
    if place <= champions + runners_up:
        return f"Harapan {romawi(place - champions)}"
    return FINALIST
