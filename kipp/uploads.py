"""What a file may be. Parse and rewrite it in a limited child; keep it under the hash of its content.

Names, extensions and first bytes prove nothing, so a file is taken only when its structure could be read,
and what is kept is the rewritten one. Of the original only the SHA-256 remains, for the receipt.
"""

import hashlib
import json
import os
import secrets
import unicodedata
from collections.abc import Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kipp.limited import End, Limits, Outcome, run
from kipp.text import ukuran_berkas

LIMITS = Limits(memory_mib=512, cpu_seconds=10, wall_seconds=15)
MAX_NAME = 120
PDF_OR_IMAGE = "PDF atau gambar (JPG, PNG)"

_CHILD = Path(__file__).with_name("uploads_child.py")
_BYTE_ORDER_MARK = b"\xef\xbb\xbf"
_IMAGE_SIGNATURES = {
    ".jpg": b"\xff\xd8\xff",
    ".jpeg": b"\xff\xd8\xff",
    ".png": b"\x89PNG\r\n\x1a\n",
}
# Names that mean a device on the reader's computer.
_DEVICES = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}

SENTENCES = {
    "empty": "Berkas ini kosong",
    "type": "Berkas harus {kinds}",
    "size": "Ukuran berkas paling besar {limit}. Berkas ini {size}",
    "password": "Berkas ini terkunci. Unggah berkas tanpa kata sandi",
    "broken": "Berkas ini rusak atau bukan {kinds}. Simpan ulang sebagai {kinds}, lalu unggah lagi",
    "embedded": "Berkas ini memuat berkas lain di dalamnya. Unggah setiap berkas secara terpisah",
    "xfa": "Berkas ini formulir yang dapat berubah sendiri. Cetak ke PDF, lalu unggah hasilnya",
    "active": "Berkas ini memuat video, suara, atau isi dari luar. Cetak ke PDF, lalu unggah hasilnya",
    "pages": "Berkas ini lebih dari 500 halaman. Bagi menjadi beberapa berkas",
    "pixels": "Gambar ini lebih dari 40 juta piksel. Perkecil gambar, lalu unggah lagi",
    "virus": "Berkas ini mengandung virus. Pilih berkas lain",
    "unscanned": "Pemindai virus tidak menjawab. Unggah lagi beberapa menit kemudian",
    "complex": "Berkas ini terlalu rumit untuk diperiksa. Cetak ke PDF atau perkecil, lalu unggah lagi",
}


class Refused(Exception):
    """The file is not taken. `code` is a key of SENTENCES; `values` fill its sentence.

    A reader with codes of its own brings the sentence as `said`.
    """

    def __init__(self, code: str, **values: str) -> None:
        super().__init__(code)
        self.code = code
        self.values = values


@dataclass(frozen=True)
class Accepted:
    sha256_original: str
    sha256_stored: str
    data: bytes
    pages: int
    clean_name: str
    taken: str = ""  # of a picture: "2024-05-06 07:08:09", as the camera said


def sentence(refused: Refused) -> str:
    """Return the one Indonesian sentence for a refusal."""
    return refused.values.get("said") or SENTENCES[refused.code].format(**refused.values)


def accept_pdf(data: bytes, *, name: str, max_bytes: int) -> Accepted:
    """Return the PDF rewritten without active content, or raise Refused."""
    check_size(data, max_bytes)
    if extension_of(name) != ".pdf" or not data.removeprefix(_BYTE_ORDER_MARK).lstrip().startswith(b"%PDF-"):
        raise Refused("type", kinds="PDF")
    return _cleaned("pdf", data, name=name, kinds="PDF")


def accept_image(data: bytes, *, name: str, max_bytes: int) -> Accepted:
    """Return the JPEG or PNG drawn anew from its pixels, or raise Refused."""
    check_size(data, max_bytes)
    signature = _IMAGE_SIGNATURES.get(extension_of(name))
    if signature is None or not data.startswith(signature):
        raise Refused("type", kinds="JPEG atau PNG")
    return _cleaned("image", data, name=name, kinds="JPEG atau PNG")


def accept_pdf_or_image(data: bytes, *, name: str, max_bytes: int) -> Accepted:
    """Return what the reader for this name makes of the file, or raise Refused."""
    accept = accept_image if is_image(name) else accept_pdf
    try:
        return accept(data, name=name, max_bytes=max_bytes)
    except Refused as refused:
        if refused.code == "type":
            raise Refused("type", kinds=PDF_OR_IMAGE) from None
        raise


def is_image(name: str) -> bool:
    """Is this the name of a picture? Of what was accepted, name and content agree."""
    return extension_of(name) in _IMAGE_SIGNATURES


def for_print(picture: bytes) -> bytes:
    """Return a picture that was accepted as a JPEG no larger than paper needs."""
    return _cleaned("print", picture, name="", kinds="JPEG atau PNG").data


def clean_name(name: str) -> str:
    """Return a name that is safe in a header and on any disk, and still tells what the sender called it."""
    bare = _printable(name).replace("\\", "/").rpartition("/")[2]
    kept = "".join(sign if sign.isalnum() or sign in " .-_()" else "-" for sign in bare)
    stem, dot, extension = " ".join(kept.split()).rstrip(" .").rpartition(".")
    if not dot:
        stem, extension = extension, ""
    stem = stem.strip(" .-") or "berkas"
    if stem.partition(".")[0].lower() in _DEVICES:
        stem = f"_{stem}"
    ending = f".{extension.lower()}" if extension else ""
    return stem[: MAX_NAME - len(ending)].rstrip(" .") + ending


def path_of(digest: str) -> str:
    """Return where, below the root, the bytes of this SHA-256 are kept."""
    return f"{digest[:2]}/{digest}"


def store(data: bytes, root: Path) -> tuple[str, str]:
    """Keep the bytes under their SHA-256 and return (path below root, hash). Twice is the same as once."""
    digest = hashlib.sha256(data).hexdigest()
    relative = path_of(digest)
    target = root / relative
    if not (target.is_file() and target.stat().st_size == len(data)):
        write_whole(target, data)
    return relative, digest


def write_whole(target: Path, data: bytes) -> None:
    """Write under a temporary name, force it to disk, then rename.

    No reader ever sees half a file, and a power cut leaves either the whole file or none.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f".{target.name}.{secrets.token_hex(8)}")
    try:
        with temporary.open("xb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.rename(target)
    except OSError:
        with suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _sync_folder(folder: Path) -> None:
    """Force the new name itself to disk."""
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def check_size(data: bytes, max_bytes: int) -> None:
    """Refuse what is empty or over the limit."""
    if not data:
        raise Refused("empty")
    if len(data) > max_bytes:
        raise Refused("size", limit=ukuran_berkas(max_bytes), size=ukuran_berkas(len(data)))


def _printable(name: str) -> str:
    """Drop control signs and the invisible ones that turn the reading direction."""
    normal = unicodedata.normalize("NFC", name)
    return "".join(sign for sign in normal if unicodedata.category(sign)[0] != "C")


def extension_of(name: str) -> str:
    """Return what a name ends in, in small letters: ".pdf"."""
    return Path(_printable(name).strip(" .").lower()).suffix


def _cleaned(kind: str, data: bytes, *, name: str, kinds: str) -> Accepted:
    outcome = run(_CHILD, [kind], payload=data, limits=LIMITS)
    if outcome.end is not End.DONE:
        raise Refused("complex")
    if outcome.exit_code != 0:
        raise Refused(code_of(outcome, SENTENCES), kinds=kinds)
    header, _, clean = outcome.stdout.partition(b"\n")
    said = json.loads(header)
    return Accepted(
        sha256_original=hashlib.sha256(data).hexdigest(),
        sha256_stored=hashlib.sha256(clean).hexdigest(),
        data=clean,
        pages=said["pages"],
        clean_name=clean_name(name),
        taken=said["taken"],
    )


def code_of(outcome: Outcome, known: Collection[str]) -> str:
    """Return the code the child left; a child that broke down left none, and so did the file that broke it."""
    try:
        code = json.loads(outcome.stderr.splitlines()[-1])["code"]
    except (ValueError, KeyError, TypeError, IndexError):
        return "broken"
    return code if code in known else "broken"
