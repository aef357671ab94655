"""Texts of the invented proposals on communities, inclusion and environment: code -> section number -> answer."""

TEXTS = {
    "dapur-pesisir": {
        "1": """
Dapur Pesisir menyediakan dapur produksi bersama bagi keluarga nelayan untuk mengolah ikan berharga
rendah menjadi bakso, abon, dan kerupuk pada musim panen maupun musim paceklik. Kecamatan
menyiapkan tempat, pelatihan, dan jadwal pemakaian; pemasaran dilakukan koperasi. Sejak dibuka 24
bulan lalu, 164 perempuan memperoleh penghasilan rata-rata Rp1,24 juta sebulan dan ikan terbuang di
tempat pelelangan berkurang dari 5,8 menjadi 1,7 ton sebulan.
""",
        "2": """
Pada musim angin barat nelayan tidak melaut sampai tiga bulan, dan 71 persen keluarga meminjam
kepada pelepas uang. Saat panen raya, sekitar 5,8 ton ikan kecil setiap bulan dijual sangat murah
atau dibuang. Perempuan pesisir memiliki keterampilan mengolah, tetapi dapur rumah yang sempit
tidak memenuhi syarat izin pangan.

Sasaran inovasi ialah istri nelayan dan buruh pengolah ikan di dua kelurahan pesisir. Tujuannya
menyediakan penghasilan yang tidak bergantung pada musim. Target dua tahun: 150 anggota aktif,
tambahan penghasilan paling sedikit Rp1 juta sebulan, dan pengurangan ikan terbuang 60 persen.
""",
        "3": """
Pelatihan pengolahan ikan sudah sering diberikan, tetapi peserta berhenti karena tidak memiliki
dapur yang memenuhi syarat. Dapur Pesisir menyewakan waktu, bukan ruang: setiap kelompok membeli
giliran empat jam dengan bayaran hasil olahan. Lemari pembeku menjadi bank ikan; nelayan menitipkan
tangkapan saat harga jatuh dan keluarganya menarik kembali ketika paceklik. Gabungan dapur
bergiliran dan bank ikan ini merupakan gagasan warga yang muncul dalam musyawarah kecamatan.
""",
        "4": """
Bekas gudang kelurahan diperbaiki menjadi dapur dengan enam meja kerja, saluran pembuangan, dan
ruang pengemasan. Anggota mengikuti pelatihan kebersihan selama lima hari sebelum memperoleh
giliran. Kelompok mencatat bahan, hasil, dan penjualan pada buku bersama. Koperasi membeli seluruh
produk yang lulus pemeriksaan rasa dan kemasan. Setiap Senin pengurus membahas jadwal, kerusakan
alat, serta harga. Pada musim angin barat jam buka diperpanjang sampai pukul 21.00.
""",
        "5": """
Data berasal dari buku produksi, catatan tempat pelelangan, dan wawancara pendapatan terhadap 90
anggota yang dilakukan tiga kali oleh penyuluh perikanan. Penghasilan tambahan anggota naik dari
Rp0 menjadi rata-rata Rp1,24 juta sebulan. Pada musim paceklik nilainya tetap Rp1,05 juta karena
bahan tersedia di bank ikan.

Keluarga yang meminjam kepada pelepas uang turun dari 71 menjadi 26 persen. Ikan terbuang berkurang
dari 5,8 menjadi 1,7 ton sebulan, atau 71 persen, melampaui target. Seluruh 14 produk telah
memiliki izin pangan dan 9 di antaranya bersertifikat halal. Sebanyak 58 anak anggota yang sempat
menunggak biaya sekolah telah melunasinya, menurut keterangan sekolah.
""",
        "6a": """
Belum direplikasi di luar wilayah. Satu kecamatan lain di kota ini sedang menyiapkan dapur serupa
untuk pengolahan telur asin.
""",
        "6b": """
Kampung nelayan dengan musim paceklik tersebar di ratusan kabupaten dan kota pesisir. Ketiganya
hampir selalu ada: tangkapan murah saat panen, perempuan terampil, dan dapur yang belum layak.
Modal awal satu dapur sekitar Rp185 juta jika memakai gedung yang ada. Daerah pertanian dapat
mengganti ikan dengan buah atau singkong. Panduan memuat tata ruang sederhana, aturan giliran,
perhitungan bayaran hasil, serta perjanjian antara nelayan penitip dan pengelola bank ikan.
""",
        "7": """
Modal awal Rp185 juta berasal dari anggaran kecamatan dan hibah peralatan dinas perikanan; biaya
operasional Rp6,1 juta sebulan ditutup dari bagi hasil. Pengelola terdiri atas 5 pengurus, 4 kepala
regu, 2 penyuluh, serta 1 tenaga akuntansi dari koperasi. Metodenya giliran dapur, penitipan ikan,
dan pemasaran bersama. Peralatan utama: dua lemari pembeku, penggiling daging, alat pengering,
timbangan, pengemas hampa udara, dan meja baja.
""",
        "8": """
Pengelolaan dapur ditetapkan dengan keputusan camat dan perjanjian pinjam pakai gedung selama lima
tahun. Kegiatan pelatihan masuk rencana kerja kecamatan, sedangkan biaya operasional dibiayai
sendiri oleh kelompok.

Kelompok memiliki tata tertib, laporan keuangan bulanan, dan kader pelatih yang dididik bergantian.
Pemeriksaan kebersihan dilakukan puskesmas setiap triwulan. Koperasi memasarkan, tempat pelelangan
memberi kabar harga, dinas perikanan menyediakan penyuluh, bank daerah memberi kredit alat, dan
nelayan menjadi penitip bahan sekaligus pengawas kelangsungan usaha keluarganya.
""",
    },
    "kebun-payau": {
        "1": """
Kebun Payau memperkenalkan sayuran tahan asin, seperti gelang laut, bayam laut, dan kangkung
terpilih, kepada keluarga pesisir yang pekarangannya kerap tergenang air pasang. Tanaman ditanam
dalam ember bekas dengan media sekam dan disiram air sumur payau. Pada hampir satu tahun pertama,
312 keluarga di tiga kelurahan memanen sendiri, belanja sayur turun 38 persen, dan 27 keluarga
mulai menjual kelebihan panen.
""",
        "2": """
Genangan air pasang membuat tanah pekarangan di tiga kelurahan pesisir berkadar garam tinggi; dari
540 pekarangan yang diperiksa, 462 tidak dapat ditanami sayur biasa. Keluarga membeli seluruh
sayuran dan mengeluarkan rata-rata Rp318 ribu sebulan. Survei konsumsi menunjukkan anak hanya makan
sayur 2,6 kali seminggu.

Sasaran kegiatan ialah keluarga berpenghasilan rendah dengan anak balita. Tujuannya menyediakan
sayur segar dari pekarangan yang bergaram. Target setahun: 300 keluarga menanam, belanja sayur
turun 30 persen, dan konsumsi sayur anak menjadi sedikitnya lima kali seminggu.
""",
        "3": """
Program pekarangan lazim menganjurkan tanaman darat dengan tanah baru, yang rusak saat air pasang
tiba. Kebun Payau membalik cara berpikir: kadar garam tidak dilawan, melainkan dimanfaatkan dengan
tanaman yang menyukainya. Benih diperbanyak dari tumbuhan liar tambak yang biasa dimakan warga tua,
sehingga pengetahuan lama terangkat kembali. Penyuluh memakai kertas uji sederhana untuk
mencocokkan tanaman dengan kadar garam sumur. Resep masakan disusun bersama ibu pesisir.
""",
        "4": """
Tim memetakan kadar garam 540 sumur, kemudian mengelompokkannya ke dalam tiga warna. Setiap
keluarga menerima delapan ember, benih sesuai warna sumur, dan kartu perawatan. Penyuluh
mendampingi selama dua kali panen. Rumah benih didirikan di balai kelurahan dan dikelola kelompok
wanita tani. Ember digantung setinggi 70 sentimeter agar selamat dari genangan. Hasil panen dicatat
pada kalender dinding dan difoto setiap bulan untuk menilai pertumbuhan.
""",
        "5": """
Dampak diukur melalui survei belanja dan konsumsi pada 120 keluarga sebelum penanaman dan pada
bulan kesepuluh, didampingi tenaga gizi puskesmas. Belanja sayur turun dari Rp318 ribu menjadi
Rp197 ribu sebulan. Konsumsi sayur anak meningkat dari 2,6 menjadi 5,4 kali seminggu.

Sebanyak 312 keluarga menanam dan 271 masih aktif pada bulan kesepuluh. Tanaman selamat dari empat
kali genangan dengan tingkat hidup 86 persen; pada percobaan tanaman biasa hanya 9 persen. Terdapat
27 keluarga yang menjual kelebihan panen kepada pedagang kuliner, dengan tambahan pendapatan
rata-rata Rp210 ribu sebulan. Rumah benih menghasilkan 1.400 bibit setiap bulan.
""",
        "6a": """
Belum. Kelompok wanita tani dari kabupaten tetangga telah berkunjung dua kali dan membawa benih
untuk percobaan di 20 pekarangan.
""",
        "6b": """
Genangan air pasang dan peresapan air laut dialami banyak kota pesisir, khususnya di pantai utara
Jawa. Diperkirakan puluhan ribu pekarangan mengalami keadaan serupa. Kebun Payau murah karena
memakai ember bekas dan benih setempat; biaya satu keluarga sekitar Rp165 ribu. Daerah lain hanya
perlu memetakan kadar garam dan mengenali tumbuhan tahan asin di wilayahnya. Kartu warna, cara uji
sumur, serta tata kelola rumah benih dapat langsung dipakai.
""",
        "7": """
Dana kegiatan sebesar Rp92 juta bersumber dari anggaran dinas untuk benih, kertas uji, rumah benih,
dan pendampingan. Pelaksana ialah 5 penyuluh pertanian, 2 penyuluh perikanan, 1 tenaga gizi, serta
36 anggota kelompok wanita tani. Metodenya pemetaan kadar garam, penanaman dalam wadah, dan belajar
antartetangga. Bahan dan alat berupa ember bekas dari pengusaha cat, sekam, kertas uji, jaring
pelindung, dan kalender panen.
""",
        "8": """
Kegiatan ditetapkan dalam keputusan kepala dinas dan dimasukkan ke rencana aksi pangan daerah.
Rumah benih berdiri di atas lahan kelurahan dengan perjanjian pemanfaatan tiga tahun.

Penyuluh memantau setiap bulan dan menyusun kalender tanam menurut perkiraan pasang. Pelatihan
pembenihan membuat kelompok dapat mandiri tanpa kiriman benih. Puskesmas memasukkan hasil kebun ke
kelas ibu balita, sekolah dasar menjadikannya bahan belajar, pengusaha cat menyumbang ember,
pedagang kuliner menjadi pembeli, dan kelurahan menjaga rumah benih.
""",
    },
    "sapa-rumah": {
        "1": """
Sapa Rumah melayani perekaman dan penerbitan dokumen kependudukan di kediaman warga lanjut usia,
penyandang disabilitas, dan orang sakit. Tim berangkat setiap hari berdasarkan daftar dari kader
dan menerbitkan dokumen pada saat itu juga dengan pencetak jinjing. Selama 34 bulan, 2.218 warga
terlayani. Kepemilikan kartu tanda penduduk elektronik di kelompok sasaran naik dari 76 menjadi
97,8 persen dan waktu tunggu turun menjadi tiga hari.
""",
        "2": """
Pendataan bersama kelurahan menemukan 1.386 warga yang tidak mampu datang ke kantor karena lumpuh,
sakit menahun, gangguan jiwa, atau usia lanjut. Tanpa dokumen, 412 orang tidak dapat memakai
jaminan kesehatan dan 263 tidak tercatat sebagai penerima bantuan. Kunjungan rumah sudah ada,
tetapi hanya empat kali sebulan dengan antrean sampai tiga bulan, sementara dokumen baru jadi dua
minggu kemudian.

Tujuan inovasi ialah memastikan tidak ada warga yang kehilangan hak karena tidak dapat bergerak.
Target: kepemilikan dokumen 97 persen, waktu tunggu paling lama lima hari, dan dokumen terbit pada
hari kunjungan.
""",
        "3": """
Kebaruan utama ialah penerbitan dokumen di tempat dan pendekatan yang menghormati keadaan warga.
Petugas dilatih merekam orang yang berbaring, memakai kursi roda, atau takut kamera, termasuk
dengan latar lipat dan penyangga kepala. Daftar tidak menunggu permohonan keluarga: kader, perawat
jiwa, dan ketua rukun tetangga menyampaikan nama melalui kartu sapa. Satu kunjungan menyelesaikan
seluruh dokumen keluarga di rumah itu, bukan hanya milik warga yang sakit.
""",
        "4": """
Kartu sapa dikumpulkan kelurahan setiap hari dan diperiksa pada sore hari. Petugas menelepon
keluarga untuk menyepakati waktu, kemudian menyusun rute per kecamatan. Dua tim berangkat pukul
08.30 dengan peralatan rekam, pencetak, dan sambungan data aman. Dokumen diperiksa keluarga sebelum
tim pulang. Warga dengan gangguan jiwa didampingi perawat puskesmas. Kasus yang datanya tidak cocok
dibawa ke kantor dan diselesaikan paling lama tiga hari.
""",
        "5": """
Pengukuran dilakukan melalui pencocokan daftar sasaran dengan basis data kependudukan setiap
semester dan survei terhadap 200 keluarga. Kepemilikan kartu tanda penduduk elektronik naik dari 76
menjadi 97,8 persen. Waktu tunggu turun dari 92 menjadi 3 hari, dan dokumen yang terbit pada hari
kunjungan meningkat dari 0 menjadi 91 persen.

Sebanyak 398 warga yang semula tidak memiliki jaminan kesehatan kini terdaftar. Bantuan sosial
diterima oleh 241 warga lanjut usia yang sebelumnya tidak tercatat. Biaya keluarga untuk mengangkut
orang sakit, rata-rata Rp175 ribu sekali jalan, tidak lagi diperlukan. Nilai kepuasan layanan
mencapai 94,60. Satu keluarga dapat menyelesaikan rata-rata 2,7 dokumen dalam satu kunjungan.
""",
        "6a": """
Sudah direplikasi oleh dua kabupaten di provinsi ini. Panduan perekaman bagi orang berbaring juga
dipakai oleh satu rumah sakit jiwa di luar daerah.
""",
        "6b": """
Warga yang tidak dapat bergerak diperkirakan mencapai dua sampai tiga persen penduduk di setiap
daerah, dan hak mereka atas dokumen berlaku di mana saja. Peralatan yang diperlukan merupakan
peralatan baku perekaman, ditambah latar lipat dan pencetak jinjing. Daerah dengan wilayah luas
dapat menggabungkan beberapa desa dalam satu rute mingguan. Panduan kami memuat etika kunjungan,
cara memotret warga dengan keadaan khusus, contoh kartu sapa, serta pengaturan keamanan data.
""",
        "7": """
Anggaran Rp132 juta setahun dari dinas dipakai untuk bahan bakar, pemeliharaan alat, dan blangko.
Dua tim masing-masing terdiri atas 3 petugas, dibantu 4 verifikator di kantor serta 27 penghubung
kelurahan. Metodenya penjaringan aktif, rute harian, dan penyelesaian seluruh dokumen keluarga.
Peralatan mencakup dua set alat rekam, dua pencetak kartu, latar lipat, penyangga kepala, kursi
roda, dan dua kendaraan roda empat.
""",
        "8": """
Dasar hukum layanan ialah peraturan wali kota tentang pelayanan administrasi kependudukan bagi
kelompok rentan serta standar pelayanan dinas. Kebutuhan anggaran dijamin melalui kegiatan tetap
setiap tahun.

Petugas memperoleh pelatihan bahasa isyarat dasar dan penanganan pasien. Prosedur keamanan data
diperiksa dua kali setahun. Kader dan ketua rukun tetangga menjaring sasaran, puskesmas
mendampingi, organisasi penyandang disabilitas menilai kelayakan layanan, dinas sosial
menindaklanjuti bantuan, sedangkan keluarga memberi umpan balik pada lembar kunjungan.
""",
    },
    "ruang-dengar": {
        "1": """
Ruang Dengar menyediakan konsultasi awal bagi perempuan dan anak yang mengalami kekerasan, termasuk
penyandang disabilitas rungu, melalui ruang yang tenang di enam puskesmas dan pendengar terlatih.
Warga tidak perlu menyebut nama pada pertemuan pertama. Juru bahasa isyarat tersedia melalui
panggilan video. Dalam 16 bulan, 437 orang memperoleh pendampingan, dan waktu dari pengaduan sampai
penanganan turun dari 18 menjadi 2 hari.
""",
        "2": """
Laporan resmi kekerasan terhadap perempuan dan anak hanya 61 kasus setahun, sedangkan survei kampus
memperkirakan kejadian sebenarnya lima kali lebih banyak. Korban enggan datang karena kantor
pengaduan terbuka, petugas meminta identitas sejak awal, dan tidak ada penerjemah isyarat.
Rata-rata waktu sampai ditangani ialah 18 hari, selama itu korban tetap serumah dengan pelaku.

Sasaran layanan ialah perempuan, anak, dan penyandang disabilitas. Tujuan inovasi: menyediakan
tempat berbicara yang aman dan dekat. Targetnya 350 konsultasi setahun, penanganan paling lama tiga
hari, dan seluruh korban rungu memperoleh penerjemah.
""",
        "3": """
Ruang Dengar mengubah pintu masuk layanan. Korban datang ke puskesmas seperti berobat, sehingga
tidak menarik perhatian tetangga maupun pelaku. Kata kunci kecil pada kartu antrean memberi tahu
petugas tanpa harus bercerita di loket. Pendengar berasal dari bidan, guru bimbingan, dan relawan
yang lulus pelatihan 40 jam. Penerjemah isyarat dihadirkan melalui panggilan video terenkripsi,
sehingga satu penerjemah melayani enam lokasi. Layanan dengan kombinasi tersebut belum ada
sebelumnya.
""",
        "4": """
Ruang pemeriksaan yang tidak terpakai ditata kedap suara dengan dua kursi, mainan anak, dan pintu
keluar terpisah. Petugas pendaftaran mengenali kata kunci dan mengantar korban dalam lima menit.
Pendengar mencatat keadaan keamanan dengan delapan pertanyaan, lalu menyepakati langkah berikutnya
bersama korban. Kasus berisiko tinggi diteruskan kepada unit perlindungan pada hari itu juga.
Pendengar menghubungi kembali pada hari ketiga dan ketujuh, hanya melalui cara yang dipilih korban.
""",
        "5": """
Penilaian memakai catatan konsultasi tanpa nama, waktu penanganan, dan kuesioner rasa aman pada
pertemuan pertama serta ketiga, yang diolah fakultas psikologi. Konsultasi meningkat dari 61
menjadi 437 orang dalam 16 bulan. Waktu sampai ditangani turun dari 18 menjadi 2 hari. Korban rungu
yang dilayani dengan penerjemah bertambah dari 0 menjadi 23 orang, seluruhnya sesuai target.

Skor rasa aman naik dari 2,3 menjadi 3,8 pada skala lima. Sebanyak 112 kasus berlanjut ke proses
hukum atas persetujuan korban dan 64 keluarga mengikuti konseling. Tidak ditemukan kebocoran
identitas dalam dua kali pemeriksaan. Jumlah anak yang kembali bersekolah setelah kejadian mencapai
41 dari 47 anak.
""",
        "6a": """
Belum direplikasi oleh daerah lain. Satu rumah sakit di Kota Tegal memakai pedoman kata kunci dan
delapan pertanyaan keamanan sejak lima bulan lalu.
""",
        "6b": """
Kekerasan yang tidak dilaporkan merupakan persoalan seluruh daerah, sedangkan puskesmas tersedia di
setiap kecamatan. Dengan satu ruang sederhana, dua pendengar, dan pedoman kerahasiaan, layanan
dapat dimulai dalam dua bulan. Kekurangan juru bahasa isyarat dapat diatasi bersama antardaerah
melalui panggilan video. Pedoman pelatihan 40 jam, tata letak ruang, serta lembar penilaian
keamanan telah disusun tanpa memuat data korban, sehingga dapat dibagikan kepada siapa pun.
""",
        "7": """
Kebutuhan dana Rp118 juta setahun dipenuhi dari anggaran dinas dan dana alokasi perlindungan
perempuan. Penataan enam ruang menghabiskan Rp84 juta pada tahun pertama. Tenaga terdiri atas 24
pendengar, 2 psikolog, 1 juru bahasa isyarat, dan 1 pendamping hukum. Metode yang digunakan:
konsultasi tanpa nama, penilaian keamanan, dan rujukan. Perlengkapan berupa peredam suara, tablet
untuk panggilan video, lemari terkunci, serta bahan bermain anak.
""",
        "8": """
Secara kelembagaan, layanan diatur dalam keputusan wali kota mengenai jejaring perlindungan dan
perjanjian dengan enam puskesmas. Anggaran pendengar dicantumkan sebagai kegiatan rutin.

Pendengar memperoleh pendampingan psikologis setiap bulan agar tidak kelelahan, kasus dibahas dalam
pertemuan tertutup, dan prosedur kerahasiaan diuji dua kali setahun. Mitra kerja ialah kepolisian
sebagai penerima rujukan, lembaga bantuan hukum sebagai pendamping, perkumpulan tuli sebagai
penilai penerjemahan, sekolah sebagai penjaring, dan kampus sebagai pengolah evaluasi.
""",
    },
    "minyak-pulang": {
        "1": """
Minyak Pulang mengumpulkan minyak goreng bekas dari rumah tangga dan warung melalui 63 pos
penukaran di kelurahan. Setiap liter ditukar dengan poin untuk sabun, iuran sampah, atau sembako.
Minyak disaring dan dijual kepada pengolah biodiesel berizin. Selama 41 bulan, 148.600 liter
terkumpul, penyumbatan saluran turun 64 persen, dan 63 kelompok warga memperoleh pendapatan bersama
Rp612 juta yang dikelola secara terbuka oleh koperasi.
""",
        "2": """
Kota menghasilkan sekitar 21.000 liter minyak bekas sebulan dari warung makan dan rumah tangga.
Hampir seluruhnya dibuang ke saluran atau dijual kembali sebagai minyak curah yang berbahaya bagi
kesehatan. Petugas saluran mencatat 174 penyumbatan lemak setahun, dan air kali di tiga titik
melebihi baku mutu minyak.

Kelompok sasaran ialah ibu rumah tangga, pedagang gorengan, dan pengelola kantin. Inovasi bertujuan
mengembalikan minyak bekas kepada rantai yang aman. Target: 3.500 liter terkumpul setiap bulan,
penyumbatan turun separuh, serta 50 pos aktif pada tahun ketiga.
""",
        "3": """
Bank sampah telah menerima minyak bekas di banyak tempat, tetapi dalam jumlah kecil. Minyak Pulang
menambahkan tiga pembaruan: jeriken bening bertakar yang dipinjamkan kepada warung sehingga mutu
terlihat, pos yang berada di jalur belanja sayur sehingga warga tidak membuat perjalanan khusus,
dan harga yang diumumkan mingguan mengikuti pengolah. Setiap jeriken memiliki nomor telusur dari
warung sampai pabrik, sehingga minyak tidak kembali ke penggorengan.
""",
        "4": """
Dinas memilih kelompok warga yang telah mengelola sampah sebagai pengelola pos. Warung menerima
jeriken lima liter dan jadwal jemput. Setiap Rabu kendaraan listrik roda tiga mengumpulkan jeriken,
menimbang, lalu mengirimnya ke gudang penyaringan. Air dan ampas dipisahkan; ampas dijadikan bahan
sabun. Penjualan dilakukan dua kali sebulan melalui perjanjian dengan pengolah berizin. Poin
dicatat pada buku dan dapat ditukar setiap Sabtu.
""",
        "5": """
Pengukuran menggunakan nota timbang, catatan penyumbatan, dan uji air laboratorium lingkungan
sebelum penerapan serta setiap semester. Minyak terkumpul naik dari 260 liter menjadi rata-rata
3.920 liter sebulan. Penyumbatan lemak turun dari 174 menjadi 62 kejadian setahun. Kadar minyak di
tiga titik kali turun dari 14,2 menjadi 5,1 miligram per liter.

Kelompok warga menerima Rp612 juta, yang dipakai untuk sembako, perbaikan pos ronda, dan iuran
sampah. Sebanyak 1.148 warung menandatangani janji tidak menjual kembali minyak bekas. Survei
terhadap 300 rumah tangga menunjukkan pengetahuan bahaya minyak berulang naik dari 37 menjadi 82
persen. Biaya pengurasan saluran berkurang Rp96 juta setahun.
""",
        "6a": """
Sudah. Tiga kabupaten dan kota di sekitar Tegal memakai jeriken bertakar serta nomor telusur, dan
dua di antaranya menjual minyak secara bersama untuk memperoleh harga lebih baik.
""",
        "6b": """
Minyak goreng bekas dihasilkan setiap dapur di Indonesia, dan pengolah biodiesel memerlukan pasokan
yang tetap. Sebuah kota dengan 250 ribu penduduk berpotensi mengumpulkan empat ribu liter sebulan.
Yang dibutuhkan ialah kelompok pengelola, kendaraan jemput, dan perjanjian dengan pembeli berizin.
Kabupaten dapat memulai dari pusat kuliner dan kantin sekolah. Format nota, cara menyaring, serta
perhitungan poin telah dibukukan dan dilatihkan kepada tamu studi tiru setiap bulan.
""",
        "7": """
Modal awal Rp214 juta berasal dari anggaran dinas untuk gudang, kendaraan, dan jeriken; biaya
tahunan Rp47 juta kini tertutup oleh hasil penjualan. Pelaksana: 63 kelompok, 4 petugas jemput, 3
tenaga gudang, dan 2 penyuluh. Metode: penukaran poin, penjemputan terjadwal, dan penelusuran
jeriken. Sarana: 1.600 jeriken bening, dua kendaraan listrik roda tiga, tangki pengendap,
timbangan, serta alat saring. Buku poin dan nota timbang dicetak oleh koperasi.
""",
        "8": """
Kegiatan diatur melalui peraturan wali kota tentang pengurangan sampah dan perjanjian penjualan
tiga tahun. Hasil penjualan dikelola secara terbuka oleh koperasi, sehingga tidak bergantung pada
anggaran.

Prosedur penimbangan dan penyaringan diperiksa setiap triwulan oleh laboratorium. Kelompok baru
dibimbing kelompok lama. Paguyuban warung mengajak anggotanya, sekolah mengumpulkan dari kantin,
puskesmas menyuluh bahaya minyak berulang, pengolah biodiesel menjamin pembelian, dan kampus teknik
mengembangkan alat saring berbiaya rendah.
""",
    },
}
