"""What an invented juror writes beside a mark: criterion -> level -> variants."""

# A mark belongs to the first level whose bound it reaches.
LEVELS = ((85, "sangat_baik"), (75, "baik"), (65, "cukup"), (0, "kurang"))

REASONS: dict[str, dict[str, tuple[str, ...]]] = {
    "kebaruan": {
        "sangat_baik": (
            "Gagasannya belum ditemukan pada unit sejenis dan lahir dari masalah setempat.",
            "Mengubah cara pandang terhadap layanan, bukan sekadar menambah kegiatan.",
            "Pendekatan orisinal; perbedaan dengan cara lama dijelaskan dengan terang.",
        ),
        "baik": (
            "Memodifikasi cara yang dikenal dengan nilai tambah yang jelas.",
            "Gabungan beberapa pendekatan lama menjadi alur yang baru di Kota Tegal.",
            "Keunikan ada, tetapi pembanding dengan daerah lain belum lengkap.",
        ),
        "cukup": (
            "Penyesuaian atas inovasi yang sudah ada; unsur barunya terbatas.",
            "Nilai tambah disebutkan, namun belum tampak berbeda dari kegiatan rutin.",
            "Gagasan serupa telah dijalankan di tempat lain dengan perubahan kecil.",
        ),
        "kurang": (
            "Lebih menyerupai tugas pokok unit daripada inovasi.",
            "Tidak dijelaskan apa yang membedakannya dari kegiatan sebelumnya.",
            "Unsur kebaruan belum terlihat pada uraian maupun data pendukung.",
        ),
    },
    "efektif": {
        "sangat_baik": (
            "Data sebelum dan sesudah lengkap, target terlampaui, dan diperiksa pihak luar.",
            "Penurunan masalah sangat nyata dan cara mengukurnya dapat dipercaya.",
            "Capaian konsisten dari bulan ke bulan dan menyelesaikan akar masalah.",
        ),
        "baik": (
            "Target tercapai dan didukung data, meskipun pembandingnya masih internal.",
            "Hasil jelas membaik; akan lebih kuat bila ada kelompok pembanding.",
            "Alur pelaksanaan rapi dan capaian utama dapat ditunjukkan.",
        ),
        "cukup": (
            "Sebagian target tercapai, tetapi cara pengukuran belum diuraikan penuh.",
            "Ada perbaikan, namun data sebelum penerapan hanya perkiraan.",
            "Capaian kegiatan disebut lengkap, capaian hasil masih sedikit.",
        ),
        "kurang": (
            "Waktu penerapan terlalu singkat untuk menyimpulkan hasil.",
            "Angka yang disajikan belum menunjukkan masalah terselesaikan.",
            "Data sebelum dan sesudah tidak dapat dibandingkan.",
        ),
    },
    "bermanfaat": {
        "sangat_baik": (
            "Manfaat langsung dirasakan kelompok rentan dan jumlahnya besar.",
            "Mengurangi biaya serta waktu warga secara nyata; keterangan warga mendukung.",
            "Dampaknya meluas ke layanan lain dan mengubah keadaan secara menetap.",
        ),
        "baik": (
            "Sebagian besar kelompok sasaran sudah merasakan manfaat.",
            "Menjawab keluhan yang sering disampaikan masyarakat.",
            "Manfaat terukur, walaupun jangkauan wilayahnya masih dapat diperluas.",
        ),
        "cukup": (
            "Manfaat terlihat pada kelompok kecil; perluasannya belum direncanakan.",
            "Manfaat bagi unit lebih menonjol daripada bagi masyarakat.",
            "Penerima manfaat disebutkan, tetapi besarnya perubahan belum jelas.",
        ),
        "kurang": (
            "Belum terlihat masalah publik yang terselesaikan.",
            "Jumlah penerima manfaat terlalu sedikit dibandingkan sasaran.",
            "Manfaat yang diuraikan masih berupa harapan.",
        ),
    },
    "dapat_ditransfer": {
        "sangat_baik": (
            "Sudah direplikasi dan hasil di tempat lain sebanding.",
            "Panduan lengkap, biaya rendah, dan masalahnya dijumpai di banyak daerah.",
            "Dapat ditiru tanpa teknologi khusus; dukungan bagi peniru tersedia.",
        ),
        "baik": (
            "Sudah diminati daerah lain dan panduannya tersedia.",
            "Mudah disesuaikan, meskipun memerlukan kesepakatan antarinstansi.",
            "Kesamaan masalah di daerah lain diuraikan dengan meyakinkan.",
        ),
        "cukup": (
            "Dapat ditiru, tetapi kebutuhan awal dan biayanya perlu dirinci.",
            "Keberhasilan masih bergantung pada keadaan khas wilayah ini.",
            "Potensi replikasi disebut, langkah penerapannya belum diuraikan.",
        ),
        "kurang": (
            "Belum ada panduan yang dapat dipakai unit lain.",
            "Kebutuhan sarananya sulit dipenuhi daerah dengan anggaran kecil.",
            "Uraian replikasi terlalu umum untuk dinilai.",
        ),
    },
    "berkelanjutan": {
        "sangat_baik": (
            "Dasar hukum, anggaran, dan mitra lengkap; tidak bergantung pada satu orang.",
            "Sudah melembaga dan mampu membiayai sebagian kegiatannya sendiri.",
            "Evaluasi berkala terbukti mengubah cara kerja pada tahun berikutnya.",
        ),
        "baik": (
            "Prosedur dan anggaran tersedia; peran mitra dijelaskan.",
            "Pelatihan ulang terjadwal, regenerasi pelaksana sudah dipikirkan.",
            "Dukungan pimpinan kuat, tinggal memperkuat dasar hukumnya.",
        ),
        "cukup": (
            "Ada keputusan kepala unit, tetapi kepastian anggaran belum tampak.",
            "Peran mitra disebutkan tanpa kesepakatan tertulis.",
            "Keberlanjutan masih bertumpu pada tim awal.",
        ),
        "kurang": (
            "Belum ada dasar hukum maupun prosedur tetap.",
            "Rencana pembiayaan setelah tahun pertama tidak diuraikan.",
            "Strategi sosial belum melibatkan pemangku kepentingan secara nyata.",
        ),
    },
}

# The same of the presentation.
PRESENTED: dict[str, dict[str, tuple[str, ...]]] = {
    "substansi": {
        "sangat_baik": (
            "Setiap angka pada proposal dapat dijelaskan asal dan cara hitungnya.",
            "Jawaban menunjukkan pemahaman yang dalam atas masalah dan penyebabnya.",
        ),
        "baik": (
            "Penjelasan dampak meyakinkan; rencana perluasan perlu dirinci.",
            "Substansi dikuasai, beberapa pertanyaan dijawab dengan data tambahan.",
        ),
        "cukup": (
            "Sebagian pertanyaan tentang data belum terjawab.",
            "Uraian mengulang proposal tanpa bukti baru.",
        ),
        "kurang": ("Pertanyaan pokok tentang dampak tidak terjawab.",),
    },
    "penyajian": {
        "sangat_baik": ("Runtut, tepat waktu, dan didukung peragaan langsung.",),
        "baik": ("Alur jelas dan waktu digunakan dengan baik.", "Bahan tayang ringkas dan mudah diikuti."),
        "cukup": ("Waktu habis sebelum bagian dampak tersampaikan.", "Bahan tayang terlalu padat."),
        "kurang": ("Penyajian tidak mengikuti susunan yang diminta.",),
    },
}
