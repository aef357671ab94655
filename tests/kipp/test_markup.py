"""Templates lay out: they neither format nor bring markup of their own where a component stands ready."""

import re
from pathlib import Path

from kipp.gallery import GROUPS

TEMPLATES = Path(__file__).resolve().parent.parent.parent / "templates"

# Words that format or calculate; what they would do is done in kipp/text.py or in the view.
FORMATTING = re.compile(
    r"\|(?:floatformat|date|time|stringformat|intcomma|add|title|upper|lower|truncat\w+|pluralize)\b|{% widthratio"
)
# A chart places its words beside its lines, a paper sets its heads in capitals.
LAID_OUT = ("templates/charts/",)


def pages() -> dict[str, str]:
    return {
        f"templates/{path.relative_to(TEMPLATES).as_posix()}": path.read_text() for path in TEMPLATES.rglob("*.html")
    }


def formatted(files) -> list[str]:
    return [
        f"{name}: {word}"
        for name, text in files.items()
        if name.endswith(".html") and not name.startswith(LAID_OUT)
        for word in FORMATTING.findall(text)
    ]


def test_templates_do_not_format():
    assert formatted(pages()) == []


def test_a_template_that_formats_is_found():
    files = {
        "templates/home/public.html": '{{ n|floatformat:"2" }} {% widthratio a b c %}',
        "templates/charts/batang.html": "{{ x|add:-10 }}",
    }

    assert formatted(files) == ["templates/home/public.html: |floatformat", "templates/home/public.html: {% widthratio"]


# The words of layout that a page may use itself; every other word of the sheet belongs to a component.
LAYOUT = {
    *("lajur", "lajur-2", "lajur-3", "lajur-4", "dua-panel", "lekat", "lekat-bawah", "hanya-sempit"),
    *("baris-tombol", "daftar-tugas", "prosa", "catatan", "angka", "nowrap", "saat", "surel", "tersembunyi"),
}
NO_PAGES = ("components/", "layouts/", "pdf/", "charts/", "widgets/", "bootstrap5/", "gallery/", "skm/public/")
FRAMES = {"base.html", "survey_base.html"}


def own_words(files) -> dict[str, set[str]]:
    """Classes that pages use although a component has them."""
    found = {}
    for name, text in files.items():
        page = name.removeprefix("templates/")
        if page == name or page.startswith(NO_PAGES) or page in FRAMES:
            continue
        classes = re.findall(r'class="([^"]*)"', text)
        words = {word for value in classes for word in re.sub(r"{[{%].*?[}%]}", " ", value).split()}
        if words - LAYOUT:
            found[page] = words - LAYOUT
    return found


def test_pages_use_components_only():
    assert own_words(pages()) == {}


def test_a_page_that_brings_its_own_markup_is_found():
    files = {
        "templates/home/public.html": '<div class="lajur lajur-2"><p class="panel{% if x %} catatan{% endif %}"></div>',
        "templates/components/panel.html": '<div class="panel">',
        "static/css/bahari.css": ".panel { }",
    }

    assert own_words(files) == {"home/public.html": {"panel"}}


PARTS = ("templates/components/", "templates/bootstrap5/")


def unshown(files, shown: str) -> set[str]:
    """Components that the gallery shows neither by themselves nor inside another."""
    parts = {name: text for name, text in files.items() if name.startswith(PARTS)}
    within = "\n".join([shown, *parts.values()])
    names = {name for name in parts if name.startswith("templates/components/")}
    return {name for name in names if f'"{name.removeprefix("templates/")}"' not in within}


def test_the_gallery_shows_every_component():
    sources = "\n".join(example.source for group in GROUPS.values() for example in group.examples)
    blocks = "".join(f'"components/{tag}.html"' for tag in re.findall(r"{% (\w+)", sources))

    assert unshown(pages(), sources + blocks) == set()


def test_a_component_that_is_shown_nowhere_is_found():
    files = {"templates/components/panel.html": "", "templates/components/badge.html": ""}

    assert unshown(files, '{% include "components/badge.html" only %}') == {"templates/components/panel.html"}
