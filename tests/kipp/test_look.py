"""The look in its sources: contrast of every pair that is used, colours in one home."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent.parent
CSS = ROOT / "static" / "css"
TEMPLATES = ROOT / "templates"
TEXT, LARGE, CONTROL = 4.5, 3.0, 3.0
TOKEN = re.compile(r"--([\w-]+): (#[0-9A-F]{6});")
COLOUR = re.compile(r"#(?:[0-9a-fA-F]{6}|[0-9a-fA-F]{3})\b|\b(?:rgba?|hsla?)\(")

# Ink, ground, least ratio; names are tokens.
ON_PAPER = [
    *[(ink, ground, TEXT) for ink in ("tinta", "tinta-2", "laut", "laut-gelap") for ground in ("putih", "kertas")],
    *[(ink, ground, TEXT) for ink in ("teh", "merah") for ground in ("putih", "kertas")],
    *[(edge, ground, CONTROL) for edge in ("bingkai", "laut", "merah", "teh") for ground in ("putih", "kertas")],
]
ON_TINTS = [
    *[(state, f"{state}-muda", TEXT) for state in ("teh", "hijau", "merah", "kuning", "info")],
    *[(ink, "laut-muda", TEXT) for ink in ("tinta", "tinta-2", "laut", "laut-gelap")],
    *[(edge, "laut-muda", CONTROL) for edge in ("laut", "bingkai")],
    *[("putih", ground, TEXT) for ground in ("laut", "laut-gelap")],
]
# The bar of a grade; letter and word stand beside it.
GRADES = [(f"mutu-{grade}", ground, CONTROL) for grade in "abcd" for ground in ("putih", "kertas")]
# The ring is ink on every light ground; yellow carries it where the ground is dark.
FOCUS = [
    *[("tinta", ground, CONTROL) for ground in ("putih", "kertas", "laut-muda", "teh-muda", "merah-muda")],
    *[("tinta", ground, CONTROL) for ground in ("hijau-muda", "info-muda", "kuning-muda", "fokus")],
    *[("fokus", ground, CONTROL) for ground in ("laut", "laut-gelap")],
]
PAIRS = ON_PAPER + ON_TINTS + GRADES + FOCUS

# The survey page has a sheet of its own, without tokens: where ink and ground are declared, least ratio.
PAGE = ("html", "background")
ROW, CHOSEN = (".pilihan", "background"), (".pilihan:has(:checked)", "background")
SURVEY_PAIRS = [
    (("html", "color"), PAGE, TEXT),
    (("footer", "color"), PAGE, TEXT),
    (("a", "color"), PAGE, TEXT),
    (("summary", "color"), PAGE, TEXT),
    ((".layanan", "color"), PAGE, TEXT),
    ((".bantuan", "color"), PAGE, TEXT),
    ((".nomor", "color"), PAGE, TEXT),
    ((".galat", "color"), PAGE, TEXT),
    ((".nilai", "color"), PAGE, LARGE),
    (("html", "color"), ROW, TEXT),
    (("html", "color"), CHOSEN, TEXT),
    ((".pilihan", "border"), PAGE, CONTROL),
    ((".pilihan", "border"), ROW, CONTROL),
    ((".pilihan:has(:checked)", "border-color"), CHOSEN, CONTROL),
    ((".galat-ringkas a", "color"), (".galat-ringkas", "background"), TEXT),
    ((":focus-visible", "outline"), PAGE, CONTROL),
    ((":focus-visible", "outline"), (":focus-visible", "box-shadow"), CONTROL),
]


def channels(colour: str) -> list[float]:
    digits = colour.removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    shares = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    return [share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares]


def luminance(colour: str) -> float:
    red, green, blue = channels(colour)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(ink: str, ground: str) -> float:
    """The ratio of WCAG 2.2."""
    bright, dark = sorted((luminance(ink), luminance(ground)), reverse=True)
    return (bright + 0.05) / (dark + 0.05)


def tokens() -> dict[str, str]:
    return dict(TOKEN.findall((CSS / "token.css").read_text()))


def too_weak(pairs, palette) -> list[tuple]:
    ratios = [(ink, ground, least, contrast(palette[ink], palette[ground])) for ink, ground, least in pairs]
    return [(ink, ground, round(ratio, 2)) for ink, ground, least, ratio in ratios if ratio < least]


def rules(sheet: str) -> list[tuple[str, dict[str, str]]]:
    """Selector and declarations of every rule, also of those inside a media query."""
    plain = re.sub(r"/\*.*?\*/", "", sheet, flags=re.DOTALL)
    found = re.findall(r"([^{};]+)\{([^{}]*)\}", plain)
    return [
        (selector.strip(), dict(re.findall(r"([\w-]+)\s*:\s*([^;]+)", declarations)))
        for selector, declarations in found
    ]


def colour_in(value: str, palette) -> str | None:
    """The colour that a declaration names, as a literal or as a token."""
    literal, token = COLOUR.search(value), re.search(r"var\(--([\w-]+)\)", value)
    return literal[0] if literal else palette.get(token[1]) if token else None


def own_pairs(sheet: str, palette) -> list[tuple[str, str, str]]:
    """Every rule that sets both ink and ground."""
    pairs = []
    for selector, declared in rules(sheet):
        ground = declared.get("background", declared.get("background-color", ""))
        ink, under = colour_in(declared.get("color", ""), palette), colour_in(ground, palette)
        if ink and under:
            pairs.append((selector, ink, under))
    return pairs


def test_contrast_of_known_pairs():
    assert [round(contrast(*pair), 2) for pair in (("#000", "#fff"), ("#777777", "#FFFFFF"), ("#abc", "#AABBCC"))] == [
        21.0,
        4.48,
        1.0,
    ]


def test_every_pair_of_tokens_can_be_read():
    assert too_weak(PAIRS, tokens()) == []


def test_a_pair_that_is_too_weak_is_found():
    assert too_weak([("garis", "putih", CONTROL), ("tinta", "putih", TEXT)], tokens()) == [("garis", "putih", 1.54)]


def test_the_ratios_beside_the_tokens_are_right():
    palette, written, computed = tokens(), {}, {}
    for name, comment in re.findall(r"--([\w-]+): #[0-9A-F]{6};(?: /\*(.*?)\*/)?", (CSS / "token.css").read_text()):
        for ground, ratio in re.findall(r"([a-z][a-z0-9-]*) (\d+\.\d)", comment):
            written[name, ground] = ratio
            computed[name, ground] = f"{contrast(palette[name], palette[ground]):.1f}"

    assert written == computed
    assert {name for name, _ in written} == set(palette) - {n for n in palette if n.endswith("-muda")} - {
        "kertas",
        "putih",
    }


@pytest.mark.parametrize(("sheet", "least"), [("bahari.css", 10), ("survei.css", 3)])
def test_every_rule_with_ink_and_ground_can_be_read(sheet, least):
    pairs = own_pairs((CSS / sheet).read_text(), tokens())

    assert [pair for pair in pairs if contrast(*pair[1:]) < TEXT] == []
    assert len(pairs) >= least


def test_a_rule_that_is_too_weak_is_found():
    sheet = "@media print { .a, .b:hover { color: var(--garis); background: #fff; } } .c { color: #13222b }"

    assert own_pairs(sheet, tokens()) == [(".a, .b:hover", "#CBD1D3", "#fff")]


@pytest.mark.parametrize(("ink", "ground", "least"), SURVEY_PAIRS)
def test_the_survey_can_be_read(ink, ground, least):
    declared = dict(rules((CSS / "survei.css").read_text()))

    def colour(place):
        selector, prop = place
        return colour_in(declared[selector][prop], {})

    assert contrast(colour(ink), colour(ground)) >= least


# Where a colour may stand as it is. Paper has a palette of its own, drawings repeat the tokens, a QR code is black on
# white so that every camera reads it.
LITERAL = {
    "static/css/token.css",
    "static/css/survei.css",
    "static/css/pdf.css",
    "templates/components/qr.html",
    "templates/pdf/_verification.html",
}
DRAWN = ("templates/charts/", "static/img/")
# Of a drawing, what is read; the rest needs 3 to 1, lines of a grid only decorate.
INK = re.compile(r'<(text|rect|path|circle|line|polyline|polygon)\b[^>]*?\b(fill|stroke)="([^"]*#[^"]*)"')


def sources() -> dict[str, str]:
    """Everything that is written for a browser, without what the set-up makes."""
    files = [path for path in (ROOT / "static").rglob("*") if path.suffix in {".css", ".js", ".svg"}]
    files += TEMPLATES.rglob("*.html")
    named = {path.relative_to(ROOT).as_posix(): path.read_text() for path in files}
    return {name: text for name, text in named.items() if not name.startswith("static/build/")}


def strange_colours(files, palette) -> list[str]:
    """Colours outside their home; in a drawing, those that are no token."""
    known = {colour.lower() for colour in palette.values()}
    found = []
    for name, text in files.items():
        here = [] if name in LITERAL else COLOUR.findall(re.sub(r'href="#[^"]*"|&#\w+;', "", text))
        if name.startswith(DRAWN):
            here = [colour for colour in here if colour.lower() not in known]
        found += [f"{name}: {colour}" for colour in here]
    return found


def test_colours_have_one_home():
    assert strange_colours(sources(), tokens()) == []


def test_a_colour_elsewhere_is_found():
    files = {
        "static/css/bahari.css": ".a { color: #123 }",
        "templates/charts/batang.html": '<path fill="#13222B"/><path fill="#13222C"/>',
        "templates/home/public.html": '<a href="#abc">x</a> rgb(1 2 3)',
        "static/css/pdf.css": "p { color: #000 }",
    }

    assert strange_colours(files, tokens()) == [
        "static/css/bahari.css: #123",
        "templates/charts/batang.html: #13222C",
        "templates/home/public.html: rgb(",
    ]


def drawn() -> dict[str, list[tuple[str, str]]]:
    """Element and colour, by chart."""
    charts = {}
    for path in sorted((TEMPLATES / "charts").glob("*.html")):
        found = INK.findall(path.read_text())
        charts[path.stem] = [(element, colour) for element, _, value in found for colour in COLOUR.findall(value)]
    return charts


def test_charts_can_be_read():
    decoration = tokens()["garis"]
    weak = {
        (chart, element, colour): round(contrast(colour, "#FFFFFF"), 1)
        for chart, parts in drawn().items()
        for element, colour in parts
        if contrast(colour, "#FFFFFF") < (TEXT if element == "text" else CONTROL)
        and not (element == "line" and colour == decoration)
    }

    assert weak == {}
    assert {chart for chart, parts in drawn().items() if parts} >= {"batang", "garis"}
