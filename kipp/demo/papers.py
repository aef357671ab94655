"""What the invented office hands out: juknis, the form of a statement, the announcement of registration."""

import textwrap
from collections.abc import Sequence

LINE = 80  # characters

GUIDE_TITLE = "Petunjuk teknis Kompetisi Inovasi Pelayanan Publik Kota Tegal {year}"
GUIDE = (
    "PETUNJUK TEKNIS",
    "KOMPETISI INOVASI PELAYANAN PUBLIK KOTA TEGAL TAHUN {year}",
    "",
    "A. Peserta",
    "Perangkat daerah, kecamatan, kelurahan, BLUD, BUMD, dan SMP negeri di lingkungan Pemerintah Kota Tegal.",
    "B. Syarat inovasi",
    "Inovasi sudah diterapkan paling sedikit satu tahun, dihitung sampai tanggal penutupan pendaftaran.",
    "C. Berkas",
    "Surat pernyataan implementasi, identitas inovator, dan kesediaan replikasi, berupa PDF yang sudah ditandatangani.",
    "D. Verifikasi",
    "Penyelenggara memeriksa syarat dan kelengkapan. Proposal yang belum lengkap dapat dikembalikan untuk diperbaiki.",
    "E. Penilaian",
    "Tim juri menilai lima kriteria: kebaruan, efektif, bermanfaat, dapat ditransfer, dan berkelanjutan.",
)

FORM_KIND = "surat_pernyataan_implementasi"
FORM = (
    "SURAT PERNYATAAN IMPLEMENTASI INOVASI",
    "",
    "Yang bertanda tangan di bawah ini:",
    "Nama          : ..................................................",
    "NIP             : ..................................................",
    "Jabatan      : ..................................................",
    "Instansi       : ..................................................",
    "",
    "menyatakan dengan sesungguhnya bahwa inovasi pelayanan publik",
    "berjudul : ...................................................................",
    "sudah diterapkan sejak tanggal .................... dan masih berjalan sampai surat ini ditandatangani.",
    "",
    "Tegal, ........................................",
    "Kepala instansi,",
    "",
    "",
    "..................................................",
)

ABOUT = "Pendaftaran Kompetisi Inovasi Pelayanan Publik Kota Tegal Tahun {year}"
BODY = """\
Dalam rangka meningkatkan kualitas pelayanan publik melalui inovasi, Pemerintah Kota Tegal menyelenggarakan \
Kompetisi Inovasi Pelayanan Publik Kota Tegal Tahun {year} dengan tema “{theme}”. Sehubungan dengan hal tersebut, \
disampaikan ketentuan pendaftaran sebagai berikut.

1. Peserta adalah perangkat daerah, kecamatan, kelurahan, BLUD, BUMD, dan SMP negeri di lingkungan Pemerintah Kota \
Tegal.

2. Pendaftaran dibuka sejak {opens_on} dan ditutup pada {closes}. Proposal yang belum dikirim sampai saat itu tidak \
diikutsertakan.

3. Inovasi yang diusulkan sudah diterapkan paling sedikit satu tahun, dihitung sampai tanggal penutupan pendaftaran.

4. Proposal disusun dan dikirim melalui aplikasi KIPP Kota Tegal, disertai surat pernyataan implementasi, surat \
pernyataan identitas perorangan atau tim, dan surat pernyataan kesediaan replikasi yang sudah ditandatangani.

5. Petunjuk teknis dan formulir kosong dapat diunduh pada halaman Panduan aplikasi. Pendaftaran tidak dipungut biaya."""

LATER_DAYS = 3
REASON = "Pengumuman hasil digabungkan dengan acara penyerahan penghargaan yang dijadwalkan tiga hari kemudian."


def printed(paragraphs: Sequence[str], *, year: int) -> list[str]:
    """The lines of a paper; an empty paragraph is an empty line."""
    return [line for text in paragraphs for line in textwrap.wrap(text.format(year=year), LINE) or [""]]
