"""On a narrow screen the rows of a table stack: each cell then says the head of its column itself."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

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


def filled_tables(page: str) -> int:
    """How many of the page's stacking tables have rows."""
    return sum(bool(rows) for _, rows in StackedTables(page).tables)
