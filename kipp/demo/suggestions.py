"""Forty short remarks of invented citizens, each tied to the unsur it speaks about."""

from typing import NamedTuple


class Suggestion(NamedTuple):
    text: str
    unsur: str
    is_critical: bool


POSITIVE = tuple(
    Suggestion(text, unsur, is_critical=False)
    for unsur, text in (
        ("perilaku", "Petugas ramah dan sabar menjelaskan kepada orang tua saya. Terima kasih."),
        ("perilaku", "Disambut dengan baik sejak pintu masuk, pertahankan."),
        ("waktu", "Lebih cepat daripada tahun lalu, setengah jam sudah selesai."),
        ("waktu", "Datang pukul delapan, pukul sembilan sudah pulang. Bagus."),
        ("prosedur", "Alurnya jelas, tidak perlu bertanya ke banyak loket."),
        ("prosedur", "Nomor antrean dan papan petunjuk sangat membantu."),
        ("persyaratan", "Syarat sudah diberitahukan lewat pesan, jadi tidak bolak-balik."),
        ("persyaratan", "Senang karena tidak lagi diminta fotokopi."),
        ("biaya", "Benar-benar tidak dipungut biaya. Semoga seterusnya begitu."),
        ("produk", "Hasilnya sesuai dengan yang dijanjikan."),
        ("produk", "Data langsung benar, tidak ada salah ketik."),
        ("kompetensi", "Petugas menguasai aturan dan dapat menjawab semua pertanyaan saya."),
        ("kompetensi", "Penjelasan petugas mudah dipahami orang awam."),
        ("sarpras", "Ruang tunggu bersih dan ada pojok bermain anak."),
        ("sarpras", "Jalan landai untuk kursi roda sudah bagus."),
        ("pengaduan", "Keluhan saya bulan lalu dijawab dalam dua hari. Terima kasih."),
    )
)

CRITICAL = tuple(
    Suggestion(text, unsur, is_critical=True)
    for unsur, text in (
        ("persyaratan", "Daftar syarat di laman berbeda dengan yang diminta di loket, mohon disamakan."),
        ("persyaratan", "Masih diminta fotokopi padahal datanya sudah ada di komputer."),
        ("persyaratan", "Syarat sebaiknya ditempel dengan huruf besar di depan pintu."),
        ("prosedur", "Terlalu banyak loket, saya berpindah tiga kali."),
        ("prosedur", "Pendaftaran daring sulit dipakai orang tua, mohon ada petugas yang membantu."),
        ("prosedur", "Tidak ada petunjuk setelah mengambil nomor, jadi bingung harus ke mana."),
        ("waktu", "Antrean terlalu lama, menunggu lebih dari dua jam."),
        ("waktu", "Loket baru buka pukul setengah sembilan padahal tertulis pukul delapan."),
        ("waktu", "Dijanjikan tiga hari, tetapi selesai setelah dua minggu."),
        ("biaya", "Tarif mohon ditempel, saya baru tahu jumlahnya saat membayar."),
        ("biaya", "Biaya pemasangan masih berat untuk keluarga kecil, semoga dapat dicicil."),
        ("biaya", "Biaya parkir hampir sama dengan biaya layanannya."),
        ("produk", "Nama di dokumen salah ketik sehingga harus datang lagi."),
        ("produk", "Masa berlaku kartu kurang jelas, mohon dicantumkan."),
        ("kompetensi", "Petugas pengganti belum memahami layanan, harus bertanya ke ruang belakang."),
        ("kompetensi", "Jawaban petugas pagi dan sore berbeda."),
        ("perilaku", "Petugas loket kurang tersenyum dan menjawab sambil melihat telepon."),
        ("perilaku", "Mohon orang lanjut usia didahulukan tanpa harus meminta."),
        ("sarpras", "Kursi tunggu kurang, banyak yang berdiri."),
        ("sarpras", "Toilet perlu lebih sering dibersihkan dan airnya sering mati."),
        ("sarpras", "Tempat parkir sempit dan panas."),
        ("sarpras", "Suara pemanggil antrean tidak terdengar dari kursi belakang."),
        ("pengaduan", "Kotak saran ada, tetapi tidak pernah ada jawaban."),
        ("pengaduan", "Nomor pengaduan tidak diangkat pada jam istirahat."),
    )
)

SUGGESTIONS = POSITIVE + CRITICAL
