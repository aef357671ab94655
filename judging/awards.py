"""What a place is called: "Juara I", "Harapan II", "Finalis"; and who is best of a part. No Django.

Source: the Kota Pontianak edition of KIPP (Juara I to III, Harapan I to III). How many of each there are is a setting
of the edition. Places come in as the ranking made them: who shares a place shares its name, and the next is counted on.
"""

from collections.abc import Iterable

from kipp.text import romawi

FINALIST = "Finalis"


def place_name(place: int, *, champions: int, runners_up: int) -> str:
    """Return the name of a place among those awarded."""
    if place <= champions:
        return f"Juara {romawi(place)}"
    if place <= champions + runners_up:
        return f"Harapan {romawi(place - champions)}"
    return FINALIST


def category_award(category: str) -> str:
    """Return what the award for the best entry of a category is called."""
    return f"Inovasi Terbaik Kategori {category}"


def best_of_parts(rows: Iterable[tuple[str, int, int]]) -> dict[str, list[int]]:
    """Return part -> who is best there, of rows (part, place, key); who shares that place stands there together."""
    best: dict[str, tuple[int, list[int]]] = {}
    for part, place, key in rows:
        first, keys = best.setdefault(part, (place, []))
        if place < first:
            best[part] = (place, [key])
        elif place == first:
            keys.append(key)
    return {part: keys for part, (_, keys) in best.items()}
