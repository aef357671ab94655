"""What a file may be: good files kept, hostile ones refused or disarmed, each with its sentence."""

import hashlib
import io
import re
import signal

import pikepdf
import pytest
from PIL import Image
from pypdf import PdfReader

from kipp.uploads import (
    SENTENCES,
    Refused,
    accept_image,
    accept_pdf,
    accept_pdf_or_image,
    clean_name,
    for_print,
    sentence,
    store,
)
from tests.files import foreign, images, pdfs
from tests.files.mutating import shown

MIB = 1024 * 1024
CANARY = b"KENARI"
# What the sender of a PDF reads.
SAID = {
    "empty": "Berkas ini kosong",
    "type": "Berkas harus PDF",
    "password": "Berkas ini terkunci. Unggah berkas tanpa kata sandi",
    "broken": "Berkas ini rusak atau bukan PDF. Simpan ulang sebagai PDF, lalu unggah lagi",
    "embedded": "Berkas ini memuat berkas lain di dalamnya. Unggah setiap berkas secara terpisah",
    "xfa": "Berkas ini formulir yang dapat berubah sendiri. Cetak ke PDF, lalu unggah hasilnya",
    "active": "Berkas ini memuat video, suara, atau isi dari luar. Cetak ke PDF, lalu unggah hasilnya",
    "pages": "Berkas ini lebih dari 500 halaman. Bagi menjadi beberapa berkas",
    "complex": "Berkas ini terlalu rumit untuk diperiksa. Cetak ke PDF atau perkecil, lalu unggah lagi",
}


def unpacked(data):
    """Return every byte of a PDF with its streams unpacked and its strings in the clear."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(
            out,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.all,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


def readable(data):
    """Return the text of each page, also of a file that a reader has to repair first."""
    repaired = io.BytesIO()
    with pikepdf.open(io.BytesIO(data)) as pdf:
        pdf.save(repaired)
    return [page.extract_text() for page in PdfReader(repaired).pages]


@pytest.mark.parametrize("name", pdfs.GOOD)
def test_good_pdf_is_kept(name):
    data = pdfs.GOOD[name]()

    accepted = accept_pdf(data, name="Surat Pernyataan.pdf", max_bytes=2 * MIB)

    before, after = readable(data), readable(accepted.data)
    assert (after, accepted.pages) == (before, len(before))
    assert (accepted.sha256_original, accepted.sha256_stored, accepted.clean_name) == (
        hashlib.sha256(data).hexdigest(),
        hashlib.sha256(accepted.data).hexdigest(),
        "Surat Pernyataan.pdf",
    )


def test_good_pdf_gives_the_same_bytes_each_time():
    data = pdfs.with_text()

    assert accept_pdf(data, name="a.pdf", max_bytes=MIB).data == accept_pdf(data, name="b.pdf", max_bytes=MIB).data


@pytest.mark.parametrize(
    ("name", "kept"),
    [
        ("web_link", b"https://www.kotategal.example/layanan"),
        ("bookmarks", b"Bab 3"),
        ("form_field", b"Budi"),
        ("text", b"Surat Pernyataan"),
        ("lost_table", b"Surat Pernyataan"),
    ],
)
def test_what_a_reader_needs_stays_in_the_file(name, kept):
    accepted = accept_pdf(pdfs.GOOD[name](), name="a.pdf", max_bytes=MIB)

    assert kept in unpacked(accepted.data)


def test_bookmarks_stay_in_a_row():
    accepted = accept_pdf(pdfs.with_bookmarks(), name="a.pdf", max_bytes=MIB)

    with pikepdf.open(io.BytesIO(accepted.data)) as pdf, pdf.open_outline() as outline:
        assert [item.title for item in outline.root] == ["Bab 1", "Bab 2", "Bab 3"]


@pytest.mark.parametrize("name", pdfs.REFUSED)
def test_hostile_pdf_is_refused_with_its_reason(name):
    make, code = pdfs.REFUSED[name]

    with pytest.raises(Refused) as refused:
        accept_pdf(make(), name="a.pdf", max_bytes=10 * MIB)

    # Bombs that burst in the parser end as "broken" or "complex", depending on where it gives up.
    assert sentence(refused.value) in ({SAID[code]} if code else {SAID["broken"], SAID["complex"]})


@pytest.mark.parametrize("name", foreign.FOREIGN)
def test_what_is_no_pdf_is_refused_with_its_reason(name):
    make, file_name, code = foreign.FOREIGN[name]

    with pytest.raises(Refused) as refused:
        accept_pdf(make(), name=file_name, max_bytes=10 * MIB)

    assert sentence(refused.value) == SAID[code]


@pytest.mark.parametrize("name", pdfs.STRIPPED)
def test_active_content_is_taken_out(name):
    data = pdfs.STRIPPED[name]()
    assert CANARY in data + unpacked(data)

    accepted = accept_pdf(data, name="a.pdf", max_bytes=MIB)

    assert CANARY not in accepted.data + unpacked(accepted.data)
    assert re.findall(rb"/JavaScript|/Launch|/OpenAction|/AA\b", unpacked(accepted.data)) == []


@pytest.mark.parametrize(
    "name",
    ["a.txt", "a", "a.pdf.exe", "pdf", ".pdf", "a.html", "a.PDF\u202e.exe", "a.pdf\x00.html", "a.pdfx"],
)
def test_pdf_under_another_extension_is_refused(name):
    with pytest.raises(Refused) as refused:
        accept_pdf(pdfs.plain(), name=name, max_bytes=MIB)

    assert sentence(refused.value) == "Berkas harus PDF"


def test_file_over_the_limit_is_told_both_sizes():
    with pytest.raises(Refused) as refused:
        accept_pdf(bytes(142 * MIB // 10), name="a.pdf", max_bytes=10 * MIB)

    assert sentence(refused.value) == "Ukuran berkas paling besar 10 MB. Berkas ini 14,2 MB"


@pytest.mark.parametrize("name", images.GOOD)
def test_good_image_is_drawn_anew(name):
    make, file_name, size = images.GOOD[name]

    accepted = accept_image(make(), name=file_name, max_bytes=MIB)

    with Image.open(io.BytesIO(accepted.data)) as image:
        assert (image.size, image.format) == (size, "PNG" if file_name.endswith("png") else "JPEG")


@pytest.mark.parametrize("name", images.STRIPPED)
def test_image_keeps_its_pixels_and_nothing_else(name):
    make, file_name = images.STRIPPED[name]
    assert CANARY in make() or "profile" in name

    accepted = accept_image(make(), name=file_name, max_bytes=MIB)

    with Image.open(io.BytesIO(accepted.data)) as image:
        assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}
    assert CANARY not in accepted.data


@pytest.mark.parametrize("name", images.REFUSED)
def test_hostile_image_is_refused_with_its_reason(name):
    make, file_name, code = images.REFUSED[name]

    with pytest.raises(Refused) as refused:
        accept_image(make(), name=file_name, max_bytes=MIB)

    assert refused.value.code == code
    assert "{" not in sentence(refused.value)


@pytest.mark.parametrize("name", foreign.FOREIGN | images.REFUSED)
def test_what_is_neither_pdf_nor_picture_is_refused_with_its_reason(name):
    make, file_name, code = (foreign.FOREIGN | images.REFUSED)[name]
    said = SAID | {
        "type": "Berkas harus PDF atau gambar (JPG, PNG)",
        "pixels": "Gambar ini lebih dari 40 juta piksel. Perkecil gambar, lalu unggah lagi",
    }
    if file_name.lower().endswith((".jpg", ".jpeg", ".png")):
        said["broken"] = (
            "Berkas ini rusak atau bukan JPEG atau PNG. Simpan ulang sebagai JPEG atau PNG, lalu unggah lagi"
        )

    with pytest.raises(Refused) as refused:
        accept_pdf_or_image(make(), name=file_name, max_bytes=10 * MIB)

    assert sentence(refused.value) == said[code]


def test_picture_on_paper_is_small_and_stands_on_white():
    large = accept_image(images.drawn("JPEG", size=(3000, 2000)), name="a.jpg", max_bytes=MIB)
    sheer = accept_image(images.transparent(), name="a.png", max_bytes=MIB)

    with Image.open(io.BytesIO(for_print(large.data))) as printed:
        assert (printed.format, printed.size) == ("JPEG", (1600, 1067))
    with Image.open(io.BytesIO(for_print(sheer.data))) as printed:
        assert (printed.format, printed.mode, printed.size) == ("JPEG", "RGB", (40, 30))


def test_breakdown_of_a_reader_is_noticed():
    """The control of the test below: an error, a crash, a loop and too much memory each leave their mark."""
    assert shown("breaking", 4)["ends"] == {
        "ZeroDivisionError: by zero": 1,
        f"status {int(signal.SIGABRT)}": 1,
        f"status {int(signal.SIGXCPU)}": 1,
        "complex": 1,
    }


def test_damaged_files_are_taken_or_refused_but_never_an_error():
    """500 damaged files: each ends as taken or with a code that has a sentence, within 5 s and 300 MiB."""
    told = shown("uploads", 500)

    assert sum(told["ends"].values()) == 500
    assert told["ends"].keys() - SENTENCES.keys() == {"taken"}
    assert told["seconds"] <= 5
    assert told["mib"] <= 300


@pytest.mark.parametrize(
    ("name", "cleaned"),
    [
        ("Surat Pernyataan.pdf", "Surat Pernyataan.pdf"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\budi\\laporan.PDF", "laporan.pdf"),
        ('a"; filename="b.exe', "a-- filename--b.exe"),
        ("baris\r\nbaru.pdf", "barisbaru.pdf"),
        ("nol\x00.pdf", "nol.pdf"),
        ("fdp.exe\u202efdp.pdf", "fdp.exefdp.pdf"),
        ("  .pdf", "berkas.pdf"),
        ("CON.pdf", "_CON.pdf"),
        ("...", "berkas"),
        ("", "berkas"),
        ("é.pdf", "é.pdf"),
        ("x" * 300 + ".pdf", "x" * 116 + ".pdf"),
    ],
)
def test_name_is_made_safe_and_stays_readable(name, cleaned):
    assert clean_name(name) == cleaned


def test_stored_file_lies_under_its_hash(tmp_path):
    path, digest = store(b"isi", tmp_path)

    assert (path, digest) == (f"{digest[:2]}/{digest}", hashlib.sha256(b"isi").hexdigest())
    assert (tmp_path / path).read_bytes() == b"isi"


def test_storing_twice_leaves_one_file_and_no_rest(tmp_path):
    first = store(b"isi", tmp_path)

    assert store(b"isi", tmp_path) == first
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == [first[1]]


def test_half_a_file_of_an_earlier_crash_is_replaced(tmp_path):
    path, _ = store(b"isi yang utuh", tmp_path)
    (tmp_path / path).write_bytes(b"isi")

    store(b"isi yang utuh", tmp_path)

    assert (tmp_path / path).read_bytes() == b"isi yang utuh"


def test_full_disk_leaves_nothing_behind(tmp_path, monkeypatch):
    def full(handle):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("kipp.uploads.os.fsync", full)

    with pytest.raises(OSError, match="No space left"):
        store(b"isi", tmp_path)

    assert [file for file in tmp_path.rglob("*") if file.is_file()] == []
