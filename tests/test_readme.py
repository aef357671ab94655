"""What the README promises exists: paths, targets, stages, pictures."""

import re
from pathlib import Path

import pytest

from kipp.management.commands.prepare import STAGES

ROOT = Path(__file__).resolve().parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
DOCUMENTS = [ROOT / "README.md", *sorted((ROOT / "docs").rglob("*.md"))]
# Made while running or by the reader; nothing of it is in the repository.
MADE = ("var/", ".venv/", ".env")
TOP = {path.name for path in ROOT.iterdir()}


def named_paths(text):
    """Return every word in backticks that begins with something at the top of the repository."""
    words = re.findall(r"`([^`\n]+)`", text)
    paths = {word.partition(": ")[0].rstrip("/") for word in words if " " not in word.partition(": ")[0]}
    return {path for path in paths if path.partition("/")[0] in TOP and not path.startswith(MADE)}


def missing_paths(text):
    return {path for path in named_paths(text) if not (ROOT / path).exists()}


def make_targets():
    return set(re.findall(r"^(\w+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))


def links(document):
    """Return the targets of links and pictures that are no web addresses, without their anchor."""
    targets = re.findall(r"\]\(([^)#]+)[^)]*\)", document.read_text(encoding="utf-8"))
    return {target for target in targets if "://" not in target}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_path_named_exists(document):
    assert missing_paths(document.read_text(encoding="utf-8")) == set()


def test_missing_path_is_found():
    text = "`kipp/access.py` `kipp/nowhere.py` `skm/index.py: mutu` `kipp/gone.py: mutu` `STEPS` `make run` `var/log`"

    assert named_paths(text) == {"kipp/access.py", "kipp/nowhere.py", "skm/index.py", "kipp/gone.py"}
    assert missing_paths(text) == {"kipp/nowhere.py", "kipp/gone.py"}


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_every_link_leads_somewhere(document):
    assert {target for target in links(document) if not (document.parent / target).exists()} == set()


def test_every_target_of_make_stands_in_the_readme_and_the_reverse():
    assert set(re.findall(r"\bmake ([a-z]+)\b(?=[`\s])", README)) == make_targets()


def test_every_stage_stands_in_the_readme_and_the_reverse():
    assert set(re.findall(r"make run STAGE=(\w+)` \|", README)) == set(STAGES)


def rules():
    table = README.partition("## Where each rule lives")[2].partition("\n## ")[0]
    rows = [line.strip("|").split(" | ") for line in table.splitlines() if line.startswith("| ")]
    return [row for row in rows if not row[0].strip().startswith(("rule", "---"))]


def test_every_rule_has_its_test_beside_it():
    without = [rule for rule, _, test in rules() if not any(path.startswith("tests/") for path in named_paths(test))]

    assert without == []
    assert len(rules()) > 15


def test_every_pure_rule_stands_in_the_table():
    """Those that the import contract names."""
    contract = (ROOT / "pyproject.toml").read_text(encoding="utf-8").partition("Pure rules import no Django")[2]
    modules = re.findall(r'"((?:proposals|judging|skm)\.\w+)"', contract.partition("forbidden_modules")[0])
    homes = set().union(*(named_paths(home) for _, home, _ in rules()))

    texts = {"skm/questionnaire.py"}  # words of the regulation, no rule
    assert {module.replace(".", "/") + ".py" for module in modules} - texts - homes == set()
    assert len(modules) >= 9


def test_every_picture_is_shown_and_small():
    pictures = {path.relative_to(ROOT).as_posix(): path.stat().st_size for path in ROOT.glob("docs/screenshots/*")}

    assert set(pictures) == {target for target in links(ROOT / "README.md") if target.endswith(".png")}
    assert {path for path, size in pictures.items() if size > 150_000} == set()
