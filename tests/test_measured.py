"""The gate of coverage finds what did not run."""

import sys

from slipcover import FileMatcher, ImportManager, Slipcover

from tests.measured import gaps, percent

CODE = """def grade(points):
    if points > 50:
        return "A"
    return "B"
"""


def test_measures_name_the_line_and_the_branch_that_did_not_run(tmp_path, monkeypatch):
    (tmp_path / "planted_rule.py").write_text(CODE)
    monkeypatch.syspath_prepend(tmp_path)
    measuring = Slipcover(branch=True)

    with ImportManager(measuring, FileMatcher(sources=[tmp_path])):
        import planted_rule  # noqa: PLC0415 (measured from its import onward)
    planted_rule.grade(70)
    files = measuring.get_coverage()["files"]
    del sys.modules["planted_rule"]

    path = str(tmp_path / "planted_rule.py")
    assert gaps(files, ["*_rule.py"]) == [f"{path}: lines [4], branches [(2, 4)]"]
    assert (gaps(files, ["*/actions.py"]), round(percent(files.values()), 1)) == ([], 66.7)
