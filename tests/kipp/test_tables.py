"""On a narrow screen the rows of a table stack: each cell then says the head of its column itself."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from tests.access.matrix import resolved
from tests.access.world import ROWS, make_things, visitors

VOID = {"area", "br", "col", "hr", "img", "input", "link", "meta", "path", "source", "wbr"}


@dataclass
class Cell:
    tag: str
    label: str | None
    span: int
    words: list[str] = field(default_factory=list)

    @property
    def text(self) -> str:
        return " ".join("".join(self.words).split())


class StackedTables(HTMLParser):
    """Collect the heads and rows of every table that stands in a `.tabel-tumpuk`."""

    def __init__(self, page: str):
        super().__init__()
        self.tables: list[tuple[list[Cell], list[list[Cell]]]] = []
        self.open: list[tuple[str, str]] = []
        self.cell: Cell | None = None
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in VOID:
            return
        values = dict(attrs)
        self.open.append((tag, values.get("class") or ""))
        if not any("tabel-tumpuk" in classes.split() for _, classes in self.open):
            return
        if tag == "table":
            self.tables.append(([], []))
        elif tag == "tr" and self.within() != "thead":
            self.tables[-1][1].append([])
        elif tag in {"th", "td"}:
            self.cell = Cell(tag, values.get("data-label"), int(values.get("colspan") or 1))
            heads, rows = self.tables[-1]
            (heads if self.within() == "thead" else rows[-1]).append(self.cell)

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in {"th", "td"}:
            self.cell = None

    def handle_data(self, data):
        # A note below the head, such as a count, is not its name.
        if self.cell is not None and not any("catatan" in classes.split() for _, classes in self.open):
            self.cell.words.append(data)

    def within(self) -> str:
        return next((tag for tag, _ in reversed(self.open) if tag in {"thead", "tbody", "tfoot"}), "")


def unlabelled(page: str) -> list[tuple[str, str | None]]:
    """Return each cell that does not say the head of its column: (the head, what it says)."""
    wrong = []
    for heads, rows in StackedTables(page).tables:
        columns = [head.text for head in heads for _ in range(head.span)]
        for row in rows:
            place = 0
            for cell in row:
                if cell.tag == "td" and cell.label != columns[place]:
                    wrong.append((columns[place], cell.label))
                place += cell.span
    return wrong


TABLE = (
    '<div class="tabel-wadah tabel-tumpuk"><table>'
    "<thead><tr><th>Judul</th><th><a>Nilai <svg></svg></a></th></tr></thead>"
    "<tbody><tr><th>Sapa</th>{}</tr></tbody></table></div>"
)


@pytest.mark.parametrize(
    ("cell", "wrong"),
    [
        ('<td data-label="Nilai">3<br>4</td>', []),
        ("<td>3</td>", [("Nilai", None)]),
        ('<td data-label="Bobot">3</td>', [("Nilai", "Bobot")]),
    ],
)
def test_a_cell_without_the_head_of_its_column_is_found(cell, wrong):
    assert unlabelled(TABLE.format(cell)) == wrong


@pytest.mark.django_db
def test_every_cell_of_a_stacked_table_says_the_head_of_its_column(cast):
    things = make_things(cast)
    clients = visitors(cast)
    wrong, filled = {}, 0
    for name, kwargs, answers, method in ROWS:
        url = reverse(name, kwargs=resolved(kwargs, things))
        roles = [role for role, status in answers.items() if status == 200 and method == "get" and role in clients]
        for role in roles:
            response = clients[role].get(url)
            page = "" if response.streaming else response.content.decode()
            filled += sum(bool(rows) for _, rows in StackedTables(page).tables)
            if found := unlabelled(page):
                wrong[f"{role} {url}"] = found

    assert wrong == {}
    assert filled > 20
