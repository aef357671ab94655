"""A bundle comes out again figure by figure; whatever is altered in one is found, and its place is named."""

import json

import pytest

from judging import verifying
from judging.signatures import sign
from judging.verifying import faults
from kipp.canonical import canonical
from tests.judging.bundles import KEY, SECRET, bundle, inputs


def altered(change):
    """The file with its content changed, written canonically, with the old signature."""
    file = json.loads(bundle())
    change(file["content"])
    return canonical(file)


def test_a_whole_bundle_has_no_fault():
    assert (faults(bundle()), faults(bundle(), key=f" {KEY.upper()}\n")) == ([], [])


def test_an_altered_byte_is_found_without_counting_again(monkeypatch):
    """Digests, the one way to write, and the signature see each of them; so nothing rests on figures alone."""
    data = bundle()
    counted = json.loads(data)["content"]["outputs"]
    monkeypatch.setattr(verifying, "outputs", lambda inputs: counted)

    unseen = []
    for place in [*range(0, len(data), 7), *range(len(data) - 200, len(data))]:  # the signature whole
        changed = bytearray(data)
        changed[place] ^= 1 << place % 8
        if not faults(bytes(changed)):
            unseen.append(place)

    assert (unseen, len(data) > 5000) == ([], True)


MARK = "Nilai proposal KIPP-1 Juri 2 efektif 1 tidak sesuai sidik digitalnya: "


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        (lambda c: c["inputs"]["marks"][3].update(value="90.00"), MARK),
        (lambda c: c["inputs"]["rounds"][0]["rules"]["weights"].update(efektif="50"), "Tahap proposal tidak sesuai"),
        (lambda c: c["inputs"]["decisions"][0].update(reason="Lain."), "Keputusan pleno proposal tidak sesuai"),
        (lambda c: c["inputs"]["entries"].pop(), "Proposal tidak sesuai sidik digitalnya: tidak ada."),
        (lambda c: c["inputs"].update(catatan="baru"), "catatan tidak sesuai sidik digitalnya: baru."),
        (lambda c: c["digests"].pop("competition"), "Kompetisi tidak sesuai sidik digitalnya"),
        (
            lambda c: c["outputs"]["results"][1].update(total="81.01"),
            "Hasil proposal KIPP-1, nilai: tercatat 81.01, dihitung 81.00.",
        ),
        (
            lambda c: c["outputs"]["results"][0].update(place=2),
            "Hasil proposal KIPP-2, peringkat: tercatat 2, dihitung 1.",
        ),
        (
            lambda c: c["outputs"]["sheets"][4].update(total="99"),
            "Nilai lembar proposal KIPP-3 Juri 1, nilai: tercatat 99, dihitung 100.",
        ),
        (lambda c: c["outputs"]["results"].reverse(), "Hasil proposal KIPP-2: tercatat "),
        (
            lambda c: c["outputs"]["results"][0].update(juara="ya"),
            "Hasil proposal KIPP-2, juara: tercatat ya, dihitung tidak ada.",
        ),
        (lambda c: c["outputs"]["open_tie"].append("KIPP-9"), "Nilai sama yang belum diputus KIPP-9: tercatat KIPP-9"),
        (
            lambda c: c["outputs"]["analysis"]["panel"]["alpha"].update(value="0.5000"),
            "Keandalan, panel, alpha, value: tercatat 0.5000, dihitung ",
        ),
        (
            lambda c: c["outputs"]["analysis"]["entries"][0]["mean"].update(value="81.01"),
            "Keandalan, entries KIPP-2, mean, value: tercatat 81.01, dihitung 81.00.",
        ),
        (lambda c: c["outputs"]["analysis"]["judges"].pop(), "Keandalan, judges: tercatat "),
        (lambda c: c["outputs"]["analysis"].update(catatan=1), "Keandalan, catatan: tercatat 1, dihitung tidak ada."),
        (lambda c: c["outputs"].pop("open_tie"), "Bagian hasil tidak dikenal: open_tie."),
        (lambda c: c.update(format="kipp-hasil-1"), "Bentuk berkas kipp-hasil-1 tidak dikenal oleh pemeriksa ini."),
        (lambda c: c.pop("digests"), "Susunan berkas tidak dikenal: bagian berkas kurang atau lebih."),
        (lambda c: c.update(inputs=[]), "Susunan berkas tidak dikenal: "),
        (lambda c: c.update(key="ff" * 32), "Tanda tangan berkas tidak cocok dengan isinya."),
    ],
)
def test_the_first_sentence_names_what_was_altered(change, sentence):
    assert faults(altered(change))[0].startswith(sentence)


def test_a_bundle_signed_by_somebody_else_is_known_by_the_published_key():
    foreign = bundle(secret="7f" * 32)

    assert faults(foreign) == []
    assert [fault[:40] for fault in faults(foreign, key=KEY)] == ["Berkas ditandatangani dengan kunci lain:"]


def test_marks_changed_together_with_their_digests_do_not_come_out_again():
    """Whoever also holds the key can sign anything; the frozen figures and the printed paper then disagree."""
    given = inputs()
    given["marks"][3]["value"] = "90.00"
    file = json.loads(bundle(given))
    file["content"]["outputs"] = json.loads(bundle())["content"]["outputs"]
    file["signature"] = sign(SECRET, canonical(file["content"]))

    assert faults(canonical(file))[0] == "Nilai lembar proposal KIPP-1 Juri 2, nilai: tercatat 81, dihitung 87."


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (b"", "Berkas tidak dapat dibaca: Expecting value"),
        (b"\xff", "Berkas tidak dapat dibaca: 'utf-8' codec"),
        (b"[" * 100_000, "Berkas tidak dapat dibaca: maximum recursion"),
        (b"[]", "Susunan berkas tidak dikenal"),
        (b"7", "Susunan berkas tidak dikenal"),
        (altered(lambda c: c.update(format="\x1b[2J\u202e")), "Bentuk berkas \\u001b[2J\\u202e tidak dikenal"),
        (
            altered(lambda c: c["inputs"]["rounds"][0]["rules"]["weights"].update(efektif="1e99999999")),
            "Tahap proposal tidak sesuai sidik digitalnya",
        ),
        (bundle() + b"\n", f"Cara menulis berkas berubah mulai huruf ke-{len(bundle()) + 1}."),
    ],
)
def test_what_is_no_bundle_is_said_to_be_none(data, sentence):
    assert faults(data)[0].startswith(sentence)
