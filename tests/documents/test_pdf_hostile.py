"""Nothing in a document reaches the network or the disk, and no text holds the worker for long."""

import base64
import io
import json
import subprocess
import sys
import threading
import time
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pikepdf
import pytest

from kipp.documents import pdf
from kipp.documents.pdf import PdfFailed, render_pdf
from kipp.limited import Limits

CANARY = "KENARI-7f3a91c4"

# {base} becomes the address of a listener on this machine, or of a folder with the canary in every file.
VECTORS = {
    "img": '<img alt="x" src="{base}/a.png">',
    "stylesheet": '<link rel="stylesheet" href="{base}/a.css">',
    "import": '<style>@import "{base}/a.css";</style>',
    "import_url": "<style>@import url({base}/a.css) print;</style>",
    "font_face": "<style>@font-face {{ font-family: f; src: url({base}/a.ttf) }} p {{ font-family: f }}</style>x",
    "background": '<p style="background: url({base}/a.png)">x</p>',
    "list_image": '<ul style="list-style-image: url({base}/a.png)"><li>x</li></ul>',
    "content": "<style>p::before {{ content: url({base}/a.png) }}</style><p>x</p>",
    "border_image": '<p style="border: 1px solid; border-image-source: url({base}/a.png)">x</p>',
    "attachment": '<link rel="attachment" href="{base}/a.txt">',
    "attachment_link": '<a rel="attachment" href="{base}/a.txt">x</a>',
    "object": '<object data="{base}/a.png" type="image/png">x</object>',
    "embed": '<embed src="{base}/a.png" type="image/png">',
    "base_relative": '<base href="{base}/"><img alt="x" src="a.png">',
    "svg_image": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
    '<image href="{base}/a.png" width="9" height="9"/></svg>',
    "svg_use": '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><title>x</title>'
    '<use href="{base}/a.svg#x"/></svg>',
    "svg_in_data": "<img alt='x' src=\"data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg' "
    "width='9' height='9'><image href='{base}/a.png' width='9' height='9'/></svg>\">",
    "css_in_data": '<link rel="stylesheet" href="data:text/css,@import%20%22{base}/a.css%22;">',
}

QUICK = Limits(memory_mib=512, cpu_seconds=15, wall_seconds=15)

# Renders the vectors the careless way and says how many came out: proof that they would reach.
CARELESS = """
import json, logging, sys
import weasyprint
logging.getLogger("weasyprint").handlers = [logging.NullHandler()]
for html in json.load(sys.stdin):
    weasyprint.HTML(string=html).write_pdf()
"""


# The child's own rendering of many pages, one after the other in one process: a child for each takes longer.
CAREFUL = """
import base64, json, logging, sys
sys.path.insert(0, sys.argv[1])
import pdf_child
logging.getLogger("weasyprint").handlers = [logging.NullHandler()]
made = {}
for name, html in json.load(sys.stdin).items():
    order = {"html": html, "stylesheets": [], "title": "Uji", "created": "2024-01-01T00:00:00Z", "identifier": "0"}
    try:
        made[name] = base64.b64encode(pdf_child.render(order)).decode()
    except pdf_child.FatalURLFetchingError:
        made[name] = ""
json.dump(made, sys.stdout)
"""


@pytest.fixture(scope="module")
def listener():
    """A web server on this machine that counts what it is asked for."""
    asked = []

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self):
            asked.append(self.path)
            self.send_error(404)

        def log_message(self, *args):
            """Keep the test output quiet."""

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}", asked
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def folder(tmp_path):
    for name in ("a.css", "a.txt", "a.png", "a.svg", "a.ttf"):
        (tmp_path / name).write_text(f"p::before {{ content: '{CANARY}' }}")
    return tmp_path.as_uri()


def page(vector, base):
    return f'<html lang="id"><body>{VECTORS[vector].format(base=base)}</body></html>'


def piped(script, given, *arguments) -> bytes:
    command = [sys.executable, "-c", script, *arguments]
    return subprocess.run(
        command, input=json.dumps(given).encode(), stdout=subprocess.PIPE, check=True, timeout=60
    ).stdout


def carefully(base) -> dict[str, bytes]:
    """Every byte of the PDF that comes of each vector, with its streams unpacked; of a refused one nothing."""
    pages = {vector: page(vector, base) for vector in VECTORS}
    made = json.loads(piped(CAREFUL, pages, str(Path(pdf.__file__).parent)))
    return {vector: unpacked(base64.b64decode(made[vector])) if made[vector] else b"" for vector in VECTORS}


def unpacked(pdf: bytes) -> bytes:
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        document.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def test_document_that_points_to_the_network_never_asks_it(listener):
    base, asked = listener
    asked.clear()

    made = carefully(base)

    assert (len(made), asked) == (len(VECTORS), [])


def test_document_that_points_to_the_disk_carries_nothing_of_it(folder):
    made = carefully(folder)

    assert [vector for vector, content in made.items() if CANARY.encode() in content] == []
    assert 0 < sum(map(bool, made.values())) < len(VECTORS)  # some are refused, some printed without it


def test_the_limited_child_refuses_an_address_outside():
    with pytest.raises(PdfFailed) as refused:
        render_pdf(page("img", "http://127.0.0.1:9"), title="Uji", stylesheets=[], limits=QUICK)

    assert refused.value.code == "address_refused"


def test_the_same_vectors_do_reach_the_network_without_the_fetcher(listener):
    """The control: were the listener deaf or the vectors blunt, the two tests above would prove nothing."""
    base, asked = listener
    asked.clear()

    piped(CARELESS, [page(vector, base) for vector in VECTORS])

    assert len(asked) >= 12


BOMBS = {
    "unbroken_letters": "<p>" + "a" * 100_000 + "</p>",
    "stacked_diacritics": "<p>" + "a" + "\u0301" * 60_000 + "</p>",
    "newlines": "<pre>" + "\n" * 100_000 + "x</pre>",
    "nested_elements": "<div>" * 5_000 + "x",
    "endless_table": "<table>" + "<tr><td>x</td></tr>" * 40_000 + "</table>",
    "mixed_scripts": "<p>" + "aش字🙂" * 20_000 + "</p>",
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_text_bomb_ends_in_time_and_is_reported(bomb):
    started = time.monotonic()
    try:
        render_pdf(
            BOMBS[bomb],
            title="Uji",
            limits=Limits(memory_mib=512, cpu_seconds=2, wall_seconds=2),
        )
        code = "made"
    except PdfFailed as failed:
        code = failed.code

    assert time.monotonic() - started < 10
    assert code in {"made", "time", "memory", "too_deep", "broken"}


@pytest.mark.parametrize(
    "text",
    ["a" * 10_000, "a" + "\u0301" * 9_999, "\n" * 500 + "x", "aش字🙂" * 2_500],
    ids=["letters", "diacritics", "lines", "scripts"],
)
def test_text_at_the_limits_of_a_field_is_printed_in_time(text):
    page = f"<html lang=id><body><p>{text}</p></body></html>"

    # Seconds of the processor, so that a busy machine does not change the answer.
    pdf = render_pdf(page, title="Uji", limits=Limits(memory_mib=512, cpu_seconds=10, wall_seconds=90))

    assert pdf.startswith(b"%PDF-1.7")
