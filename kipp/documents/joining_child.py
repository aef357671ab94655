"""Put foreign PDFs behind the last pages of one of ours. Runs only as a limited child of `kipp.documents.joining`.

Standard input is one line of JSON (the sizes of the files) and then the files, ours first; standard output is the
joined file. Nothing of the application is imported.
"""

import io
import json
import sys

import pikepdf


def joined(own: bytes, inserted: list[bytes]) -> bytes:
    """Return our file with each inserted one behind its own page; those pages are our last ones, in order."""
    with pikepdf.open(io.BytesIO(own)) as pdf:
        divider = len(pdf.pages) - len(inserted)
        for data in inserted:
            divider += _insert(data, pdf, behind=divider) + 1
        if any(inserted):
            with pdf.open_metadata(set_pikepdf_as_editor=False) as metadata:
                metadata.pop("pdfuaid:part", None)  # foreign pages do not keep what ours promise to screen readers
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


def _insert(data: bytes, pdf: pikepdf.Pdf, *, behind: int) -> int:
    """Put the pages of a file behind a page of ours; return how many."""
    if not data:
        return 0
    with pikepdf.open(io.BytesIO(data)) as foreign:
        for number, page in enumerate(foreign.pages, start=1):
            pdf.pages.insert(behind + number, page)
        return len(foreign.pages)


def main() -> None:
    sizes = json.loads(sys.stdin.buffer.readline())
    own, *inserted = [sys.stdin.buffer.read(size) for size in sizes]
    sys.stdout.buffer.write(joined(own, inserted))


if __name__ == "__main__":
    main()
