"""The embedded servers: rows survive crashes, strangers learn nothing, two stacks do not meet."""

import json
import os
import signal
import time
from pathlib import Path

import pytest
import redis

from kipp import unprivileged
from kipp.stack import Stack, StackFailed, running

ROWS = "SELECT count(*), sum(n) FROM numbers"


def fill(stack, ask):
    ask(stack, "CREATE TABLE numbers (n int)")
    ask(stack, "INSERT INTO numbers SELECT generate_series(1, 100)")


def wait_until_dead(stack):
    while not (stack._postgres.died or stack._redis.died):
        time.sleep(0.01)


def test_stack_gives_the_application_a_role_without_superuser_rights(stack, ask):
    roles = ask(stack, "SELECT rolname, rolsuper, rolcreatedb FROM pg_roles WHERE rolname ~ '^kipp' ORDER BY rolname")
    owner = ask(stack, "SELECT datdba::regrole::text FROM pg_database WHERE datname = 'kipp'")
    assert (roles, owner) == ([("kipp", False, False), ("kipp_owner", False, True)], [("kipp_owner",)])


def test_stack_sorts_and_folds_case_by_unicode(stack, ask):
    assert ask(stack, "SELECT lower('ÉCOLE'), pg_encoding_to_char(encoding) FROM pg_database LIMIT 1") == [
        ("école", "UTF8")
    ]


def test_stack_lets_the_application_add_the_extension_of_its_constraints(stack, ask):
    ask(stack, "CREATE EXTENSION btree_gist")
    assert ask(stack, "SELECT 1 FROM pg_extension WHERE extname = 'btree_gist'") == [(1,)]


def test_stack_started_again_has_the_same_rows_and_messages(tmp_path, ask):
    with Stack(tmp_path) as first:
        fill(first, ask)
        redis.from_url(first.redis_url).rpush("queue", "hint")
    with Stack(tmp_path) as second:
        assert ask(second, ROWS) == [(100, 5050)]
        assert redis.from_url(second.redis_url).lrange("queue", 0, -1) == [b"hint"]


def test_stack_keeps_rows_and_address_when_postgres_is_killed(stack, ask):
    fill(stack, ask)
    before = stack.database_url, stack.postgres_pid
    os.kill(stack.postgres_pid, signal.SIGKILL)
    wait_until_dead(stack)
    assert stack.tend() == ["PostgreSQL"]
    assert ask(stack, ROWS) == [(100, 5050)]
    assert (stack.database_url, stack.postgres_pid != before[1]) == (before[0], True)


def test_stack_keeps_messages_and_address_when_the_broker_is_killed(stack):
    redis.from_url(stack.redis_url).rpush("queue", "hint")
    time.sleep(1.1)  # the journal is written every second
    os.kill(stack.redis_pid, signal.SIGKILL)
    wait_until_dead(stack)
    assert stack.tend() == ["The broker"]
    assert redis.from_url(stack.redis_url).lrange("queue", 0, -1) == [b"hint"]


def test_stack_does_not_revive_a_broker_stopped_on_purpose(stack):
    stack.stop_redis(signal.SIGKILL)
    assert (stack.tend(), stack.redis_pid) == ([], None)
    stack.start_redis()
    assert redis.from_url(stack.redis_url).ping() is True


def test_stack_tends_nothing_while_all_is_well(stack):
    assert stack.tend() == []


def test_stack_ends_a_broker_that_had_been_frozen(tmp_path):
    with Stack(tmp_path, postgres=False) as stack:
        os.kill(stack.redis_pid, signal.SIGSTOP)
        began = time.monotonic()
    assert time.monotonic() - began < 3


def test_two_stacks_live_side_by_side_when_their_folders_differ(stack, tmp_path, ask):
    with Stack(tmp_path / "other") as other:
        fill(stack, ask)
        assert ask(other, "SELECT to_regclass('numbers')") == [(None,)]
        assert ask(stack, ROWS) == [(100, 5050)]


def test_second_stack_in_the_same_folder_is_refused_with_a_way_out(stack):
    with pytest.raises(StackFailed) as refused, Stack(stack.var):
        pass
    assert str(refused.value) == (
        f"Another process already runs the servers of {stack.var}. Stop it first, or give this one its own "
        "folder: KIPP_VAR=/path/to/folder"
    )


def test_stack_explains_data_of_another_postgres_version(tmp_path):
    with Stack(tmp_path, redis=False):
        pass
    (tmp_path / "postgres" / "PG_VERSION").write_text("17\n")
    with pytest.raises(StackFailed) as refused, Stack(tmp_path, redis=False):
        pass
    assert str(refused.value) == (
        f"{tmp_path}/postgres was written by PostgreSQL 17, but PostgreSQL 18 is installed. Dump it with version "
        "17 (pg_dump) and load the dump into a new folder, or, if it holds only demo data, move "
        f"{tmp_path}/postgres away and start again."
    )


def test_stack_starts_over_a_pid_file_that_names_a_stranger(tmp_path, ask):
    with Stack(tmp_path, redis=False) as first:
        fill(first, ask)
    (tmp_path / "postgres" / "postmaster.pid").write_text(f"{os.getpid()}\n{tmp_path}/postgres\n")
    with Stack(tmp_path, redis=False) as second:
        assert ask(second, ROWS) == [(100, 5050)]


def test_stack_starts_over_a_set_up_that_was_interrupted(tmp_path, ask):
    half = tmp_path / "postgres.new"
    half.mkdir()
    (half / "PG_VERSION").write_text("18\n")
    with Stack(tmp_path, redis=False) as stack:
        assert ask(stack, "SELECT current_database()") == [("kipp",)]
    assert not half.exists()


def test_stack_shows_its_end_of_the_log_when_postgres_cannot_start(tmp_path):
    with Stack(tmp_path, redis=False):
        pass
    with (tmp_path / "postgres" / "postgresql.conf").open("a") as file:
        file.write("no_such_option = 1\n")
    with (
        pytest.raises(StackFailed, match=r"(?s)PostgreSQL does not start.*no_such_option"),
        Stack(tmp_path, redis=False),
    ):
        pass


def test_stack_keeps_its_passwords_to_itself(stack):
    known = json.loads((stack.var / "stack-secrets.json").read_text())
    private = [stack.var / "stack-secrets.json", stack.var / "stack.json", stack.var / "valkey" / "valkey.conf"]
    assert [oct(path.stat().st_mode & 0o777) for path in private] == ["0o600"] * 3
    shown = "".join(
        Path("/proc", str(pid), name).read_text()
        for pid in (stack.postgres_pid, stack.redis_pid)
        for name in ("cmdline", "environ")
    )
    assert [password for password in known.values() if password in shown] == []


def test_stack_asks_for_passwords(stack):
    with pytest.raises(redis.AuthenticationError):
        redis.Redis(port=stack._redis.port).ping()


def test_running_finds_a_live_stack_and_no_other(tmp_path):
    assert running(tmp_path) == {}
    with Stack(tmp_path) as stack:
        addresses = stack.database_url, stack.owner_url, stack.redis_url
        assert running(tmp_path) == dict(
            zip(("DATABASE_URL", "DATABASE_OWNER_URL", "REDIS_URL"), addresses, strict=True)
        )
        state = (tmp_path / "stack.json").read_text()
    assert running(tmp_path) == {}
    (tmp_path / "stack.json").write_text(state.replace('"born": "', '"born": "1'))  # the number was used again
    assert running(tmp_path) == {}


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to shed its rights")
def test_stack_of_root_changes_between_its_two_accounts_and_keeps_rows(tmp_path, ask, monkeypatch):
    owners = []
    for namespaces in (True, False, True):
        with monkeypatch.context() as patch:
            if not namespaces:
                patch.setattr(unprivileged.Namespace, "works", lambda _: False)
            with Stack(tmp_path, redis=False) as stack:
                if not owners:
                    fill(stack, ask)
                assert ask(stack, ROWS) == [(100, 5050)]
                assert Path(f"/proc/{stack.postgres_pid}").stat().st_uid != 0 or namespaces
                owners.append((tmp_path / "postgres").stat().st_uid)
    permitted = 0 if unprivileged.Namespace().works() else 65534
    assert owners == [permitted, 65534, permitted]


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to shed its rights")
def test_stack_of_root_says_what_to_do_when_its_folder_is_closed(tmp_path, monkeypatch):
    monkeypatch.setattr(unprivileged.Namespace, "works", lambda _: False)
    monkeypatch.setattr(unprivileged.Nobody, "_keeps", lambda *_: False)  # as where root has been given few rights
    with pytest.raises(StackFailed, match="Run this as an ordinary user, or keep the program in a folder that"):
        Stack(tmp_path, redis=False).__enter__()


@pytest.mark.skipif(os.geteuid() != 0, reason="only root has to shed its rights")
def test_stack_of_root_gives_up_every_right_but_entering_folders(tmp_path, monkeypatch):
    monkeypatch.setattr(unprivileged.Namespace, "works", lambda _: False)
    with Stack(tmp_path, redis=False) as stack:
        status = Path(f"/proc/{stack.postgres_pid}/status").read_text()
    rights = {line.split()[0]: line.split()[1:] for line in status.splitlines()}
    assert rights["Uid:"] == rights["Gid:"] == ["65534"] * 4
    assert {int(rights[name][0], 16) for name in ("CapPrm:", "CapEff:", "CapInh:", "CapAmb:")} <= {1 << 2, 1 << 1}
