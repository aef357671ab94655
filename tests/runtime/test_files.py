"""The files by which the product is started elsewhere: Makefile, compose, image, examples."""

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from kipp.bootstrap import ROOT, VERBS
from tests.__main__ import compose

BIN = Path(sys.prefix) / "bin"
RECIPES = dict(re.findall(r"^([a-z]+):.*\n\t(.+)$", (ROOT / "Makefile").read_text(), re.MULTILINE))
# A .env of the person at the machine must not fill in what is missing.
CONFIG = [BIN / "docker-compose", "--env-file", os.devnull, "-f", "docker-compose.yml", "config"]


def ask_compose(values):
    environment = {"PATH": os.environ["PATH"], **values}
    return subprocess.run([*CONFIG, "--quiet"], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)


def test_make_only_calls_the_set_up_program():
    called = {name: re.sub(r" \$.*", "", recipe.removeprefix("@$(BOOTSTRAP) ")) for name, recipe in RECIPES.items()}
    assert called == {name: name for name in RECIPES}
    assert set(RECIPES) == set(VERBS)


@pytest.mark.parametrize("arguments", ["run STAGE=announced", "test ARGS='tests/skm -k ikm'", "demo STAGE=judging"])
def test_make_hands_its_values_on(arguments):
    # Without the variables of a make that may have started this test.
    said = subprocess.run(
        ["bash", "-c", f"make -n {arguments}"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    verb, _, value = arguments.partition(" ")
    name, _, text = value.partition("=")
    option = {"STAGE": " --stage "}.get(name, " ")
    assert said.stdout.strip() == f"python3 kipp/bootstrap.py {verb}{option}{text.strip(chr(39))}"


def test_every_make_target_that_a_document_names_exists():
    documents = [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / ".pre-commit-config.yaml", ROOT / ".ci" / "run"]
    text = "\n".join(document.read_text() for document in documents)
    named = set(re.findall(r"(?:`|entry: |^)make ([a-z]+)", text, re.MULTILINE))
    assert named - set(RECIPES) == set()
    assert {"fix", "lint", "check"} <= named


def test_compose_file_is_valid_once_its_values_are_given():
    asked = ask_compose(compose())
    assert (asked.returncode, asked.stderr) == (0, "")


@pytest.mark.parametrize("name", sorted(compose()))
def test_compose_refuses_to_start_without_a_value(name):
    values = compose()
    del values[name]
    asked = ask_compose(values)
    assert (asked.returncode != 0, f"required variable {name} is missing a value" in asked.stderr) == (True, True)


def test_compose_has_the_services_of_an_installation():
    asked = subprocess.run(
        [*CONFIG, "--services"],
        cwd=ROOT,
        env={"PATH": os.environ["PATH"], **compose()},
        capture_output=True,
        text=True,
        check=True,
    )
    assert set(asked.stdout.split()) == {"prepare", "web", "worker", "beat", "postgres", "redis", "proxy"}


def test_dockerfile_passes_its_linter():
    asked = subprocess.run([BIN / "hadolint", "Dockerfile"], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (asked.returncode, asked.stdout) == (0, "")


def test_image_holds_every_folder_of_the_program():
    copied = set(re.findall(r"^COPY (\w+) \1$", (ROOT / "Dockerfile").read_text(), re.MULTILINE))
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py") if path.parent.name not in ("tests", "bench")}
    assert copied == packages | {"templates", "static"}


def test_env_example_explains_every_value_the_settings_read():
    read = set(re.findall(r'env\.\w+\(\s*"([A-Z_]+)"', (ROOT / "kipp" / "settings.py").read_text()))
    example = (ROOT / ".env.example").read_text()
    named = set(re.findall(r"^#([A-Z_]+)=", example, re.MULTILINE))
    assert read - named - {"KIPP_TEST_DB", "KIPP_TEST_TEMPLATE"} == set()
    assert re.findall(r"^[^#\n].*", example, re.MULTILINE) == []
