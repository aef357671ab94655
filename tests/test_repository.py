"""The repository itself is tested: sizes, directions, words, floors."""

import ast
import re
from importlib.metadata import version
from pathlib import Path

import pytest
from django.apps import apps
from django.db import models

ROOT = Path(__file__).resolve().parent.parent
APPS = ("kipp", "competitions", "proposals", "judging", "skm")
# Lower first: a foreign key may point to its own app or to one that stands before it.
ONE_WAY = ["audit", "accounts", "jobs", "documents", "competitions", "proposals", "judging", "skm"]


def python_files(*folders):
    return [
        path
        for folder in folders
        for path in sorted((ROOT / folder).rglob("*.py"))
        if "migrations" not in path.parts and "__pycache__" not in path.parts
    ]


def templates():
    return sorted(path for path in (ROOT / "templates").rglob("*.*"))


def name(path):
    return path.relative_to(ROOT).as_posix()


def lines(path):
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_python_file_is_over_400_lines():
    files = python_files(*APPS, "tests", "bench")

    assert {name(p): lines(p) for p in files if lines(p) > 400} == {}
    assert len(files) > 100


def test_no_template_is_over_120_lines():
    assert {name(p): lines(p) for p in templates() if lines(p) > 120} == {}
    assert len(templates()) > 50


INLINE = re.compile(r"\sstyle=|<style|<script(?![^>]*\ssrc=)|\son[a-z]+=|\shx-on|javascript:", re.IGNORECASE)


def test_no_template_holds_inline_style_or_script():
    """The policy of every response forbids them; PDF templates take their style from one sheet."""
    found = {name(p): INLINE.findall(p.read_text(encoding="utf-8")) for p in templates()}

    assert {path: hits for path, hits in found.items() if hits} == {}


def test_inline_pattern_finds_what_it_is_for():
    assert all(
        INLINE.search(sample)
        for sample in ('<p style="x">', "<script>", '<a onclick="x">', '<p hx-on:click="x">', "<style>")
    )
    assert not INLINE.search('<script src="/static/js/kipp.js" defer>')


def test_no_template_or_module_marks_text_as_safe():
    safe = re.compile(r"\|\s*safe\b|{%\s*autoescape off|mark_safe\(")
    pages = [p for p in templates() if p.suffix != ".txt"]  # a letter is plain text: there is nothing to escape
    found = [name(p) for p in [*pages, *python_files(*APPS)] if safe.search(p.read_text(encoding="utf-8"))]

    assert found == []


def test_every_letter_is_plain_text_in_which_an_ampersand_stays_one():
    letters = sorted((ROOT / "templates/emails").glob("*.txt"))
    frames = ("{% autoescape off %}", '{% extends "emails/base.txt" %}')

    assert [name(p) for p in letters if not p.read_text(encoding="utf-8").startswith(frames)] == []
    assert len(letters) >= 8


def test_foreign_keys_point_one_way():
    """A key written as a string escapes the import contracts."""
    upward = [
        f"{model._meta.label}.{field.name} -> {field.related_model._meta.label}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and {model._meta.app_label, field.related_model._meta.app_label} <= set(ONE_WAY)
        and ONE_WAY.index(field.related_model._meta.app_label) > ONE_WAY.index(model._meta.app_label)
    ]

    assert upward == []


def test_judging_and_skm_do_not_know_each_other():
    crossing = [
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models()
        for field in model._meta.get_fields()
        if field.concrete
        and field.is_relation
        and {model._meta.app_label, field.related_model._meta.app_label} == {"judging", "skm"}
    ]

    assert crossing == []


def own_models():
    return [model for model in apps.get_models() if model._meta.app_label in ONE_WAY]


def statuses():
    return {
        str(value)
        for model in own_models()
        for field in model._meta.get_fields()
        if isinstance(field, models.CharField) and field.name in {"status", "state"} and field.choices
        for value, _ in field.choices
    }


def test_every_model_and_status_stands_in_the_glossary():
    words = set(re.findall(r"`([^`]+)`", (ROOT / "docs/glossary.md").read_text(encoding="utf-8")))

    missing = {model.__name__ for model in own_models()} | statuses()

    assert missing - words == set()


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node


def starts_from_everything(node):
    """True for `Model.objects.get(…)` and for `get_object_or_404(Model, …)` with a bare model."""
    function = node.func
    if isinstance(function, ast.Attribute) and function.attr == "get":
        owner = function.value
        return isinstance(owner, ast.Attribute) and owner.attr == "objects"
    if isinstance(function, ast.Name) and function.id == "get_object_or_404":
        return isinstance(node.args[0], ast.Name) and node.args[0].id[:1].isupper()
    return False


def test_no_view_loads_a_row_without_asking_what_the_user_may_see():
    views = [p for p in python_files(*APPS) if p.stem == "views" or "views" in p.parts]
    found = {name(p): [node.lineno for node in calls(p) if starts_from_everything(node)] for p in views}

    assert {path: hits for path, hits in found.items() if hits} == {}
    assert len(views) >= 6


def imported(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


def test_weasyprint_is_imported_in_exactly_one_module():
    found = [name(p) for p in python_files(*APPS) if any(m.split(".")[0] == "weasyprint" for m in imported(p))]

    assert found == ["kipp/documents/pdf_child.py"]


FLOORS = [("Django", (5, 2, 19)), ("weasyprint", (70, 0)), ("django-allauth", (65, 14, 2))]


@pytest.mark.parametrize(("package", "floor"), FLOORS)
def test_no_library_is_below_its_safe_version(package, floor):
    assert tuple(int(part) for part in version(package).split(".")[: len(floor)]) >= floor


def test_every_requirement_carries_its_reason():
    requirements = (ROOT / "requirements.txt").read_text(encoding="utf-8").splitlines()
    bare = [line for line in requirements if line and not line.startswith("#") and "#" not in line]

    assert bare == []


DRAWER = re.compile(r"(^|/)(utils?|helpers?|common|misc|shared)(\.py|/)")


def test_there_is_no_drawer():
    assert [name(p) for p in python_files(*APPS, "tests") if DRAWER.search(name(p))] == []
