"""Sets up what is missing and starts what was asked for. Standard library only; make calls nothing else.

    python3 kipp/bootstrap.py setup | run | test | check | lint | fix | demo | clean

This file must stay readable for a Python that is too old, or its owner would meet a SyntaxError instead of the
sentence that says what to do: no syntax newer than 3.6 here.
"""

import argparse
import contextlib
import ctypes
import hashlib
import os
import secrets
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.11", "python3.12", "python3.13", "python3.14")
MIB = 1024 * 1024
SETUP_MIB = 1500
RUN_MIB = 200
# The keys of the demonstration, each in a file of its own below var/.
DEMO_KEYS = {"SECRET_KEY": "secret-key", "RESULT_SIGNING_KEY": "signing-key"}

# Debian package -> what shows that it is there.
PDF_LIBRARIES = {
    "libpango-1.0-0": "libpango-1.0.so.0",
    "libpangoft2-1.0-0": "libpangoft2-1.0.so.0",
    "libharfbuzz-subset0": "libharfbuzz-subset.so.0",
}
FONT_PACKAGE = "fonts-liberation"
# Draws pages as the whole browser does, and is lighter; any other Chromium will do.
BROWSER_PACKAGE = "chromium-headless-shell"
BROWSERS = (BROWSER_PACKAGE, "chromium", "chromium-browser", "google-chrome")
# The driver that leads the browser is a program of its own, which needs this.
DRIVER_PACKAGE, DRIVER_LIBRARY = "libatomic1", "libatomic.so.1"


class Refusal(Exception):
    """We cannot go on; the text says why and what to do."""


def say(text):
    """One line to the terminal; a terminal that was closed is no error."""
    with contextlib.suppress(OSError):
        sys.stdout.write(text + "\n")
        sys.stdout.flush()


@contextlib.contextmanager
def step(done):
    """Print `done` with the seconds it took; on a terminal show it while it is being done."""
    began = time.monotonic()
    if sys.stdout.isatty():
        sys.stdout.write(f"[  ...   ] {done}\r")
        sys.stdout.flush()
    yield
    say(f"[{time.monotonic() - began:6.1f} s] {done}")


# --- What must be there ---------------------------------------------------------------------


def python_for(version, which=shutil.which):
    """None when this Python will do, otherwise the path of a newer one; refuses when there is none."""
    if version >= OLDEST_PYTHON:
        return None
    found = [path for path in map(which, NEWER_PYTHONS) if path]
    if not found:
        raise Refusal(
            "This is Python {}.{}; version 3.11 or newer is needed and none was found. On Debian 12 or later: "
            "apt-get install python3 python3-venv. Elsewhere install Python 3.11 and run: "
            "python3.11 kipp/bootstrap.py run".format(*version[:2])
        )
    return found[0]


def refuse_full_disk(folder, needed_mib, free_bytes=lambda folder: shutil.disk_usage(str(folder)).free):
    free_mib = free_bytes(folder) // MIB
    if free_mib < needed_mib:
        raise Refusal(
            f"Only {free_mib} MB are free in {folder}; at least {needed_mib} MB are needed. Free some space, or "
            "point KIPP_VAR (data) and KIPP_VENV (programs) to a larger disk."
        )


def has_library(name):
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def has_fonts(folders=("/usr/share/fonts", "/usr/local/share/fonts")):
    return any(next(Path(folder).glob("**/LiberationSerif*"), None) for folder in folders)


def browser(which=shutil.which):
    """Where the browser of the tests is, or None."""
    return next(filter(None, map(which, BROWSERS)), None)


def missing_packages(with_browser, library=has_library, fonts=has_fonts, which=shutil.which):
    """Debian packages for PDFs, and for the browser tests, that this machine lacks."""
    missing = [package for package, name in PDF_LIBRARIES.items() if not library(name)]
    if not fonts():
        missing.append(FONT_PACKAGE)
    if with_browser and not browser(which):
        missing.append(BROWSER_PACKAGE)
    if with_browser and not library(DRIVER_LIBRARY):
        missing.append(DRIVER_PACKAGE)
    return missing


def system_packages_advice(missing):
    lacking = "browser tests" if {BROWSER_PACKAGE, DRIVER_PACKAGE}.issuperset(missing) else "PDF documents"
    return (
        "Without these system packages everything works except {}. To add them:\n"
        "           sudo apt-get install -y --no-install-recommends {}".format(lacking, " ".join(missing))
    )


# --- Steps of the set-up --------------------------------------------------------------------


def venv_folder():
    return Path(os.environ.get("KIPP_VENV") or ROOT / ".venv").resolve()


def var_folder():
    return Path(os.environ.get("KIPP_VAR") or ROOT / "var").resolve()


def venv_python():
    return str(venv_folder() / "bin" / "python")


def fingerprint(files, version, venv):
    """Changes when a requirement, the Python version or the place of the environment changes."""
    digest = hashlib.sha256(f"{version}|{venv}".encode())
    for file in files:
        digest.update(file.read_bytes())
    return digest.hexdigest()


def ensure_packages(dev):
    """The environment with the packages of the requirement files; nothing to do when they have not changed."""
    files = [ROOT / "requirements.txt"] + ([ROOT / "requirements-dev.txt"] if dev else [])
    venv = venv_folder()
    stamp = venv / ("stamp-dev" if dev else "stamp-run")
    wanted = fingerprint(files, tuple(sys.version_info[:3]), venv)
    if stamp.exists() and stamp.read_text() == wanted:
        return
    refuse_full_disk(venv.parent if venv.parent.is_dir() else ROOT, SETUP_MIB)
    ensure_venv(venv)
    with step(f"Python packages installed ({files[-1].name})"):
        pip = [venv_python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input"]
        run_or_refuse([*pip, "-r", str(files[-1])], "The packages could not be installed. Is the network reachable?")
    stamp.write_text(wanted)


def ensure_venv(venv):
    if venv_works(venv):
        return
    try:
        import ensurepip  # noqa: F401, PLC0415 - Debian leaves it out of python3
        import venv as _  # noqa: F401, PLC0415
    except ImportError:
        raise Refusal(
            "Python's venv module is incomplete here. On Debian: apt-get install python3-venv, then try again."
        ) from None
    with step(f"Python environment made in {venv}"):
        run_or_refuse(
            [sys.executable, "-m", "venv", "--clear", str(venv)],
            "The Python environment could not be made. On Debian: apt-get install python3-venv, then try again.",
        )


def venv_works(venv):
    """It runs, holds pip, is of our Python version and was made in this place (its scripts name their path)."""
    question = "import pip, sys; print(sys.version_info[:2], sys.prefix)"
    try:
        asked = subprocess.run(
            [str(venv / "bin" / "python"), "-c", question], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
    except OSError:
        return False
    answer = f"{tuple(sys.version_info[:2])} {venv}"
    pip_script = venv / "bin" / "pip"
    return (
        asked.stdout.decode().strip() == answer
        and pip_script.exists()
        and str(venv) in pip_script.read_text().split("\n", 1)[0]
    )


def run_or_refuse(command, sentence, **options):
    done = subprocess.run(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, **options
    )
    if done.returncode:
        tail = "\n".join(done.stdout.decode(errors="replace").strip().splitlines()[-12:])
        raise Refusal(f"{sentence}\n{tail}")


def ensure_system_packages(dev, root=None):
    missing = missing_packages(with_browser=dev)
    if not missing:
        return
    is_root = os.geteuid() == 0 if root is None else root
    if not (is_root and shutil.which("apt-get")):
        say(system_packages_advice(missing))
        return
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    try:
        with step("System packages installed: {}".format(" ".join(missing))):
            run_or_refuse(["apt-get", "update", "-qq"], "apt-get update failed.", env=environment)
            install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
            run_or_refuse(install + missing, "apt-get install failed.", env=environment)
    except Refusal as refusal:
        say(str(refusal))
        say(system_packages_advice(missing))


def ensure_fonts():
    run_or_refuse([venv_python(), "-m", "kipp.fonts"], "The fonts could not be made.", cwd=str(ROOT))


def ensure_catalogue():
    run_or_refuse([venv_python(), "-m", "kipp.catalogue"], "The texts could not be compiled.", cwd=str(ROOT))


def ensure_keys():
    """The demo's own keys; a real installation sets the variables."""
    for name in DEMO_KEYS.values():
        key = var_folder() / name
        if key.exists():
            continue
        key.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(str(key), os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            file.write(secrets.token_hex(32))


def setup(dev=False, system_packages=True):
    began = time.monotonic()
    newer = python_for(sys.version_info)
    if newer:
        say(f"This is Python {sys.version_info[0]}.{sys.version_info[1]}; going on with {newer}.")
        os.execv(newer, [newer, *sys.argv])
    ensure_packages(dev)
    if system_packages:
        ensure_system_packages(dev)
    ensure_fonts()
    ensure_catalogue()
    say(f"[{time.monotonic() - began:6.1f} s] Set-up complete")


# --- Verbs ----------------------------------------------------------------------------------


def become(*arguments):
    """Go on as a program of the environment, in this very process: signals reach it directly."""
    sys.stdout.flush()
    os.chdir(str(ROOT))
    os.execv(venv_python(), [venv_python(), *arguments])


def serve(options):
    """run starts everything; demo only fills the database, that of a running `run` if there is one."""
    setup()
    refuse_full_disk(ROOT, RUN_MIB)
    ensure_keys()
    command = {"run": ["run"], "demo": ["prepare", "--seed"]}[options.verb]
    become("manage.py", *command, *stage_of(options))


def stage_of(options):
    return ["--stage", options.stage] if options.stage else []


def tests(options):
    """test, check, lint and fix: what each does stands in tests/__main__.py."""
    setup(dev=True, system_packages=options.verb in ("test", "check"))
    become("-m", "tests", options.verb, *options.arguments)


def clean(options):
    """Everything that can be made again; the data in var/ stays."""
    made = ["static/build", ".pytest_cache", ".mypy_cache", ".ruff_cache", ".hypothesis"]
    for folder in [venv_folder(), *(ROOT / name for name in [*made, ".import_linter_cache"])]:
        shutil.rmtree(str(folder), ignore_errors=True)
    for file in ROOT.glob("kipp/locale/**/*.mo"):
        file.unlink()
    say(f"Removed what set-up and tests made. The data in {var_folder()} was kept.")


VERBS = {
    "setup": lambda options: setup(dev=options.dev, system_packages=not options.no_system_packages),
    "run": serve,
    "demo": serve,
    "test": tests,
    "check": tests,
    "lint": tests,
    "fix": tests,
    "clean": clean,
}


def main(arguments):
    parser = argparse.ArgumentParser(prog="kipp/bootstrap.py", description=__doc__.split("\n", 1)[0])
    parser.add_argument("verb", choices=list(VERBS))
    parser.add_argument("--stage", help="run, demo: registration, verification, judging or announced")
    parser.add_argument("--dev", action="store_true", help="setup: with the packages of the tests")
    parser.add_argument("--no-system-packages", action="store_true", help="setup: leave apt-get alone")
    options, rest = parser.parse_known_args(arguments)
    options.arguments = rest
    if rest and options.verb != "test":
        parser.error("unknown: {}".format(" ".join(rest)))
    try:
        VERBS[options.verb](options)
    except Refusal as refusal:
        say(str(refusal))
        return 1
    except KeyboardInterrupt:
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
