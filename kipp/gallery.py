"""The gallery of components: every component in every state, rendered from the line that a template would hold.

Shown to organisers outside production; new pages are assembled from what stands here.
"""

from dataclasses import dataclass

from django.http import Http404
from django.template import engines
from django.urls import reverse
from django.views.generic import TemplateView

from kipp import gallery_samples
from kipp.access import Guarded
from kipp.accounts.permissions import is_organiser


@dataclass(frozen=True)
class Example:
    title: str
    source: str  # as it stands in a template


@dataclass(frozen=True)
class Group:
    title: str
    examples: tuple[Example, ...]


def _leaf(name: str, inputs: str = "") -> str:
    return f'{{% include "components/{name}.html"{" with " + inputs if inputs else ""} only %}}'


def _states(name: str, cases: dict[str, str]) -> list[Example]:
    return [Example(title, _leaf(name, inputs)) for title, inputs in cases.items()]


STATUSES = (
    "draft",
    "submitted",
    "returned",
    "verified",
    "rejected",
    "withdrawn",
    "queued",
    "running",
    "done",
    "failed",
)

GROUPS = {
    "halaman": Group(
        "Halaman dan navigasi",
        (
            *_states(
                "page_head",
                {
                    "Kepala halaman": 'title="Undang pengguna" back_url="/" back_label="daftar pengguna"',
                    "Dengan keadaan dan keterangan": 'title="Sapa Rumah Warga" lead="KIPP-2024-0008" '
                    'status_kind="submitted" status_label="Terkirim"',
                    "Dengan ringkasan galat": 'title="Buat periode" form=faulty',
                },
            ),
            *_states("tabs", {"Tab tanpa JavaScript": 'label="Tampilan" items=tabs'}),
            *_states("phases", {"Pita tahap": "phases=phases"}),
            *_states("pager", {"Halaman daftar": "page=page query=query"}),
            *_states(
                "confirmation",
                {
                    "Konfirmasi dengan nomor": 'title="Proposal terkirim" reference_label="Nomor" '
                    'reference="KIPP-2024-0008" text="Hasil verifikasi diumumkan 12 Juli 2024."'
                },
            ),
        ),
    ),
    "tombol": Group(
        "Tombol, keadaan, dan pemberitahuan",
        (
            *_states(
                "button",
                {
                    "Tautan berbentuk tombol, utama": 'url="#" label="Periksa dan kirim" kind="primary"',
                    "Kedua": 'url="#" label="Ubah" of="judul inovasi"',
                    "Menghapus": 'url="#" label="Hapus" kind="danger"',
                },
            ),
            *_states(
                "action", {"Tombol yang mengirim": 'url="/" label="Ulangi" kind="secondary" csrf_token=csrf_token'}
            ),
            *[Example(f"Tanda {state}", _leaf("badge", f'kind="{state}" label="{state}"')) for state in STATUSES],
            *[
                Example(
                    f"Pemberitahuan {kind}",
                    f'{{% notice "{kind}" %}}<p>Pendaftaran ditutup 28 Juni 2024.</p>{{% endnotice %}}',
                )
                for kind in ("info", "success", "warning", "error")
            ],
            *_states("empty", {"Daftar kosong": 'text="Belum ada proposal."'}),
            *_states("progress", {"Kemajuan": 'id="kemajuan" label="Lembar nilai terkirim" value=7 total=20'}),
            Example(
                "Dialog",
                '{% dialog id="contoh-dialog" title="Sesi hampir berakhir" %}<p>Isian tersimpan.</p>{% enddialog %}',
            ),
            Example("Buka tutup", '{% disclosure "Selengkapnya" %}<p>Keterangan tambahan.</p>{% enddisclosure %}'),
        ),
    ),
    "daftar": Group(
        "Daftar, tabel, dan ringkasan",
        (
            Example("Lembaran", '{% panel title="Tahap" %}<p>Isi lembaran.</p>{% endpanel %}'),
            *_states("stat", {"Angka dengan daftarnya": 'label="proposal terkirim" value=18 url="#"'}),
            Example(
                "Daftar tugas",
                '<ul class="daftar-tugas">'
                + "".join(
                    _leaf("task", f'url="{url}" label="{label}" status_kind="{kind}" status_label="{words}"')
                    for label, url, kind, words in (
                        ("Ringkasan", "#", "done", "Selesai"),
                        ("Latar belakang", "#", "draft", "Sedang diisi"),
                        ("Kebaruan", "#", "empty", "Belum diisi"),
                        ("Kirim", "", "blocked", "Belum dapat dimulai"),
                    )
                )
                + _leaf(
                    "task", 'url="#" label="Surat pernyataan" note="Wajib" also="#" also_label="Unduh formulir kosong"'
                )
                + "</ul>",
            ),
            *_states("todo", {"Perlu tindakan": "items=todo", "Tidak ada tindakan": "items=nothing"}),
            Example(
                "Ringkasan",
                '{% summary %}{% summary_row "Judul inovasi" change="#" of="judul inovasi" %}Sapa Rumah Warga'
                '{% endsummary_row %}{% summary_row "Lampiran" %}Tidak diisi{% endsummary_row %}{% endsummary %}',
            ),
            Example(
                "Tabel",
                '{% datatable caption="Nilai per unsur" %}<thead><tr>'
                + _leaf("sort_header", 'label="Unsur" column=columns.up')
                + _leaf("sort_header", 'label="NRR" column=columns.none kind="angka"')
                + '</tr></thead><tbody><tr><th scope="row">Persyaratan</th><td data-label="NRR" class="angka">3,56</td>'
                "</tr></tbody>{% enddatatable %}",
            ),
            Example(
                "Tabel dengan kemajuan dan centang",
                '{% datatable caption="Penugasan" %}<thead><tr><th scope="col">Juri</th><th scope="col">Terkirim</th>'
                '<th scope="col">Ditugaskan</th></tr></thead><tbody><tr><th scope="row">Dr. Lestari</th>'
                '<td data-label="Terkirim">'
                + _leaf("meter", 'label="Dr. Lestari" value=7 total=18')
                + '</td><td data-label="Ditugaskan">'
                + _leaf("tick", 'name="tugas" value="1" checked=True label="Dr. Lestari menilai KIPP-2024-0008"')
                + "</td></tr></tbody>{% enddatatable %}",
            ),
            Example(
                "Angka utama",
                '{% key_figure "IKM" figure %}'
                + _leaf("grade", 'letter="B" word="Baik" large=True')
                + "{% endkey_figure %}",
            ),
            *[
                Example(f"Mutu {letter}", _leaf("grade", f'letter="{letter}" word="{word}"'))
                for letter, word in (("A", "Sangat Baik"), ("B", "Baik"), ("C", "Kurang Baik"), ("D", "Tidak Baik"))
            ],
            *_states("filters", {"Saringan": 'form=filters url="#"'}),
            *_states(
                "result_head",
                {
                    "Jumlah hasil dan saringan yang berlaku": 'count=20 noun="proposal" active=active url="#"',
                    "Tanpa saringan": 'count=1024 noun="proposal" active=nothing url="#"',
                },
            ),
            *_states("timeline", {"Riwayat": "entries=entries"}),
            *_states("changes", {"Yang berubah dalam sebuah teks": "pieces=pieces"}),
            *_states(
                "qr",
                {"Kode QR": 'qr=qr address="https://kipp.kota.example/s/7K3QX/" code="7K3QX" agency="RSUD Kardinah"'},
            ),
            *_states("emblem", {"Lambang": "src=letterhead.emblem alt=letterhead.emblem_alt"}),
            *_states(
                "file",
                {
                    "Berkas": 'url="#" name="Surat pernyataan.pdf" size=245760 pages=3 uploaded_at=at',
                    "Berkas yang aman": 'url="#" name="Foto.jpg" size=245760 scan=scans.CLEAN',
                    "Berkas sendiri, belum dipindai": 'url="#" name="Foto.jpg" size=245760 scan=scans.WAITING own=1',
                    "Berkas orang lain, belum dipindai": 'url="#" name="Foto.jpg" size=245760 scan=scans.WAITING',
                    "Berkas orang lain, ditolak": 'url="#" name="Foto.jpg" size=245760 scan=scans.REJECTED',
                },
            ),
        ),
    ),
    "formulir": Group(
        "Formulir",
        (
            *_states("field", {"Satu isian": "field=alone.reason"}),
            *_states("fields", {"Semua macam isian": "form=form"}),
            *_states("fields", {"Dengan galat": "form=faulty"}),
            *_states("form", {"Formulir utuh": 'form=short submit="Simpan" cancel="#" csrf_token=csrf_token'}),
            *_states("question", {"Formulir yang hanya bertanya": 'form=asking submit="Cek kelayakan" name="cek"'}),
            *_states(
                "passkey",
                {
                    "Kunci sandi": 'form=nothing options="{}" step="pakai" submit="Pakai kunci sandi" kind="primary" '
                    'otherwise="Pakai kode di bawah ini." csrf_token=csrf_token'
                },
            ),
            *_states(
                "score",
                {
                    f"Nilai bertitik, {title}": f"criterion=score.{state}.criterion point=score.{state}.point "
                    f"value=score.{state}.value reason=score.{state}.reason"
                    for state, title in (
                        ("empty", "belum dinilai"),
                        ("point", "titik"),
                        ("other", "nilai lain"),
                        ("faulty", "galat"),
                    )
                },
            ),
            *_states("rule", {"Aturan yang diperiksa": "row=rule.open", "Aturan yang dibaca": "row=rule.read"}),
            *_states("upload", {"Mengunggah berkas": 'form=uploading cancel="#" csrf_token=csrf_token'}),
            *_states("counter", {"Penghitung kata": 'id="hitung" words=63 limit=200'}),
        ),
    ),
    "bagan": Group(
        "Bagan dengan tabel datanya",
        (
            *_states(
                "chart",
                {
                    "Batang, terendah ditandai": "chart=charts.bars",
                    "Batang, jumlah tanpa tanda": "chart=charts.counts",
                    "Garis, satu periode tanpa nilai": "chart=charts.line",
                    "Sebar dengan rata-rata": "chart=charts.scatter",
                    "Rentang": "chart=charts.intervals",
                    "Tanpa data": "chart=charts.nothing",
                },
            ),
        ),
    ),
}


class Gallery(Guarded, TemplateView):
    permission = is_organiser
    template_name = "gallery/group.html"

    def load(self):
        code = self.kwargs.get("group", next(iter(GROUPS)))
        if code not in GROUPS:
            raise Http404
        return GROUPS[code]

    def get_context_data(self, **kwargs):
        samples = gallery_samples.context()
        engine = engines["django"]
        shown = [
            {"example": example, "html": engine.from_string(example.source).render(samples, self.request)}
            for example in self.subject.examples
        ]
        return super().get_context_data(**kwargs, title=self.subject.title, shown=shown, tabs=tabs(self.subject))


def tabs(current: Group) -> list[dict]:
    return [
        {"label": group.title, "url": reverse("gallery_group", kwargs={"group": code}), "current": group is current}
        for code, group in GROUPS.items()
    ]
