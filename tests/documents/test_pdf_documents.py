"""Each printed document as a reader meets it: tagged, in Indonesian, nothing cut off, nothing parted."""

import io
import re
from functools import cache

import pytest
from django.template.loader import render_to_string
from pypdf import PdfReader

from kipp.documents.pdf import render_pdf
from tests.documents.award_samples import AWARD_DOCUMENTS, AWARD_TEMPLATES
from tests.documents.samples import DOCUMENTS as SAMPLES
from tests.documents.samples import TITLES, URL
from tests.language.english import findings

DOCUMENTS = SAMPLES | AWARD_DOCUMENTS
# What must be readable as text, spaces and line breaks aside.
PHRASES = {
    "berita_acara": [
        "PEMERINTAH KOTA TEGAL",
        "Nomor: 600.2.6/54",
        "Pada hari ini, Rabu tanggal tiga puluh satu bulan Juli tahun dua ribu dua puluh empat",
        "diikuti oleh 20 (dua puluh) proposal",
        "Kebaruan 15%",
        "Pendaftaran ditutup tanggal 28 Juni 2024; inovasi mulai diterapkan paling lambat tanggal 28 Juni 2023",
        "88,25",
        "KIPP-2024-0020",
        "Tidak menilai karena benturan kepentingan",
        "Tidak menilai karena berhalangan",
        "Dra. ENDANG SULISTYOWATI",
        "Tegal, 31 Juli 2024",
        "Pindai untuk memeriksa keaslian pada sistem ini.",
        "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08",
    ],
    "rekap_nilai": ["88,25", "Juara I", "KIPP-2024-0020", "P7: Nur Laila Hidayati", "NIP 19750101 200003 2 001"],
    "piagam": ["PIAGAM PENGHARGAAN", "JUARA I", "tanggal 12 Agustus 2024", "WALI KOTA TEGAL"],
    "pengumuman_pemenang": [
        "Nomor: 600.2.6/54",
        "3/BA-KIPP/2024 tanggal 31 Juli 2024",
        "Harapan III",
        "Penghargaan khusus",
    ],
    "pengumuman_finalis": ["FINALIS KOMPETISI", "KIPP-2024-0010", "Tahap berikutnya: Presentasi dan wawancara"],
    "lampiran_sk": ["KEPUTUSAN WALI KOTA TEGAL", "Harapan III", "88,25", "3/BA-KIPP/2024 tanggal 31 Juli 2024"],
    "tanda_terima": [
        "Nomor: KIPP-2024-0008",
        "28 Juni 2024 pukul 23.59 WIB",
        "1.590",
        "2c26b46b68ffc68ff99b453c1d30413413422d706483bfa0f98a5e886266e7ae",
    ],
    "poster_hasil": ["87,64", "1.250 orang", "SD = *", "2 Januari–28 Juni 2024", "Mutu B (Baik)"],
    "laporan_skm": [
        "BAB V KESIMPULAN",
        "Bab III Hasil Pengolahan Data SKM",
        "42,8%",
        "diperlukan paling sedikit 302 responden",
        "3,369",
        "**) 87,64",
        "Undang-Undang Nomor 25 Tahun 2009",
        "28 Juni 2024",
    ],
}
PAGES = {
    "berita_acara": range(3, 6),
    "rekap_nilai": range(2, 5),
    "piagam": range(1, 2),
    "pengumuman_pemenang": range(1, 3),
    "pengumuman_finalis": range(1, 3),
    "lampiran_sk": range(1, 3),
    "tanda_terima": range(1, 2),
    "poster_hasil": range(1, 2),
    "laporan_skm": range(12, 18),
}
# Millimetres of the first page.
SIZES = {
    "berita_acara": (210, 330),
    "rekap_nilai": (330, 210),
    "piagam": (297, 210),
    "pengumuman_pemenang": (210, 330),
    "pengumuman_finalis": (210, 330),
    "lampiran_sk": (210, 330),
    "tanda_terima": (210, 297),
    "poster_hasil": (210, 297),
    "laporan_skm": (210, 297),
}
HEADED = ["berita_acara", "rekap_nilai", "tanda_terima", "laporan_skm"]

every_document = pytest.mark.parametrize("name", DOCUMENTS)


@cache
def html(name):
    return render_to_string(f"pdf/{AWARD_TEMPLATES.get(name, name)}.html", DOCUMENTS[name]())


@cache
def reader(name):
    return PdfReader(io.BytesIO(render_pdf(html(name), title=DOCUMENTS[name]()["title"])))


def squeezed(text):
    return re.sub(r"\s+", "", text)


def structure(node):
    """Yield every element of the structure tree."""
    node = node.get_object()
    if isinstance(node, dict):
        yield node
        kids = node.get("/K", [])
        kids = kids if isinstance(kids, list) else [kids]
        for kid in kids:
            yield from structure(kid)


def elements(pdf):
    return list(structure(pdf.trailer["/Root"]["/StructTreeRoot"]))


@every_document
def test_text_is_readable_and_written_the_indonesian_way(name):
    text = squeezed("".join(page.extract_text() for page in reader(name).pages))

    assert [phrase for phrase in PHRASES[name] if squeezed(phrase) not in text] == []


@every_document
def test_no_english_word_or_number_is_printed(name):
    pages = reader(name).pages
    alternatives = [str(element["/Alt"]) for element in elements(reader(name)) if "/Alt" in element]

    texts = [re.sub(r"^\d\.\d (?=[A-Z])", "", page.extract_text(), flags=re.MULTILINE) for page in pages]  # headings

    assert findings([*texts, *alternatives, reader(name).metadata.title]) == set()


@every_document
def test_no_trace_of_the_template_is_printed(name):
    text = "".join(page.extract_text() for page in reader(name).pages)

    assert re.findall(r"\{#|\{%|\{\{|None|\bTrue\b|\bFalse\b|Decimal\(|Fraction\(", text) == []


@every_document
def test_document_is_tagged_and_says_its_language(name):
    root = reader(name).trailer["/Root"]

    assert (root["/Lang"], root["/MarkInfo"]["/Marked"]) == ("id", True)
    assert {"/H1", "/P"} <= {element.get("/S") for element in elements(reader(name))}


@every_document
def test_every_figure_has_words(name):
    figures = [element for element in elements(reader(name)) if element.get("/S") == "/Figure"]

    assert figures
    assert [figure for figure in figures if not figure.get("/Alt")] == []


@every_document
def test_every_font_is_embedded(name):
    missing = set()
    for page in reader(name).pages:
        for font in page["/Resources"].get("/Font", {}).values():
            whole = font.get_object()
            descendant = whole.get("/DescendantFonts", [whole])[0].get_object()
            if not any(key.startswith("/FontFile") for key in descendant["/FontDescriptor"].get_object()):
                missing.add(whole["/BaseFont"])
    assert missing == set()


@every_document
def test_pages_are_as_many_and_as_large_as_expected(name):
    box = reader(name).pages[0].mediabox

    assert tuple(round(float(side) / 72 * 25.4) for side in (box.width, box.height)) == SIZES[name]
    assert len(reader(name).pages) in PAGES[name]


@pytest.mark.parametrize("name", HEADED)
def test_foot_carries_number_and_page_of_pages(name):
    pages = reader(name).pages

    last = squeezed(pages[-1].extract_text())
    assert f"Halaman{len(pages)}dari{len(pages)}" in last
    assert "Nomor600.2.6/54" in last


@pytest.mark.parametrize(
    ("name", "sentence", "signed"),
    [
        ("berita_acara", "Demikian Berita Acara ini dibuat", "NUR LAILA HIDAYATI"),
        ("rekap_nilai", "Tanda – berarti tidak menilai", "SUTRISNO WIBOWO HADIKUSUMO"),
        ("laporan_skm", "Hasil ini menjadi bahan perbaikan", "SUTRISNO WIBOWO HADIKUSUMO"),
    ],
)
def test_signature_stands_on_the_page_of_the_last_line(name, sentence, signed):
    pages = [squeezed(page.extract_text()) for page in reader(name).pages]

    assert [squeezed(signed) in page for page in pages if squeezed(sentence) in page] == [True]


def test_head_of_the_ranking_repeats_on_each_page_of_it():
    pages = [squeezed(page.extract_text()) for page in reader("berita_acara").pages]
    with_rows = [page for page in pages if re.search(r"KIPP-2024-00\d\d", page) and "Lampiran" not in page]

    assert len(with_rows) > 1
    assert ["PeringkatJudulinovasiInstansiNilaitotal" in page for page in with_rows] == [True] * len(with_rows)


@every_document
def test_qr_leads_to_the_page_of_the_document(name):
    alternatives = [str(element.get("/Alt")) for element in elements(reader(name)) if element.get("/S") == "/Figure"]

    assert [alt for alt in alternatives if alt == f"Kode QR menuju halaman pemeriksaan keaslian: {URL}"]


def test_long_names_of_twelve_judges_are_all_printed():
    context = DOCUMENTS["berita_acara"]() | {"paper": "a4"}
    members = context["panel"]["members"]
    context["panel"]["members"] = [
        member | {"name": f"{member['name']} {number}"} for number, member in enumerate((members * 2)[:12])
    ]

    pdf = PdfReader(io.BytesIO(render_pdf(render_to_string("pdf/berita_acara.html", context), title="Uji")))

    text = squeezed("".join(page.extract_text() for page in pdf.pages))
    assert [
        number for number in range(1, 13) if f"{number}.{'Ketua' if number in {1, 8} else 'Anggota'}" not in text
    ] == []


LONG_LETTERHEAD = {
    "office": "DINAS PENGENDALIAN PENDUDUK, KELUARGA BERENCANA, PEMBERDAYAAN PEREMPUAN DAN PERLINDUNGAN ANAK",
    "unit": "Bidang Pemberdayaan Perempuan, Perlindungan Anak, dan Pemenuhan Hak Penyandang Disabilitas",
    "address": "Jalan Ki Gede Sebayu Nomor 12, Kelurahan Kemandungan, Kecamatan Tegal Barat, Kota Tegal 52114",
    "contact": "Telepon (0283) 000000, pos-el organisasi.setda@kotategal.example, laman organisasi.kotategal.example",
}


@pytest.mark.parametrize("name", ["piagam", "tanda_terima", "poster_hasil"])
def test_paper_of_one_page_stays_one_page_below_the_longest_letterhead(name):
    context = DOCUMENTS[name]()
    context["letterhead"] |= LONG_LETTERHEAD

    pdf = PdfReader(io.BytesIO(render_pdf(render_to_string(f"pdf/{name}.html", context), title="Uji")))

    assert len(pdf.pages) == 1


@pytest.mark.parametrize(("name", "paper"), [("berita_acara", "folio"), ("rekap_nilai", "a4-lanskap")])
def test_sixty_long_titles_break_between_rows_under_a_repeated_head(name, paper):
    context = DOCUMENTS[name]() | {"paper": paper}
    rows = [
        row | {"register_number": f"KIPP-2024-{number:04}", "title": " ".join([TITLES[0]] * 2)}
        for number, row in enumerate((context.get("results") or context["rows"]) * 3, start=1)
    ]
    context |= {"results": rows, "rows": rows}

    pdf = PdfReader(io.BytesIO(render_pdf(render_to_string(f"pdf/{name}.html", context), title="Uji")))

    pages = [squeezed(page.extract_text()) for page in pdf.pages]
    ranking = [page for page in pages if re.search(r"KIPP-2024-00\d\d", page) and "Lampiran" not in page]
    ranking = [page for page in ranking if "Penilai1Penilai2" not in page]
    assert len(ranking) > 4
    assert ["PeringkatJudulinovasi" in page or "PeringkatNo.register" in page for page in ranking] == [True] * len(
        ranking
    )
    # A row is whole: its title stands on the page of its number.
    title = squeezed(TITLES[0]) * 2
    assert [page.count(title) for page in ranking] == [len(re.findall(r"KIPP-2024-00\d\d", page)) for page in ranking]


def test_unbroken_title_wraps_instead_of_leaving_the_page():
    context = DOCUMENTS["berita_acara"]()
    context["results"] = [row | {"title": "W" * 200} for row in context["results"][:2]]

    pdf = PdfReader(io.BytesIO(render_pdf(render_to_string("pdf/berita_acara.html", context), title="Uji")))

    text = "".join(page.extract_text() for page in pdf.pages)
    assert squeezed(text).count("W" * 200) == 2
    # 30 of the widest letters fill the column; more on one line would run over its edge.
    assert max(map(len, re.findall("W+", text))) <= 30


def test_markup_in_a_title_is_printed_as_text():
    context = DOCUMENTS["tanda_terima"]()
    context["receipt"]["title"] = '<img src="http://127.0.0.1:9/x"> & <b>tebal</b>'

    pdf = PdfReader(io.BytesIO(render_pdf(render_to_string("pdf/tanda_terima.html", context), title="Uji")))

    assert "<b>tebal</b>" in "".join(page.extract_text() for page in pdf.pages)


def test_titles_of_the_sample_are_as_long_as_real_ones():
    assert max(map(len, TITLES)) == 86
