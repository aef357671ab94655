"""Turn one HTML string into one PDF. Runs only as a limited child of `kipp.documents.pdf`.

The single module that names WeasyPrint. It imports nothing of the application, so neither settings nor a
database connection are within reach of a hostile document. Standard input is a JSON object (html,
stylesheets, title, created, identifier); standard output is the PDF; standard error is a JSON object with
the code of the failure, or the warnings of a success.
"""

import base64
import json
import logging
import sys
from pathlib import Path
from typing import Any, NoReturn

FALLBACK_FACES = (  # file name in the wheel, CSS weight, CSS style
    ("SourceSerifPro-Regular.ttf", "normal", "normal"),
    ("SourceSerifPro-It.ttf", "normal", "italic"),
    ("SourceSerifPro-Bold.ttf", "bold", "normal"),
    ("SourceSerifPro-BoldIt.ttf", "bold", "italic"),
)


def fail(code: str, detail: str) -> NoReturn:
    """End the child with a coded reason the parent can turn into a sentence."""
    json.dump({"code": code, "detail": detail[:500]}, sys.stderr)
    sys.exit(1)


try:
    import font_source_serif_pro
    import weasyprint
    from weasyprint.text.ffi import ffi, fontconfig
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import FatalURLFetchingError, URLFetcher
except OSError as missing:  # cffi raises OSError when a shared library is not on the machine
    fail("pango_missing", str(missing))


class DataOnlyFetcher(URLFetcher):
    """Serve `data:` addresses and nothing else; any other address stops the rendering.

    Refusing quietly would leave a hole in a document that carries a number and a signature.
    """

    def __init__(self) -> None:
        super().__init__(allowed_protocols=("data",), allow_redirects=False, fail_on_errors=True)

    def fetch(self, url: str, headers: Any = None) -> Any:
        # Repeated here on purpose: four published bypasses all got round a check made elsewhere.
        if not url.lower().startswith("data:"):
            raise FatalURLFetchingError(f"address refused: {url[:200]}")
        return super().fetch(url, headers)


class Complaints(logging.Handler):
    """Collect what WeasyPrint reports as an error: a figure without words, a property it does not know."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.lines: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.lines.append(record.getMessage()[:300])


def installed(family: str) -> bool:
    """Ask fontconfig, as the layout will, whether it has the family itself and not only a substitute."""
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    pattern = ffi.gc(fontconfig.FcPatternCreate(), fontconfig.FcPatternDestroy)
    fontconfig.FcPatternAddString(pattern, b"family", family.encode())
    fontconfig.FcConfigSubstitute(config, pattern, fontconfig.FcMatchPattern)
    fontconfig.FcDefaultSubstitute(pattern)
    match = fontconfig.FcFontMatch(config, pattern, ffi.new("FcResult *"))
    if match == ffi.NULL:
        return False
    match = ffi.gc(match, fontconfig.FcPatternDestroy)
    found = ffi.new("FcChar8 **")
    fontconfig.FcPatternGetString(match, b"family", 0, found)
    return ffi.string(found[0]).decode() == family


def fallback_faces() -> list[str]:
    """Return @font-face rules for Source Serif when Liberation Serif is not installed, else nothing."""
    if installed("Liberation Serif"):
        return []
    source = Path(font_source_serif_pro.font_directory)
    return [
        f'@font-face {{ font-family: "Source Serif Pro"; font-weight: {weight}; font-style: {style};'
        f" src: url(data:font/ttf;base64,{base64.b64encode((source / name).read_bytes()).decode()}) }}"
        for name, weight, style in FALLBACK_FACES
    ]


def render(order: dict[str, Any]) -> bytes:
    """Lay out the HTML with the given stylesheets; equal orders give equal bytes."""
    fetcher = DataOnlyFetcher()
    fonts = FontConfiguration()
    sheets = [
        weasyprint.CSS(string=text, url_fetcher=fetcher, font_config=fonts)
        for text in (*fallback_faces(), *order["stylesheets"])
    ]
    document = weasyprint.HTML(string=order["html"], url_fetcher=fetcher).render(
        font_config=fonts, stylesheets=sheets, pdf_variant="pdf/ua-1"
    )
    document.metadata.title = order["title"]
    document.metadata.lang = "id"
    document.metadata.created = document.metadata.modified = order["created"]
    return document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=order["identifier"].encode())


def main() -> None:
    complaints = Complaints()
    logging.getLogger("weasyprint").handlers = [complaints]
    try:
        pdf = render(json.load(sys.stdin.buffer))
    except FatalURLFetchingError as refused:
        fail("address_refused", str(refused))
    except MemoryError:
        fail("memory", "out of memory")
    except RecursionError:
        fail("too_deep", "the document is nested too deeply")
    except Exception as error:
        fail("broken", f"{type(error).__name__}: {error}")
    sys.stdout.buffer.write(pdf)
    json.dump({"complaints": complaints.lines}, sys.stderr)


if __name__ == "__main__":
    main()
