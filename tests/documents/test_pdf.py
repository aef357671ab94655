"""The renderer itself: equal bytes, plain sentences for failures, embedded fonts wherever it runs."""

import io
import re
from datetime import UTC, datetime

import pytest
from pypdf import PdfReader

from kipp import limited
from kipp.documents.pdf import SENTENCES, PdfFailed, render_pdf
from kipp.limited import Limits

PAGE = '<html lang="id"><body><h1>Berita</h1><p>Isi <strong>tebal</strong> dan <em>miring</em>.</p></body></html>'
QUICK = Limits(memory_mib=512, cpu_seconds=20, wall_seconds=20)

# The names under which the renderer looks for Pango; a file that is no library stands for a missing one.
PANGO_NAMES = ("libpango-1.0-0", "pango-1.0-0", "pango-1.0", "libpango-1.0.so.0", "libpango-1.0.so")

ONE_OTHER_FONT = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>"""


def fonts_of(pdf):
    """Return {name without the subset tag: is it embedded} of every font of every page."""
    found = {}
    for page in PdfReader(io.BytesIO(pdf)).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            whole = font.get_object()
            descendant = whole.get("/DescendantFonts", [whole])[0].get_object()
            descriptor = descendant["/FontDescriptor"].get_object()
            name = re.sub(r"^/[A-Z]{6}\+", "", str(whole["/BaseFont"]))
            found[name] = any(key.startswith("/FontFile") for key in descriptor)
    return found


def test_same_arguments_give_same_bytes(monkeypatch):
    made_at = datetime(2024, 7, 31, 3, 0, tzinfo=UTC)

    first = render_pdf(PAGE, title="Uji", created_at=made_at)

    assert first != render_pdf(PAGE, title="Uji lain", created_at=made_at)
    # Another warm parent hashes with another seed.
    monkeypatch.setattr("kipp.limited._parents", limited._Parents())
    assert first == render_pdf(PAGE, title="Uji", created_at=made_at)


def test_title_language_and_date_stand_in_the_file():
    pdf = PdfReader(
        io.BytesIO(render_pdf(PAGE, title="Rekap Nilai", created_at=datetime(2024, 7, 31, 3, 0, tzinfo=UTC)))
    )

    root = pdf.trailer["/Root"]
    assert (root["/Lang"], root["/MarkInfo"]["/Marked"], root["/ViewerPreferences"]["/DisplayDocTitle"]) == (
        "id",
        True,
        True,
    )
    assert (pdf.metadata["/Title"], pdf.metadata["/CreationDate"]) == ("Rekap Nilai", "D:20240731030000Z")


def test_metadata_declares_pdf_ua():
    pdf = PdfReader(io.BytesIO(render_pdf(PAGE, title="Uji")))

    assert b'pdfuaid:part="1"' in pdf.trailer["/Root"]["/Metadata"].get_data()


def test_liberation_serif_is_embedded_where_it_is_installed():
    assert fonts_of(render_pdf(PAGE, title="Uji")) == {
        "Liberation-Serif": True,
        "Liberation-Serif-Bold": True,
        "Liberation-Serif-Italic": True,
    }


def test_source_serif_is_embedded_where_liberation_is_missing(monkeypatch, tmp_path):
    config = tmp_path / "fonts.conf"
    config.write_text(ONE_OTHER_FONT.format(folder=tmp_path))
    monkeypatch.setenv("FONTCONFIG_FILE", str(config))
    (tmp_path / "temporary").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))

    assert fonts_of(render_pdf(PAGE, title="Uji")) == {
        "Source-Serif-Pro": True,
        "Source-Serif-Pro-Bold": True,
        "Source-Serif-Pro-Italic": True,
    }
    # A font of a stylesheet is written to disk; the child takes it away.
    assert list((tmp_path / "temporary").iterdir()) == []


def test_missing_pango_is_told_with_the_command_that_installs_it(monkeypatch, tmp_path):
    for name in PANGO_NAMES:
        (tmp_path / name).write_bytes(b"not a library")
        (tmp_path / f"{name}.so").write_bytes(b"not a library")
    monkeypatch.setenv("LD_LIBRARY_PATH", str(tmp_path))

    with pytest.raises(PdfFailed) as failed:
        render_pdf(PAGE, title="Uji")

    assert (failed.value.code, str(failed.value)) == ("pango_missing", SENTENCES["pango_missing"])
    assert "apt-get install" in str(failed.value)


def test_child_sees_no_secret_of_the_parent(monkeypatch, tmp_path):
    """The environment of the child is a list of what may pass, so a new secret needs no new rule."""
    spy = tmp_path / "spy.py"
    spy.write_text("import os, sys; sys.stdout.write(','.join(sorted(os.environ)))")
    monkeypatch.setattr("kipp.documents.pdf._CHILD", spy)
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    monkeypatch.setenv("DATABASE_URL", "postgres://rahasia")

    seen = set(render_pdf(PAGE, title="Uji").decode().split(","))

    assert seen <= {
        "FONTCONFIG_FILE",
        "FONTCONFIG_PATH",
        "HOME",
        "LANG",
        "LC_CTYPE",
        "LD_LIBRARY_PATH",
        "PATH",
        "TMPDIR",
        "TZ",
    }


@pytest.mark.parametrize(
    ("script", "code"),
    [
        ("import time; time.sleep(60)", "time"),
        ("x = bytearray(10**10)", "broken"),
        ("import os, signal; os.kill(os.getpid(), signal.SIGSEGV)", "memory"),
        ('import sys; sys.stderr.write(\'{"code": "unheard_of"}\'); sys.exit(1)', "broken"),
        ("import sys; sys.stderr.write('[1]'); sys.exit(1)", "broken"),
        ("import sys; sys.exit(3)", "broken"),
    ],
    ids=["sleeps", "allocates", "crashes", "unknown_code", "odd_report", "silent"],
)
def test_every_end_of_the_child_becomes_a_code(monkeypatch, tmp_path, script, code):
    child = tmp_path / "child.py"
    child.write_text(script)
    monkeypatch.setattr("kipp.documents.pdf._CHILD", child)

    with pytest.raises(PdfFailed) as failed:
        render_pdf(PAGE, title="Uji", limits=Limits(memory_mib=256, cpu_seconds=5, wall_seconds=3))

    assert failed.value.code == code


def test_document_over_the_character_limit_is_refused_before_a_child_starts(monkeypatch):
    monkeypatch.setattr("kipp.documents.pdf.MAX_HTML_CHARACTERS", 10)
    monkeypatch.setattr("kipp.documents.pdf.run", None)

    with pytest.raises(PdfFailed) as failed:
        render_pdf(PAGE, title="Uji", stylesheets=[])

    assert failed.value.code == "too_large"


def test_figure_without_words_is_reported_in_the_log(caplog):
    picture = '<img src="data:image/svg+xml,%3Csvg xmlns=%22http://www.w3.org/2000/svg%22/%3E">'

    render_pdf(f"<html lang=id><body><p>x{picture}</p></body></html>", title="Uji", stylesheets=[])

    assert any("has no required alt description" in line for line in caplog.messages)


@pytest.mark.parametrize("paper", ["a4", "folio", "a4-lanskap", "folio-lanskap"])
def test_paper_sets_the_size_of_the_page(paper):
    expected = {
        "a4": (210, 297),
        "folio": (210, 330),
        "a4-lanskap": (297, 210),
        "folio-lanskap": (330, 210),
    }

    pdf = render_pdf(f'<html lang=id><body class="kertas-{paper}"><p>x</p></body></html>', title="Uji")

    box = PdfReader(io.BytesIO(pdf)).pages[0].mediabox
    assert tuple(round(float(side) / 72 * 25.4) for side in (box.width, box.height)) == expected[paper]
