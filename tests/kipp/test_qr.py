"""QR codes as one path of whole numbers."""

from kipp.qr import QUIET_ZONE, qr_code


def test_qr_draws_exactly_the_dark_modules():
    code = qr_code("https://kipp.kotategal.example/s/7K3QX")

    dark = set()
    for run in code.path.split("z")[:-1]:
        start, length = run.removeprefix("M").split("h")[0], int(run.split("h")[1].split("v")[0])
        x, y = map(int, start.split())
        dark |= {(x + offset, y) for offset in range(length)}
    # The three finders: a ring of 7 × 7 with a core of 3 × 3, at three corners, none at the fourth.
    for left, top in ((4, 4), (code.size - 11, 4), (4, code.size - 11)):
        ring = {(left + x, top + y) for x in range(7) for y in range(7) if {x, y} & {0, 6}}
        assert ring <= dark
        assert {(left + x, top + y) for x in range(2, 5) for y in range(2, 5)} <= dark
    assert min(x for x, _ in dark) == min(y for _, y in dark) == QUIET_ZONE
    assert max(x for x, _ in dark) == max(y for _, y in dark) == code.size - QUIET_ZONE - 1


def test_longer_text_gives_a_larger_code():
    assert [qr_code("x" * length).size for length in (10, 42, 100)] == [29, 37, 49]
