"""What a virus scanner's answer means, above all when it gives none."""

import time

import pytest

from kipp.scanning import CHUNK, Answer, is_address, is_alive, scan
from tests.files.clamd import EICAR, Scanner


@pytest.mark.parametrize(
    ("data", "answer"),
    [(b"surat", Answer.CLEAN), (b"", Answer.CLEAN), (EICAR, Answer.FOUND), (bytes(CHUNK - 9) + EICAR, Answer.FOUND)],
    ids=["clean", "empty", "virus", "virus_across_two_pieces"],
)
def test_what_the_scanner_says_of_the_whole_file(data, answer, tmp_path):
    for path in (None, str(tmp_path / "clamd")):
        with Scanner(path=path) as scanner:
            assert (scan(data, scanner.address), scanner.scanned) == (answer, [data])


@pytest.mark.parametrize("mood", ["silent", "garbage", "flood", "closing", "size", "half"])
def test_whatever_else_comes_back_is_no_answer(mood):
    with Scanner(mood) as scanner:
        began = time.monotonic()
        answer = scan(EICAR * 20_000, scanner.address, seconds=0.3)

    assert answer is Answer.NONE
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("address", ["127.0.0.1:1", "/tidak/ada", "127.0.0.1:99999", "a..b:3310"])
def test_a_scanner_that_is_not_there_gives_no_answer(address):
    assert (scan(b"surat", address, seconds=0.3), is_alive(address)) == (Answer.NONE, False)


def test_a_scanner_that_answers_is_alive():
    with Scanner() as scanner:
        assert is_alive(scanner.address)


@pytest.mark.parametrize(
    ("address", "known"),
    [
        ("127.0.0.1:3310", True),
        ("clamav:3310", True),
        ("[::1]:3310", True),
        ("/run/clamav/clamd.ctl", True),
        ("clamav", False),
        ("tcp://clamav:3310", False),
        (":3310", False),
        ("/", False),
    ],
)
def test_address_is_host_and_port_or_a_path(address, known):
    assert is_address(address) == known
