"""Take a foreign file apart and write a clean one. Runs only as a limited child of `kipp.uploads`.

Standard input is the file; the first argument is its kind. Standard output is one line of JSON (pages, and when a
picture says it was taken) and then the rewritten file; on refusal standard error holds {"code": …}. Nothing of the
application is imported, so a file that breaks the parser finds neither settings nor database.
"""

import io
import json
import sys
import warnings
import zlib
from datetime import datetime
from typing import Any

import pikepdf
from PIL import Image, ImageOps

MAX_PAGES = 500
MAX_OBJECTS = 150_000
MAX_INFLATED = 256 * 1024 * 1024
MAX_PIXELS = 40_000_000
MAX_DEPTH = 60
PRINTED_PIXELS = 1600  # of the longer side: 200 dots to the inch on a page

# What a document may ask a viewer to do: go to a page, open a web address, turn a page.
ALLOWED_ACTIONS = {"/GoTo", "/URI", "/Named"}
# Names that mark an action even where it does not call itself one.
FORBIDDEN_ACTIONS = {
    "/JavaScript",
    "/Launch",
    "/GoToR",
    "/GoToE",
    "/SubmitForm",
    "/ImportData",
    "/Rendition",
    "/Movie",
    "/Sound",
    "/RichMediaExecute",
    "/GoTo3DView",
    "/ResetForm",
    "/SetOCGState",
    "/Hide",
    "/Thread",
}
FORBIDDEN_ANNOTATIONS = {"/RichMedia", "/3D", "/Movie", "/Sound", "/Screen"}
# Private data of programs, and scripts that start by themselves.
DROPPED_KEYS = ("/AA", "/JS", "/JavaScript", "/OpenAction", "/PieceInfo", "/SpiderInfo", "/Next")
WEB = ("http://", "https://", "mailto:")
# Where a camera notes when the picture was taken, by its own clock and without a zone.
CAMERA_DATA, TAKEN_AT = 0x8769, 0x9003


class Rejected(Exception):
    """The file is not taken; the argument is the code."""


def clean_pdf(data: bytes) -> tuple[bytes, int]:
    """Return the PDF rewritten without anything that acts by itself, and its number of pages."""
    try:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            if pdf.is_encrypted:
                raise Rejected("password")
            pages = _count_pages(pdf)
            _refuse_containers(pdf)
            _clean_objects(pdf)
            _measure_streams(pdf)
            out = io.BytesIO()
            pdf.save(
                out,
                deterministic_id=True,
                stream_decode_level=pikepdf.StreamDecodeLevel.none,
                object_stream_mode=pikepdf.ObjectStreamMode.disable,
            )
    except pikepdf.PasswordError:
        raise Rejected("password") from None
    except (pikepdf.PdfError, RuntimeError, ValueError, TypeError, KeyError, AttributeError, OverflowError):
        # The parser raises all of these on damaged structures.
        raise Rejected("broken") from None
    return out.getvalue(), pages


def _count_pages(pdf: pikepdf.Pdf) -> int:
    count = len(pdf.pages)
    if count == 0:
        raise Rejected("broken")
    if count > MAX_PAGES:
        raise Rejected("pages")
    if len(pdf.objects) > MAX_OBJECTS:
        raise Rejected("complex")
    return count


def _refuse_containers(pdf: pikepdf.Pdf) -> None:
    """Refuse files inside the file and forms that are programs."""
    root = pdf.Root
    names = root.get("/Names")
    if len(pdf.attachments) or "/Collection" in root:
        raise Rejected("embedded")
    if isinstance(names, pikepdf.Dictionary) and "/EmbeddedFiles" in names:
        raise Rejected("embedded")
    form = root.get("/AcroForm")
    if isinstance(form, pikepdf.Dictionary) and "/XFA" in form:
        raise Rejected("xfa")


def _clean_objects(pdf: pikepdf.Pdf) -> None:
    """Visit every object of the file, also those no page mentions, and clean it in place."""
    for thing in pdf.objects:
        _clean(thing, 0)
    _clean(pdf.trailer, 0)


def _clean(thing: pikepdf.Object, depth: int) -> None:
    """Clean one object and everything written directly inside it."""
    if depth > MAX_DEPTH:
        raise Rejected("complex")
    if isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        _clean_dictionary(thing, depth)
    elif isinstance(thing, pikepdf.Array):
        for position in reversed(range(len(thing))):
            item = thing[position]
            if _is_forbidden_action(item):
                del thing[position]
            elif _is_container(item) and not item.is_indirect:
                _clean(item, depth + 1)


def _clean_dictionary(thing: pikepdf.Object, depth: int) -> None:
    _refuse_media(thing)
    is_outline_item = "/Title" in thing
    for key in list(thing.keys()):
        value: Any = thing.get(key)
        # Outline items are chained by /Next too; theirs leads to an item, not to an action.
        if key == "/Next" and is_outline_item and not _is_action(value):
            continue
        if key in DROPPED_KEYS or _is_forbidden_action(value):
            del thing[key]
        elif _is_container(value) and not value.is_indirect:
            _clean(value, depth + 1)


def _refuse_media(thing: pikepdf.Object) -> None:
    """Refuse what plays, and data that stands outside or inside the file as a file of its own."""
    if str(thing.get("/Subtype", "")) in FORBIDDEN_ANNOTATIONS:
        raise Rejected("active")
    if "/EF" in thing or str(thing.get("/Subtype", "")) == "/FileAttachment":
        raise Rejected("embedded")
    if isinstance(thing, pikepdf.Stream) and "/F" in thing:
        raise Rejected("active")


def _is_container(value: Any) -> bool:
    return isinstance(value, (pikepdf.Dictionary, pikepdf.Array, pikepdf.Stream))


def _is_action(value: Any) -> bool:
    if not isinstance(value, (pikepdf.Dictionary, pikepdf.Stream)):
        return False
    kind = str(value.get("/S", ""))
    return str(value.get("/Type", "")) == "/Action" or kind in FORBIDDEN_ACTIONS | ALLOWED_ACTIONS


def _is_forbidden_action(value: Any) -> bool:
    """Is this an action other than going to a page of this file or to a web address?"""
    if not _is_action(value):
        return False
    kind = str(value.get("/S", ""))
    if kind == "/URI":
        return not str(value.get("/URI", "")).strip().lower().startswith(WEB)
    return kind not in ALLOWED_ACTIONS


def _measure_streams(pdf: pikepdf.Pdf) -> None:
    """Refuse a file whose compressed parts would swell beyond reason in the reader's memory."""
    total = 0
    for thing in pdf.objects:
        if not isinstance(thing, pikepdf.Stream):
            continue
        filters: Any = thing.get("/Filter", [])
        names = [str(name) for name in filters] if isinstance(filters, pikepdf.Array) else [str(filters)]
        squeezing = [name for name in names if name in ("/FlateDecode", "/Fl", "/LZWDecode", "/RunLengthDecode")]
        if len(squeezing) > 1:
            raise Rejected("complex")
        if names[:1] in (["/FlateDecode"], ["/Fl"]):
            total += _inflated_size(thing.read_raw_bytes(), MAX_INFLATED - total)
        if total >= MAX_INFLATED:
            raise Rejected("complex")


def _inflated_size(data: bytes, limit: int) -> int:
    """Return how large the data becomes, counting no further than the limit."""
    inflater = zlib.decompressobj()
    size, rest = 0, data
    while rest and size < limit:
        try:
            size += len(inflater.decompress(rest, 1024 * 1024))
        except zlib.error:
            return size  # damaged; a viewer shows as much as we could count
        rest = inflater.unconsumed_tail
    return size


def clean_image(data: bytes) -> tuple[bytes, int]:
    """Return the picture drawn anew: its pixels and nothing else."""
    Image.MAX_IMAGE_PIXELS = None  # the size is checked here, by a limit of ours and with a code
    try:
        with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
            kind = "PNG" if image.format == "PNG" else "JPEG"
            if image.width * image.height > MAX_PIXELS:
                raise Rejected("pixels")
            image.load()
            ImageOps.exif_transpose(image, in_place=True)
            has_alpha = kind == "PNG" and image.has_transparency_data
            mode = "RGBA" if has_alpha else "RGB"
            pixels = image if image.mode == mode else image.convert(mode)
            # Comments, profiles and texts would be written out again.
            pixels.info = {}
            out = io.BytesIO()
            pixels.save(out, kind, **({"quality": 90} if kind == "JPEG" else {}))
    except Rejected:
        raise
    except MemoryError:
        raise Rejected("complex") from None
    except Exception:  # decoders raise whatever the damage leads them to
        raise Rejected("broken") from None
    return out.getvalue(), 1


def taken_at(data: bytes) -> str:
    """Return when a picture says it was taken, "2024-05-06 07:08:09", or nothing; a drawn one keeps no such note."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        noted = image.getexif().get_ifd(CAMERA_DATA).get(TAKEN_AT)
    if noted is None:
        return ""
    return datetime.strptime(noted, "%Y:%m:%d %H:%M:%S").isoformat(" ")  # noqa: DTZ007 (a camera knows no zone)


def shrink_image(data: bytes) -> tuple[bytes, int]:
    """Return a clean picture as a JPEG no larger than paper needs, on white where it lets through."""
    with Image.open(io.BytesIO(data), formats=("JPEG", "PNG")) as image:
        image.thumbnail((PRINTED_PIXELS, PRINTED_PIXELS))
        page = Image.new("RGB", image.size, "white")
        page.paste(image, mask=image if image.mode == "RGBA" else None)
    out = io.BytesIO()
    page.save(out, "JPEG", quality=80)
    return out.getvalue(), 1


CLEANERS = {"pdf": clean_pdf, "image": clean_image, "print": shrink_image}


def main() -> None:
    warnings.simplefilter("ignore")  # standard error carries the code, nothing else
    kind, original = sys.argv[1], sys.stdin.buffer.read()
    try:
        data, pages = CLEANERS[kind](original)
    except Rejected as rejected:
        json.dump({"code": rejected.args[0]}, sys.stderr)
        sys.exit(1)
    except (MemoryError, RecursionError):
        json.dump({"code": "complex"}, sys.stderr)
        sys.exit(1)
    header = {"pages": pages, "taken": _noted(original) if kind == "image" else ""}
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n" + data)


def _noted(original: bytes) -> str:
    try:
        return taken_at(original)
    except Exception:  # notes may be damaged where the picture is not
        return ""


if __name__ == "__main__":
    main()
