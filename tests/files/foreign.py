"""What is no PDF, under names that say or do not say so: office files, markup, archives, and files that are two things.

Each table maps a name to (file, file name, code of the refusal).
"""

import bz2
import gzip
import io
import tarfile
import zipfile

from tests.files import images, pdfs

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # the container of .doc, .xls and of locked office files
SCRIPT = b"<script>alert('KENARI')</script>"


def packed(**parts):
    """Return a ZIP archive; two underscores in a name stand for a slash, one for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def office(part, **more):
    return packed(**{"[Content_Types].xml": "<Types/>", part: "<w/>", **more})


def zip_bomb():
    return packed(**{f"lapis{n}": bytes(20 * 1024 * 1024) for n in range(3)})


def tar():
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as archive:
        entry = tarfile.TarInfo("../../etc/cron.d/kenari")
        archive.addfile(entry, io.BytesIO())
    return out.getvalue()


def entities():
    lines = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 9))
    return f'<?xml version="1.0"?><!DOCTYPE l [<!ENTITY l0 "lol">{lines}]><l>&l8;</l>'.encode()


OFFICE = {
    "docx": (lambda: office("word__document.xml"), "surat.docx", "type"),
    "docx_called_pdf": (lambda: office("word__document.xml"), "surat.pdf", "type"),
    "docm_called_pdf": (lambda: office("word__document.xml", word__vbaProject_bin=OLE), "surat.pdf", "type"),
    "docx_with_a_remote_template": (
        lambda: office("word___rels__settings.xml.rels", word__x="http://KENARI.example/t.dotm"),
        "surat.pdf",
        "type",
    ),
    "xlsx_called_pdf": (lambda: office("xl__workbook.xml"), "nilai.pdf", "type"),
    "xlsm": (lambda: office("xl__workbook.xml", xl__vbaProject_bin=OLE), "nilai.xlsm", "type"),
    "pptx_called_pdf": (lambda: office("ppt__presentation.xml"), "paparan.pdf", "type"),
    "doc_called_pdf": (lambda: OLE + bytes(600), "surat.pdf", "type"),
    "locked_office_file": (lambda: OLE + "EncryptedPackage".encode("utf-16-le"), "surat.pdf", "type"),
    "odt_called_pdf": (
        lambda: packed(mimetype="application/vnd.oasis.opendocument.text", content_xml="<x/>"),
        "surat.pdf",
        "type",
    ),
    "rtf_with_an_object": (lambda: rb"{\rtf1{\object\objdata 4d5a}}", "surat.pdf", "type"),
    "office_behind_a_pdf_signature": (lambda: b"%PDF-1.7\n" + office("word__document.xml"), "surat.pdf", "broken"),
}

MARKUP = {
    "html_page": (lambda: b"<!DOCTYPE html>" + SCRIPT, "a.html", "type"),
    "xhtml_called_pdf": (lambda: b'<?xml version="1.0"?><html>' + SCRIPT + b"</html>", "a.pdf", "type"),
    "svg_called_pdf": (lambda: b"<svg onload='alert(1)'>" + SCRIPT + b"</svg>", "a.pdf", "type"),
    "xml_with_entities": (entities, "a.pdf", "type"),
    "xml_that_reads_a_file": (
        lambda: b'<?xml version="1.0"?><!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><x>&f;</x>',
        "a.pdf",
        "type",
    ),
    "mail_with_html": (lambda: b"MIME-Version: 1.0\r\nContent-Type: text/html\r\n\r\n" + SCRIPT, "a.pdf", "type"),
    "html_application": (lambda: b"<HTA:APPLICATION>" + SCRIPT, "a.hta", "type"),
    "xfdf": (lambda: b'<xfdf xmlns="http://ns.adobe.com/xfdf/"><f href="KENARI.pdf"/></xfdf>', "a.pdf", "type"),
    "html_behind_a_pdf_signature": (lambda: b"%PDF-1.4\n" + SCRIPT * 50, "a.pdf", "broken"),
}

ARCHIVES = {
    "zip_bomb": (zip_bomb, "a.pdf", "type"),
    "zip_in_a_zip": (lambda: packed(dalam_zip=packed(KENARI_exe="MZ")), "a.pdf", "type"),
    "zip_that_climbs": (lambda: packed(**{"..__..__etc__cron": "KENARI"}), "a.zip", "type"),
    "gzip": (lambda: gzip.compress(pdfs.plain()), "a.pdf", "type"),
    "bzip2": (lambda: bz2.compress(pdfs.plain()), "a.pdf", "type"),
    "seven_zip": (lambda: b"7z\xbc\xaf\x27\x1c" + bytes(100), "a.pdf", "type"),
    "rar": (lambda: b"Rar!\x1a\x07\x01\x00" + bytes(100), "a.pdf", "type"),
    "tar": (tar, "a.pdf", "type"),
}

TWO_THINGS = {
    "picture_before_pdf": (lambda: b"GIF89a\x01\x00\x01\x00" + pdfs.plain(), "a.pdf", "type"),
    "pdf_inside_a_photo": (lambda: images.drawn("JPEG", comment=pdfs.plain()), "a.pdf", "type"),
    "archive_before_pdf": (lambda: packed(KENARI_jar="PK") + pdfs.plain(), "a.pdf", "type"),
    "pdf_stored_in_an_archive": (lambda: packed(**{"a.pdf": pdfs.plain()}), "a.pdf", "type"),
    "pdf_after_a_kilobyte": (lambda: b"x" * 1024 + pdfs.plain(), "a.pdf", "type"),
    "program_of_two_systems": (lambda: b"\x7fELF" + pdfs.plain(), "a.pdf", "type"),
    "java_class": (lambda: b"\xca\xfe\xba\xbe" + pdfs.plain(), "a.pdf", "type"),
    "postscript": (lambda: b"%!PS-Adobe-3.0\n(%PDF-1.4) run", "a.pdf", "type"),
    "macro_before_pdf": (lambda: b"Content-Type: application/pdf\n\n" + pdfs.plain(), "a.pdf", "type"),
}

CUT_OFF = {
    "half": (lambda: pdfs.plain()[:200], "a.pdf", "broken"),
    "first_line": (lambda: pdfs.plain()[:12], "a.pdf", "broken"),
    "only_the_end": (lambda: pdfs.plain()[-200:], "a.pdf", "type"),
    "zeros": (lambda: bytes(5000), "a.pdf", "type"),
    "signature_and_zeros": (lambda: b"%PDF-1.7\n" + bytes(5000), "a.pdf", "broken"),
}

FOREIGN = OFFICE | MARKUP | ARCHIVES | TWO_THINGS | CUT_OFF
