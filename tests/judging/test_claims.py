"""Which claims of a proposal a visit looks at, in which order and under which code."""

from datetime import date

import pytest

from judging.claims import Claim, Copy, Outcome, Paper, Part, camera_time, claims_of, needs_note

PARTS = [
    Part("1", "ringkasan", "Ringkasan", []),
    Part("5", "signifikansi", "Signifikansi", ["efektif", "bermanfaat"]),
    Part("6a", "status", "Status Replikasi", ["dapat_ditransfer"]),
    Part("6b", "potensi", "Potensi Replikasi", ["dapat_ditransfer"]),
    Part("7", "sumber_daya", "Sumber Daya", ["berkelanjutan"]),
]
RUNNING = Claim("masih-berjalan", "Inovasi masih berjalan", "Layanan dipakai masyarakat pada hari kunjungan.", True)


def of(answers=(), *, attachments=(), copies=(), papers=(), **content):
    sent = {"answers": dict(answers), "attachments": list(attachments), **content}
    return claims_of(sent, PARTS, copies=copies, papers=papers)


def test_a_whole_proposal_gives_its_checklist_in_a_fixed_order():
    found = of(
        {
            "ringkasan": "Menjangkau 900 warga.",
            "signifikansi": "Waktu tunggu turun dari 120 menjadi 30 menit. Warga puas.\n2. Pemohon naik 45%.",
            "status": "Sudah. Ditiru Kabupaten Rekaan.",
            "potensi": "Ada di 500 kota.",
            "sumber_daya": "Tiga petugas.",
        },
        implemented_on="2023-01-02",
        papers=[Paper("Surat keputusan", date(2022, 12, 30))],
        copies=[Copy("Dinas Rekaan", "Kabupaten Rekaan", date(2024, 2, 1))],
        attachments=[{"kind": "data_dukung", "title": "Data Dukung", "name": "data.pdf"}],
    )

    assert found == [
        Claim("mulai-penerapan", "Mulai diterapkan", "Inovasi mulai diterapkan pada 2 Januari 2023.", True),
        Claim(
            "bukti-mulai-1",
            "Bukti mulai penerapan: surat keputusan",
            "Surat keputusan bertanggal 30 Desember 2022 menunjukkan mulai penerapan.",
            True,
        ),
        RUNNING,
        Claim("signifikansi-1", "Signifikansi: angka 1", "Waktu tunggu turun dari 120 menjadi 30 menit."),
        Claim("signifikansi-2", "Signifikansi: angka 2", "Pemohon naik 45%."),
        Claim(
            "replikasi-1",
            "Replikasi oleh Dinas Rekaan",
            "Dinas Rekaan, Kabupaten Rekaan, menerapkannya sejak 1 Februari 2024.",
        ),
        Claim("status", "Status Replikasi", "Sudah. Ditiru Kabupaten Rekaan."),
        Claim("sumber_daya", "Sumber Daya", "Keadaan di lapangan seperti diuraikan pada bagian 7."),
        Claim(
            "lampiran-data_dukung",
            "Lampiran: Data Dukung",
            "Isi berkas data.pdf sesuai dengan dokumen asli dan keadaan di lapangan.",
        ),
    ]


def test_an_empty_text_still_has_to_run():
    assert of() == [RUNNING]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("Pada tahun 2023 layanan dibuka.", []),
        ("Diatur Peraturan Wali Kota Nomor 12 Tahun 2021.", []),
        ("Dimulai 3 Maret 2022", []),
        ("1. Layanan dibuka.", []),
        ("Tahun 2023 dilayani 2.150 warga.", ["Tahun 2023 dilayani 2.150 warga."]),
        ("Melayani 2000 warga!", ["Melayani 2000 warga!"]),
        ("Hemat Rp1.500.000; naik 3,5 persen", ["Hemat Rp1.500.000;", "naik 3,5 persen"]),
        ("- Kasus turun 12", ["Kasus turun 12"]),
    ],
)
def test_a_sentence_with_a_figure_is_a_claim(text, figures):
    assert [claim.statement for claim in of({"signifikansi": text})[1:]] == figures


@pytest.mark.parametrize("text", ["Belum.", "belum direplikasi", "  Belum ada", ""])
def test_nothing_is_claimed_of_use_elsewhere_that_has_not_begun(text):
    assert of({"status": text}) == [RUNNING]


@pytest.mark.parametrize("outcome", Outcome)
def test_everything_but_agreement_needs_a_note(outcome):
    assert needs_note(outcome) == (outcome != "true")


@pytest.mark.parametrize(("said", "read"), [("2024-05-06 07:08:09", "6 Mei 2024 pukul 07.08"), ("", "")])
def test_the_time_of_a_camera_has_no_zone(said, read):
    assert camera_time(said) == read
