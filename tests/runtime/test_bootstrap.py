"""Set-up: quick the second time, and a sentence that says what to do when something is missing."""

import ast
import os
import socket
import stat
import subprocess
import sys
import time
from pathlib import Path

import pytest
from django.core.management.base import CommandError
from fontTools.ttLib import TTFont

from kipp import bootstrap, fonts
from kipp.environment import Servers, read_env_file, services, var_dir
from kipp.management.commands.run import chosen_port, refuse_taken_port

# --- Python -----------------------------------------------------------------


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 11, 7), (3, 12, 1), (4, 0, 0)])
def test_python_that_is_new_enough_is_kept(version):
    assert bootstrap.python_for(version) is None


def test_python_that_is_too_old_hands_over_to_the_first_newer_one():
    there = {"python3.12": "/opt/bin/python3.12", "python3.13": "/opt/bin/python3.13"}
    assert bootstrap.python_for((3, 9, 2), which=there.get) == "/opt/bin/python3.12"


def test_python_that_is_too_old_without_a_newer_one_is_refused_with_the_remedy():
    with pytest.raises(bootstrap.Refusal) as refused:
        bootstrap.python_for((3, 9, 2), which=lambda _: None)
    assert str(refused.value) == (
        "This is Python 3.9; version 3.11 or newer is needed and none was found. On Debian 12 or later: "
        "apt-get install python3 python3-venv. Elsewhere install Python 3.11 and run: "
        "python3.11 kipp/bootstrap.py run"
    )


def test_bootstrap_is_readable_for_an_old_python_and_imports_the_standard_library_only():
    tree = ast.parse(Path(bootstrap.__file__).read_text(), feature_version=(3, 6))
    imported = {
        (node.module if isinstance(node, ast.ImportFrom) else alias.name).split(".")[0]
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert imported - sys.stdlib_module_names == set()


# --- Disk, system packages -----------------------------------------------------


def test_disk_with_just_enough_room_is_accepted():
    assert bootstrap.refuse_full_disk("/srv", 200, free_bytes=lambda _: 200 * bootstrap.MIB) is None


def test_disk_that_is_full_is_refused_with_the_remedy():
    with pytest.raises(bootstrap.Refusal) as refused:
        bootstrap.refuse_full_disk("/srv", 200, free_bytes=lambda _: 200 * bootstrap.MIB - 1)
    assert str(refused.value) == (
        "Only 199 MB are free in /srv; at least 200 MB are needed. Free some space, or point KIPP_VAR (data) and "
        "KIPP_VENV (programs) to a larger disk."
    )


@pytest.mark.parametrize(
    ("libraries", "fonts_there", "programs", "with_browser", "missing"),
    [
        ({"libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"}, True, {}, False, []),
        ({"libpango-1.0.so.0", "libpangoft2-1.0.so.0"}, True, {}, False, ["libharfbuzz-subset0"]),
        (
            set(),
            False,
            {"chromium": "/usr/bin/chromium"},
            True,
            ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-liberation", "libatomic1"],
        ),
        (
            {"libpango-1.0.so.0", "libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0", "libatomic.so.1"},
            False,
            {},
            True,
            ["fonts-liberation", "chromium-headless-shell"],
        ),
    ],
    ids=["all there", "one library missing", "bare machine", "no fonts, no browser"],
)
def test_missing_packages_are_named_as_debian_names_them(libraries, fonts_there, programs, with_browser, missing):
    found = bootstrap.missing_packages(
        with_browser, library=libraries.__contains__, fonts=lambda: fonts_there, which=programs.get
    )
    assert found == missing


def test_system_packages_without_root_are_asked_for_and_set_up_goes_on(monkeypatch, capsys):
    monkeypatch.setattr(bootstrap, "missing_packages", lambda with_browser: ["libpango-1.0-0", "fonts-liberation"])
    monkeypatch.setattr(bootstrap, "run_or_refuse", lambda *_, **__: pytest.fail("ran apt-get without root"))
    bootstrap.ensure_system_packages(dev=False, root=False)
    assert capsys.readouterr().out == (
        "Without these system packages everything works except PDF documents. To add them:\n"
        "           sudo apt-get install -y --no-install-recommends libpango-1.0-0 fonts-liberation\n"
    )


def test_system_packages_as_root_are_installed_after_one_update(monkeypatch):
    commands = []
    monkeypatch.setattr(bootstrap, "missing_packages", lambda with_browser: [bootstrap.BROWSER_PACKAGE])
    monkeypatch.setattr(bootstrap, "run_or_refuse", lambda command, *_, **__: commands.append(command))
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    bootstrap.ensure_system_packages(dev=True, root=True)
    assert commands == [
        ["apt-get", "update", "-qq"],
        ["apt-get", "install", "-y", "-qq", "--no-install-recommends", "chromium-headless-shell"],
    ]


def test_system_packages_that_cannot_be_installed_are_asked_for_and_set_up_goes_on(monkeypatch, capsys):
    def fail(*_, **__):
        raise bootstrap.Refusal("apt-get update failed.")

    monkeypatch.setattr(bootstrap, "missing_packages", lambda with_browser: [bootstrap.BROWSER_PACKAGE])
    monkeypatch.setattr(bootstrap, "run_or_refuse", fail)
    monkeypatch.setattr(bootstrap.shutil, "which", lambda name: f"/usr/bin/{name}")
    bootstrap.ensure_system_packages(dev=True, root=True)
    assert capsys.readouterr().out == (
        "apt-get update failed.\n"
        "Without these system packages everything works except browser tests. To add them:\n"
        "           sudo apt-get install -y --no-install-recommends chromium-headless-shell\n"
    )


# --- The environment ---------------------------------------------------------------


@pytest.fixture
def empty_project(tmp_path, monkeypatch):
    """A folder whose requirements name no package: everything is real but the download."""
    (tmp_path / "requirements.txt").write_text("# none\n")
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setenv("KIPP_VENV", str(tmp_path / "env"))
    return tmp_path


def test_set_up_makes_the_environment_once_and_again_when_the_requirements_change(empty_project, capsys):
    bootstrap.ensure_packages(dev=False)
    first = capsys.readouterr().out
    assert [line[11:].split(" in ")[0] for line in first.splitlines()] == [
        "Python environment made",
        "Python packages installed (requirements.txt)",
    ]
    began = time.monotonic()
    bootstrap.ensure_packages(dev=False)
    assert (capsys.readouterr().out, time.monotonic() - began < 0.1) == ("", True)

    (empty_project / "requirements.txt").write_text("# still none\n")
    bootstrap.ensure_packages(dev=False)
    assert capsys.readouterr().out.count("Python packages installed (requirements.txt)") == 1

    (empty_project / "env").rename(empty_project / "moved")
    assert bootstrap.venv_works(empty_project / "moved") is False  # its scripts name the old place


def test_packages_that_do_not_exist_are_refused_with_the_words_of_pip(empty_project):
    (empty_project / "requirements.txt").write_text("./no-such-folder\n")
    with pytest.raises(bootstrap.Refusal, match=r"(?s)^The packages could not be installed\..*no-such-folder"):
        bootstrap.ensure_packages(dev=False)
    assert list((empty_project / "env").glob("stamp-*")) == []


def test_fingerprint_follows_requirements_python_and_place(tmp_path):
    file = tmp_path / "requirements.txt"
    file.write_text("a\n")
    first = bootstrap.fingerprint([file], (3, 11, 7), "/srv/env")
    others = [
        bootstrap.fingerprint([file], (3, 12, 0), "/srv/env"),
        bootstrap.fingerprint([file], (3, 11, 7), "/opt/env"),
    ]
    file.write_text("b\n")
    others.append(bootstrap.fingerprint([file], (3, 11, 7), "/srv/env"))
    assert len({first, *others}) == 4


def test_secret_key_is_made_once_and_only_for_its_owner(tmp_path, monkeypatch):
    monkeypatch.setenv("KIPP_VAR", str(tmp_path / "var"))
    bootstrap.ensure_keys()
    key = tmp_path / "var" / "secret-key"
    first = key.read_text()
    bootstrap.ensure_keys()
    assert (key.read_text(), stat.S_IMODE(key.stat().st_mode), len(first) >= 50) == (first, 0o600, True)


def test_clean_keeps_the_data(tmp_path, monkeypatch):
    monkeypatch.setattr(bootstrap, "ROOT", tmp_path)
    monkeypatch.setenv("KIPP_VENV", str(tmp_path / ".venv"))
    monkeypatch.setenv("KIPP_VAR", str(tmp_path / "var"))
    for name in ("var/postgres", "static/build/fonts", "static/css", ".venv/bin", ".mypy_cache", "kipp/locale/id"):
        (tmp_path / name).mkdir(parents=True)
    for name in ("django.po", "django.mo"):
        (tmp_path / "kipp/locale/id" / name).touch()
    assert bootstrap.main(["clean"]) == 0
    kept = sorted(str(path.relative_to(tmp_path)) for path in tmp_path.rglob("*"))
    texts = ["kipp", "kipp/locale", "kipp/locale/id", "kipp/locale/id/django.po"]
    assert kept == [*texts, "static", "static/css", "var", "var/postgres"]


@pytest.mark.parametrize("arguments", [["dance"], ["run", "--fast"], []])
def test_bootstrap_refuses_words_it_does_not_know(arguments):
    asked = subprocess.run(
        [sys.executable, bootstrap.__file__, *arguments], capture_output=True, text=True, check=False
    )
    assert (asked.returncode, asked.stderr.startswith("usage: kipp/bootstrap.py")) == (2, True)


# --- Fonts -------------------------------------------------------------------------


def test_fonts_are_cut_once_to_the_letters_of_the_product(tmp_path):
    assert [path.name for path in fonts.build(tmp_path)] == list(fonts.SOURCES)
    assert fonts.build(tmp_path) == []
    wanted = set(map(ord, "ABCxyz0123456789éÉñ–—“”‘’…≤≥×−½²•"))
    for path in tmp_path.glob("*.woff2"):
        cut = TTFont(path)
        assert (cut.flavor, wanted - set(cut.getBestCmap()), path.stat().st_size < 50_000) == ("woff2", set(), True)


# --- Ports, values, servers ------------------------------------------------------------


def test_port_is_8000_or_the_one_asked_for():
    assert (chosen_port({}), chosen_port({"KIPP_PORT": ""}), chosen_port({"KIPP_PORT": "8123"})) == (8000, 8000, 8123)


@pytest.mark.parametrize("text", ["0", "65536", "-1", "web", "80.0"])
def test_port_that_is_no_port_is_refused(text):
    with pytest.raises(CommandError, match=f"must be a number from 1 to 65535, not '{text}'"):
        chosen_port({"KIPP_PORT": text})


def test_port_that_is_taken_is_refused_with_the_remedy():
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        with pytest.raises(CommandError) as refused:
            refuse_taken_port(port)
    assert str(refused.value) == (
        f"Port {port} cannot be used (Address already in use). Stop the program that holds it, or choose another "
        f"port: KIPP_PORT={port + 1} make run"
    )
    assert refuse_taken_port(port) is None


def test_env_file_is_read_with_comments_quotes_and_equal_signs(tmp_path):
    file = tmp_path / ".env"
    file.write_text("# KIPP_PORT=1\n\nKIPP_PORT=8001\nexport LOG_LEVEL='INFO'\nEMAIL_URL=\"smtp://a?b=c\"\nnonsense\n")
    assert read_env_file(file) == {"KIPP_PORT": "8001", "LOG_LEVEL": "INFO", "EMAIL_URL": "smtp://a?b=c"}
    assert read_env_file(tmp_path / "absent") == {}


def test_var_folder_is_beside_the_program_or_where_it_was_put():
    assert var_dir({}) == bootstrap.ROOT / "var"
    assert var_dir({"KIPP_VAR": "/srv/data"}) == Path("/srv/data")


NAMES = ["DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL", "KIPP_MODE", *bootstrap.DEMO_KEYS]


@pytest.fixture
def demo_folder(tmp_path, monkeypatch):
    """An environment without addresses, and a set-up that has made its key."""
    for name in NAMES:
        monkeypatch.setenv(name, "")
    monkeypatch.setenv("KIPP_VAR", str(tmp_path))
    bootstrap.ensure_keys()
    return tmp_path


def test_services_of_run_start_and_other_commands_find_them(demo_folder):
    with services(Servers.OWN) as stack:
        own = {name: os.environ[name] for name in NAMES}
        keys = {name: (demo_folder / file).read_text() for name, file in bootstrap.DEMO_KEYS.items()}
        assert own == {**stack.urls(), "KIPP_MODE": "demo", **keys}
        for wish in (Servers.FOUND, Servers.SHARED):
            for name in NAMES:
                os.environ[name] = ""
            with services(wish) as none:
                assert (none, {name: os.environ[name] for name in NAMES}) == (None, own)


def test_services_are_not_started_when_real_ones_are_named(demo_folder, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://db/kipp")
    monkeypatch.setenv("REDIS_URL", "redis://broker/0")
    with services(Servers.OWN) as stack:
        assert (stack, os.environ["KIPP_MODE"], sorted(demo_folder.iterdir())) == (
            None,
            "",
            [demo_folder / "secret-key", demo_folder / "signing-key"],
        )


def test_services_start_only_the_one_that_has_no_address(demo_folder, monkeypatch):
    monkeypatch.setenv("DATABASE_URL", "postgres://db/kipp")
    with services(Servers.OWN) as stack:
        assert (stack.postgres_pid, list(stack.urls())) == (None, ["REDIS_URL"])
        assert os.environ["DATABASE_URL"] == "postgres://db/kipp"
