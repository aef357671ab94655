"""Pictures made in code, good and hostile."""

import io
import struct
import zlib

from PIL import Image
from PIL.PngImagePlugin import PngInfo


def drawn(kind, mode="RGB", size=(40, 30), **options):
    out = io.BytesIO()
    Image.new(mode, size, 120).save(out, kind, **options)
    return out.getvalue()


def with_exif():
    exif = Image.Exif()
    exif[0x010E] = "KENARI"  # description
    exif[0x0112] = 6  # turned a quarter
    return drawn("JPEG", exif=exif)


def with_comment():
    return drawn("JPEG", comment=b"KENARI<?php system($_GET[0]); ?>")


def with_text_chunk():
    info = PngInfo()
    info.add_text("Comment", "KENARI")
    return drawn("PNG", pnginfo=info)


def with_script_after_the_end():
    return drawn("JPEG") + b"<script>KENARI</script>"


def with_archive_after_the_end():
    return drawn("PNG") + b"PK\x03\x04KENARI"


def with_profile():
    return drawn("PNG", icc_profile=b"KENARI" * 20)


def transparent():
    return drawn("PNG", mode="RGBA")


def palette():
    return drawn("PNG", mode="P")


def grey():
    return drawn("JPEG", mode="L")


def four_colours():
    return drawn("JPEG", mode="CMYK")


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def huge_canvas():
    """A few bytes that claim 60,000 × 60,000 pixels."""
    header = struct.pack(">IIBBBBB", 60_000, 60_000, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(bytes(1000))) + chunk(b"IEND", b"")
    )


def cut_off():
    return drawn("JPEG", size=(400, 400))[:300]


GOOD = {  # name -> (file, file name, size afterwards)
    "jpeg": (lambda: drawn("JPEG"), "foto.jpg", (40, 30)),
    "jpeg_long_extension": (lambda: drawn("JPEG"), "FOTO.JPEG", (40, 30)),
    "png": (lambda: drawn("PNG"), "foto.png", (40, 30)),
    "transparent": (transparent, "logo.png", (40, 30)),
    "palette": (palette, "logo.png", (40, 30)),
    "grey": (grey, "foto.jpg", (40, 30)),
    "four_colours": (four_colours, "foto.jpg", (40, 30)),
    "turned": (with_exif, "foto.jpg", (30, 40)),
}

STRIPPED = {  # name -> (file, file name)
    "exif": (with_exif, "a.jpg"),
    "comment": (with_comment, "a.jpg"),
    "text_chunk": (with_text_chunk, "a.png"),
    "profile": (with_profile, "a.png"),
    "script_after_the_end": (with_script_after_the_end, "a.jpg"),
    "archive_after_the_end": (with_archive_after_the_end, "a.png"),
}

REFUSED = {  # name -> (file, file name, code)
    "empty": (lambda: b"", "a.jpg", "empty"),
    "gif": (lambda: drawn("GIF", mode="P"), "a.gif", "type"),
    "gif_called_png": (lambda: drawn("GIF", mode="P"), "a.png", "type"),
    "png_called_jpeg": (lambda: drawn("PNG"), "a.jpg", "type"),
    "svg": (lambda: b"<svg/>", "a.svg", "type"),
    "no_extension": (lambda: drawn("PNG"), "a", "type"),
    "signature_only": (lambda: b"\xff\xd8\xff", "a.jpg", "broken"),
    "cut_off": (cut_off, "a.jpg", "broken"),
    "huge_canvas": (huge_canvas, "a.png", "pixels"),
}
