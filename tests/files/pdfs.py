"""PDF files made in code: good ones a unit would really send, and hostile ones nobody should."""

import io
import zipfile
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

ALERT = "app.alert('KENARI')"


def blank(pages=1):
    pdf = pikepdf.new()
    for _ in range(pages):
        pdf.add_blank_page(page_size=(595, 842))
    return pdf


def saved(pdf, **options):
    out = io.BytesIO()
    pdf.save(out, **options)
    return out.getvalue()


def script(pdf=None):
    action = Dictionary(S=Name.JavaScript, JS=String(ALERT))
    return action if pdf is None else pdf.make_indirect(action)


def changed(change, pages=1, **options):
    """Return a blank PDF after one change, as bytes."""
    pdf = blank(pages)
    change(pdf)
    return saved(pdf, **options)


def annotated(**annotation):
    def change(pdf):
        note = pdf.make_indirect(Dictionary(Type=Name.Annot, Rect=[0, 0, 99, 99], **annotation))
        pdf.pages[0].Annots = Array([note])
        if annotation["Subtype"] == Name.Widget:
            note.update({"/FT": Name.Btn, "/T": String("tombol")})
            pdf.Root.AcroForm = Dictionary(Fields=Array([note]))

    return changed(change)


# --- good ---------------------------------------------------------------------------------------


def plain():
    return saved(blank(3))


def with_object_streams():
    return saved(blank(2), object_stream_mode=pikepdf.ObjectStreamMode.generate)


def linearized():
    return saved(blank(2), linearize=True)


def with_web_link():
    return annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("https://www.kotategal.example/layanan")))


def with_bookmarks():
    pdf = blank(3)
    with pdf.open_outline() as outline:
        outline.root.extend(pikepdf.OutlineItem(f"Bab {number + 1}", number) for number in range(3))
    return saved(pdf)


def with_form_field():
    def change(pdf):
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("nama"), V=String("Budi")))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]))

    return changed(change)


def with_text():
    def change(pdf):
        font = pdf.make_indirect(Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica))
        pdf.pages[0].Resources = Dictionary(Font=Dictionary(F1=font))
        pdf.pages[0].Contents = pdf.make_stream(b"BT /F1 12 Tf 72 700 Td (Surat Pernyataan) Tj ET")

    return changed(change)


def with_scan():
    def change(pdf):
        image = pdf.make_stream(zlib.compress(bytes(200 * 300)))
        image.update(
            {
                "/Type": Name.XObject,
                "/Subtype": Name.Image,
                "/Width": 200,
                "/Height": 300,
                "/ColorSpace": Name.DeviceGray,
                "/BitsPerComponent": 8,
                "/Filter": Name.FlateDecode,
            }
        )
        pdf.pages[0].Resources = Dictionary(XObject=Dictionary(Im0=image))
        pdf.pages[0].Contents = pdf.make_stream(b"q 200 0 0 300 0 0 cm /Im0 Do Q")

    return changed(change)


def with_lost_table():
    """A file whose cross-reference table was cut off; every reader repairs it."""
    data = with_text()
    return data[: data.rindex(b"xref")]


def after_byte_order_mark():
    return b"\xef\xbb\xbf\r\n" + plain()


GOOD = {
    "plain": plain,
    "object_streams": with_object_streams,
    "linearized": linearized,
    "web_link": with_web_link,
    "bookmarks": with_bookmarks,
    "form_field": with_form_field,
    "text": with_text,
    "scan": with_scan,
    "lost_table": with_lost_table,
    "byte_order_mark": after_byte_order_mark,
}

# --- refused: name -> (file, code) --------------------------------------------------------------


def encrypted(owner, user):
    return saved(blank(), encryption=pikepdf.Encryption(owner=owner, user=user))


def with_attachment():
    def change(pdf):
        pdf.attachments["makro.docm"] = b"PK\x03\x04" + b"x" * 50

    return changed(change)


def with_attachment_in_a_note():
    pdf = blank()
    spec = pikepdf.AttachedFileSpec(pdf, b"MZ" + b"x" * 50, filename="a.exe")
    note = Dictionary(Type=Name.Annot, Subtype=Name.FileAttachment, Rect=[0, 0, 9, 9], FS=spec.obj)
    pdf.pages[0].Annots = Array([pdf.make_indirect(note)])
    return saved(pdf)


def portfolio():
    return changed(lambda pdf: pdf.Root.update({"/Collection": Dictionary(Type=Name.Collection)}))


def xfa():
    def change(pdf):
        pdf.Root.AcroForm = Dictionary(Fields=Array([]), XFA=pdf.make_stream(b"<xdp:xdp/>"))

    return changed(change)


def stream_of_another_file():
    def change(pdf):
        content = pdf.make_stream(b"")
        content["/F"] = String("/etc/passwd")
        pdf.pages[0].Contents = content

    return changed(change)


def flate_bomb():
    def change(pdf):
        content = pdf.make_stream(b"")
        content.write(zlib.compress(bytes(300 * 1024 * 1024), 9), filter=Name.FlateDecode)
        pdf.pages[0].Contents = content

    return changed(change)


def nested_flate_bomb():
    def change(pdf):
        content = pdf.make_stream(b"")
        twice = zlib.compress(zlib.compress(bytes(1024 * 1024), 9), 9)
        content.write(twice, filter=Array([Name.FlateDecode, Name.FlateDecode]))
        pdf.pages[0].Contents = content

    return changed(change, compress_streams=False, stream_decode_level=pikepdf.StreamDecodeLevel.none)


def object_stream_bomb():
    """An object stream that swells to more than a child may have when the file is opened."""
    body = zlib.compress(b"1 0 " + b" " * (700 * 1024 * 1024), 1)
    squeezed = zlib.compress(body, 9)
    return (
        b"%PDF-1.5\n2 0 obj\n<</Type/ObjStm/N 1/First 4/Filter[/FlateDecode/FlateDecode]/Length "
        + str(len(squeezed)).encode()
        + b">>stream\n"
        + squeezed
        + b"\nendstream endobj\ntrailer<</Root 1 0 R>>\n"
    )


def deep_nesting():
    return b"%PDF-1.4\n1 0 obj\n" + b"[" * 200_000 + b"]" * 200_000 + b"\nendobj\ntrailer<</Root 1 0 R>>\n"


def nested_arrays():
    def change(pdf):
        thing = Array([])
        for _ in range(100):
            thing = Array([thing])
        pdf.Root.Tiefe = thing

    return changed(change)


def circular_pages():
    return (
        b"%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        b"2 0 obj<</Type/Pages/Count 1/Kids[2 0 R]>>endobj\ntrailer<</Root 1 0 R>>\n"
    )


def html_called_pdf():
    return b"<html><script>alert(1)</script></html>"


def html_with_pdf_inside():
    return b"<html><script>alert(1)</script><!--" + plain() + b"--></html>"


def zip_of_files():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "x")
    return out.getvalue()


REFUSED = {
    "empty": (lambda: b"", "empty"),
    "html": (html_called_pdf, "type"),
    "html_before_pdf": (html_with_pdf_inside, "type"),
    "zip": (zip_of_files, "type"),
    "windows_program": (lambda: b"MZ\x90\x00" + plain(), "type"),
    "shell_script": (lambda: b"#!/bin/sh\n" + plain(), "type"),
    "svg": (lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "type"),
    "signature_only": (lambda: b"%PDF-1.7\n", "broken"),
    "signature_and_html": (lambda: b"%PDF-1.7\n<html><script>alert(1)</script></html>", "broken"),
    "no_pages": (lambda: saved(pikepdf.new()), "broken"),
    "circular_pages": (circular_pages, "broken"),
    "user_password": (lambda: encrypted("o", "u"), "password"),
    "owner_password": (lambda: encrypted("o", ""), "password"),
    "attachment": (with_attachment, "embedded"),
    "attachment_in_a_note": (with_attachment_in_a_note, "embedded"),
    "portfolio": (portfolio, "embedded"),
    "xfa_form": (xfa, "xfa"),
    "rich_media": (lambda: annotated(Subtype=Name.RichMedia), "active"),
    "three_dimensions": (lambda: annotated(Subtype=Name("/3D")), "active"),
    "movie": (lambda: annotated(Subtype=Name.Movie), "active"),
    "screen": (lambda: annotated(Subtype=Name.Screen), "active"),
    "stream_of_another_file": (stream_of_another_file, "active"),
    "too_many_pages": (lambda: saved(blank(501)), "pages"),
    "flate_bomb": (flate_bomb, "complex"),
    "nested_flate_bomb": (nested_flate_bomb, "complex"),
    "object_stream_bomb": (object_stream_bomb, None),
    "deep_nesting": (deep_nesting, None),
    "nested_arrays": (nested_arrays, "complex"),
}

# --- taken, but without what acts by itself -------------------------------------------------------


def open_action():
    return changed(lambda pdf: pdf.Root.update({"/OpenAction": script(pdf)}))


def hidden_in_object_stream():
    return changed(
        lambda pdf: pdf.Root.update({"/OpenAction": script(pdf)}),
        object_stream_mode=pikepdf.ObjectStreamMode.generate,
    )


def named_script():
    def change(pdf):
        tree = Dictionary(Names=Array([String("x"), script(pdf)]))
        pdf.Root.Names = Dictionary(JavaScript=tree)

    return changed(change)


def page_action():
    return changed(lambda pdf: pdf.pages[0].obj.update({"/AA": Dictionary(O=script())}))


def chained_action():
    return annotated(
        Subtype=Name.Link,
        A=Dictionary(S=Name.URI, URI=String("https://a.example"), Next=Array([script()])),
    )


def field_action():
    def change(pdf):
        field = Dictionary(FT=Name.Tx, T=String("n"), AA=Dictionary(K=script()))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]))

    return changed(change)


def bookmark_action():
    def change(pdf):
        with pdf.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Bab", action=script()))

    return changed(change)


def launch():
    return annotated(Subtype=Name.Link, A=Dictionary(S=Name.Launch, F=String("KENARI.exe")))


def remote_goto():
    return annotated(Subtype=Name.Link, A=Dictionary(S=Name.GoToR, F=String("//srv/KENARI"), D=String("x")))


def submit_form():
    return annotated(Subtype=Name.Widget, A=Dictionary(S=Name.SubmitForm, F=String("http://KENARI.example")))


def import_data():
    return annotated(Subtype=Name.Widget, A=Dictionary(S=Name.ImportData, F=String("KENARI.fdf")))


def unknown_action():
    return annotated(Subtype=Name.Link, A=Dictionary(Type=Name.Action, S=Name("/KENARI"), F=String("KENARI")))


def script_address():
    return annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("javascript:KENARI()")))


def file_address():
    return annotated(Subtype=Name.Link, A=Dictionary(S=Name.URI, URI=String("file:///KENARI")))


def private_data():
    return changed(lambda pdf: pdf.Root.update({"/PieceInfo": Dictionary(X=String("KENARI"))}))


def unreachable_object():
    data = plain()
    return data.replace(b"%%EOF", b"99 0 obj (KENARI) endobj\n%%EOF")


def html_after_the_end():
    return plain() + b"\n<script>KENARI</script>"


def archive_after_the_end():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("KENARI.txt", "KENARI")
    return plain() + out.getvalue()


def html_in_a_comment():
    return plain().replace(b"%PDF-1.", b"%PDF-1.", 1).replace(b"\n", b"\n%<script>KENARI</script>\n", 1)


STRIPPED = {
    "open_action": open_action,
    "hidden_in_object_stream": hidden_in_object_stream,
    "named_script": named_script,
    "page_action": page_action,
    "chained_action": chained_action,
    "field_action": field_action,
    "bookmark_action": bookmark_action,
    "launch": launch,
    "remote_goto": remote_goto,
    "submit_form": submit_form,
    "import_data": import_data,
    "unknown_action": unknown_action,
    "script_address": script_address,
    "file_address": file_address,
    "private_data": private_data,
    "unreachable_object": unreachable_object,
    "html_after_the_end": html_after_the_end,
    "archive_after_the_end": archive_after_the_end,
    "html_in_a_comment": html_in_a_comment,
}
