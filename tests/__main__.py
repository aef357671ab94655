"""The checks and the suite: `python -m tests check|test|lint|fix`, called by kipp/bootstrap.py.

Every run has its own servers in a temporary folder, so that a running `make run` is never touched.
"""

import contextlib
import os
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2

from kipp.bootstrap import DEMO_KEYS, say
from kipp.stack import Stack, StackFailed
from kipp.supervisor import exit_on_signals
from tests import measured

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.prefix) / "bin"
TYPED = ["manage.py", "kipp", "competitions", "proposals", "judging", "skm"]
CODE = [*TYPED, "tests", "bench"]
# With a browser. What they run of our code is measured by the others, so they need not pay for that.
BROWSER = ["tests/journeys", "tests/browser"]
# These hold answers against the clock: alone on the machine, one after another.
SERIAL = ["tests/faults/test_deadline.py", "tests/faults/test_degraded.py"]
PURE_RULES = [
    "kipp/text.py",
    "kipp/canonical.py",
    "kipp/sentences.py",
    "kipp/ics.py",
    "kipp/jobs/reasons.py",
    *(f"kipp/charts/{name}.py" for name in ("parts", "bars", "lines", "scatter", "intervals")),
    "competitions/schedule.py",
    "competitions/wording.py",
    "competitions/ties.py",
    *(
        f"proposals/{name}.py"
        for name in ("eligibility", "completeness", "compliance", "content", "goals", "importing", "titles")
    ),
    *(f"proposals/{name}.py" for name in ("checklist", "revisions", "taking_over", "video", "wording")),
    *(
        f"judging/{name}.py"
        for name in (
            "scoring",
            "ranking",
            "assignment",
            "balancing",
            "reading_order",
            "sheet",
            "tally",
            "wording",
            "example",
        )
    ),
    "judging/advancing.py",
    "judging/awards.py",
    "judging/claims.py",
    "judging/objecting.py",
    "judging/visibility.py",
    "judging/standardised.py",
    "judging/spread.py",
    *(f"judging/{name}.py" for name in ("bundle", "signatures", "verifying", "verifier", "pact", "namesakes")),
    *(f"judging/{name}.py" for name in ("table", "quantiles", "reliability", "connectivity", "severity", "flags")),
    *(f"judging/{name}.py" for name in ("uncertainty", "sensitivity", "figures", "panel", "analysis", "meaning")),
    *(f"skm/{name}.py" for name in ("index", "sample", "tally", "disclosure", "screening", "scrub")),
]
WHOLLY_COVERED = [*PURE_RULES, "*/permissions.py", "*/actions.py", "*/actions/*"]
# One more than the cores of a small machine: browser and database leave them idle at times.
SIDE_BY_SIDE = ["-n", "3", "--dist", "worksteal"]
TEMPLATE = "kipp_template"
OVERALL_PERCENT = 90

# Values like those of a real installation; addresses under .example lead nowhere.
PRODUCTION = {
    "KIPP_MODE": "production",
    "ALLOWED_HOSTS": "kipp.kota.example",
    "KIPP_BASE_URL": "https://kipp.kota.example",
    "EMAIL_URL": "smtp+tls://kipp:secret@mail.kota.example:587",
    "DEFAULT_FROM_EMAIL": "kipp@kota.example",
    "KIPP_MFA_REQUIRED": "true",
    "KIPP_SECURE_PROXY": "true",
    "DATABASE_URL": "postgres://kipp@localhost/kipp",
    "REDIS_URL": "redis://localhost/0",
}


class Failed(Exception):
    """A check said no; its own output, printed before, says why."""


def existing(names: Sequence[str]) -> list[str]:
    return [name for name in names if (ROOT / name).exists()]


def check(done: str, command: Sequence[str], **environment: str) -> None:
    """Run one tool, silent when it is content."""
    if not passes(done, command, **environment):
        raise Failed(done)


def passes(done: str, command: Sequence[str], **environment: str) -> bool:
    began = time.monotonic()
    ran = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **environment},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if ran.returncode:
        say(ran.stdout.rstrip())
    say(f"[{time.monotonic() - began:6.1f} s] {'FAILED: ' if ran.returncode else ''}{done}")
    return ran.returncode == 0


def tool(name: str, *arguments: str) -> list[str]:
    return [str(BIN / name), *arguments]


def lint() -> None:
    """All of them, the longest first, even after one has failed: the next run should find nothing new."""
    code = existing(CODE)
    settings = {**PRODUCTION, **keys()}
    deploy = [sys.executable, "manage.py", "check", "--deploy", "--fail-level", "WARNING"]
    # What a manager returns is Any to the plugin where the manager is made from a queryset. The two runs have other
    # settings and so would throw away each other's memory.
    strictly = ["--strict", "--no-warn-return-any", "--follow-imports=silent", "--cache-dir", ".mypy_cache/strict"]
    strict = tool("mypy", *strictly, *strict_files())
    config = tool("docker-compose", "--env-file", os.devnull, "-f", "docker-compose.yml", "config", "--quiet")
    checks = [
        partial(passes, "mypy", tool("mypy", *existing(TYPED)), **settings),
        partial(passes, "mypy, strict on pure rules and actions", strict, **settings),
        partial(passes, "djlint", tool("djlint", "templates", "--lint", "--quiet")),
        partial(passes, "import contracts", tool("lint-imports"), **settings),
        partial(passes, "check --deploy", deploy, **settings),
        partial(passes, "docker-compose config", config, **compose()),
        partial(passes, "hadolint", tool("hadolint", "Dockerfile")),
        partial(passes, "ruff check", tool("ruff", "check", *code)),
        partial(passes, "ruff format", tool("ruff", "format", "--check", *code)),
    ]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        results = list(pool.map(lambda run: run(), checks))
    if not all(results):
        raise Failed(f"{results.count(False)} of {len(results)} checks")


def strict_files() -> list[str]:
    actions = [*ROOT.glob("*/actions.py"), *ROOT.glob("kipp/*/actions.py"), *ROOT.glob("*/actions")]
    return existing(PURE_RULES) + sorted(str(path.relative_to(ROOT)) for path in actions)


def keys() -> dict[str, str]:
    return {name: secrets.token_hex(32) for name in DEMO_KEYS}


def compose() -> dict[str, str]:
    """The values the compose file insists on."""
    names = ("SECRET_KEY", "RESULT_SIGNING_KEY", "DATABASE_PASSWORD", "POSTGRES_PASSWORD", "REDIS_PASSWORD")
    mail = {name: PRODUCTION[name] for name in ("EMAIL_URL", "DEFAULT_FROM_EMAIL")}
    given = {name: secrets.token_hex(32) for name in names}
    return mail | given | {"KIPP_HOST": PRODUCTION["ALLOWED_HOSTS"]}


def fix() -> None:
    code = existing(CODE)
    subprocess.run(tool("ruff", "check", "--fix", *code), cwd=ROOT, check=False)
    subprocess.run(tool("ruff", "format", *code), cwd=ROOT, check=False)


@contextlib.contextmanager
def private_servers() -> Iterator[None]:
    with (
        tempfile.TemporaryDirectory(prefix="kipp-test-") as folder,
        Stack(Path(folder, "var"), durable=False) as stack,
    ):
        # Databases come and go here, so it is the owner that runs; what the application's own role may is a test.
        os.environ.update(DATABASE_URL=stack.owner_url, REDIS_URL=stack.redis_url)
        os.environ.update(KIPP_MODE="test", KIPP_VAR=str(stack.var), **keys())
        migrate_once(stack.owner_url)
        yield


def migrate_once(database_url: str) -> None:
    """Every process of the suite copies its database from one that has been migrated, and that nobody opens."""
    check("migrations run on an empty database", [sys.executable, "manage.py", "migrate", "--verbosity", "0"])
    maintenance, name = urlsplit(database_url)._replace(path="/postgres"), urlsplit(database_url).path.strip("/")
    with contextlib.closing(psycopg2.connect(maintenance.geturl())) as connection:
        connection.autocommit = True
        connection.cursor().execute(f'CREATE DATABASE "{TEMPLATE}" TEMPLATE "{name}"')
    os.environ["KIPP_TEST_TEMPLATE"] = TEMPLATE


def suite() -> None:
    """First what may run side by side, then what needs the machine alone."""
    apart = [f"--ignore={place}" for place in (*BROWSER, *SERIAL)]
    results = [
        pytest([*SIDE_BY_SIDE, "-p", "tests.measured", *apart, "tests"]),
        pytest([*SIDE_BY_SIDE, *BROWSER]),
        pytest(SERIAL),
    ]
    if any(results):
        raise Failed("tests")


def pytest(arguments: Sequence[str]) -> int:
    return subprocess.run([sys.executable, "-m", "pytest", *arguments], cwd=ROOT, check=False).returncode


def gates(folder: Path) -> None:
    """Hold what ran against what must."""
    files = measured.merged(folder)
    share = measured.percent(files.values())
    found = measured.gaps(files, WHOLLY_COVERED)
    if found:
        say("\n".join(found))
    say(f"{'FAILED: ' if found else ''}100 % of rules, permissions, actions covered")
    if share < OVERALL_PERCENT:
        below = sorted((measured.percent([file]), name) for name, file in files.items())
        say("\n".join(f"{part:5.1f} %  {name}" for part, name in below if part < OVERALL_PERCENT))
    say(f"{'FAILED: ' if share < OVERALL_PERCENT else ''}{share:.1f} % of everything covered, {OVERALL_PERCENT} wanted")
    if found or share < OVERALL_PERCENT:
        raise Failed("coverage")


def verify(_arguments: Sequence[str]) -> None:
    """make check: what CI runs. All of it, even after a part has failed."""
    failures: list[str] = []

    def attempt(part: Callable[[], None]) -> None:
        try:
            part()
        except Failed as failed:
            failures.append(str(failed))

    with tempfile.TemporaryDirectory(prefix="kipp-measures-") as folder, ThreadPoolExecutor() as pool:
        os.environ[measured.FOLDER] = folder
        linting = pool.submit(attempt, lint)  # beside the migrations, but not beside what is held against the clock
        with private_servers():
            attempt(no_migration_missing)
            linting.result()
            attempt(suite)
        attempt(partial(gates, Path(folder)))
    if failures:
        raise Failed("; ".join(failures))


def no_migration_missing() -> None:
    check("no migration missing", [sys.executable, "manage.py", "makemigrations", "--check", "--dry-run"])


def test(arguments: Sequence[str]) -> None:
    """make test: the suite, or the part that the arguments name."""
    with private_servers():
        if arguments:
            if pytest(arguments):
                raise Failed("tests")
        else:
            suite()


VERBS = {"check": verify, "test": test, "lint": lambda _: lint(), "fix": lambda _: fix()}


def main(verb: str, *arguments: str) -> int:
    began = time.monotonic()
    exit_on_signals()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kipp.settings")
    try:
        VERBS[verb](arguments)
    except (Failed, StackFailed) as failed:
        say(f"[{time.monotonic() - began:6.1f} s] FAILED: {failed}")
        return 1
    say(f"[{time.monotonic() - began:6.1f} s] {verb}: all good")
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
