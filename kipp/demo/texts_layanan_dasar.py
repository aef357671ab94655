"""Texts of the invented proposals on health and education: code -> section number -> answer."""

TEXTS = {
    "posyandu-senja": {
        "1": """
Posyandu Senja memindahkan sebagian jadwal posyandu dari pagi ke pukul 16.00 sampai 18.30 di balai
dekat pasar. Sasarannya balita yang orang tuanya berdagang sejak dini hari dan selama ini tidak
sempat datang pada pagi hari. Petugas menimbang, memberi imunisasi, dan menyuluh gizi dalam satu
kunjungan. Sejak berjalan 19 bulan lalu, kehadiran balita di tiga pos sasaran naik dari 41 menjadi
83 persen dan imunisasi lengkap dari 68 menjadi 92 persen.
""",
        "2": """
Di sekitar dua pasar di wilayah kerja puskesmas tinggal 412 balita. Sebanyak 237 di antaranya anak
pedagang dan buruh angkut yang bekerja sejak pukul 03.00 hingga menjelang siang, tepat ketika
posyandu dibuka. Akibatnya kehadiran hanya 41 persen, 29 balita tidak pernah ditimbang selama
setengah tahun, dan 11 anak baru diketahui bergizi kurang setelah sakit.

Kelompok sasaran ialah anak usia 0–59 bulan beserta pengasuhnya. Inovasi bertujuan menyediakan
layanan pada jam yang dapat dijangkau keluarga pekerja pasar. Targetnya kehadiran paling sedikit 80
persen, imunisasi dasar lengkap 90 persen, dan seluruh balita yang berat badannya tidak naik dua
kali berturut-turut dirujuk dalam tujuh hari.
""",
        "3": """
Kebaruan Posyandu Senja terletak pada jadwal yang disusun menurut jam kerja warga, bukan jam kerja
petugas. Jadwal dipilih dari catatan keramaian pasar selama empat minggu, lalu disepakati bersama
paguyuban pedagang. Antrean memakai kartu warna sehingga pedagang dapat menunggu di lapak dan
dipanggil melalui pengeras suara pasar. Kader menyediakan pojok bermain agar kakak balita tetap
terjaga. Cara ini belum diterapkan pada posyandu lain di kota, yang seluruhnya masih buka pada pagi
hari.
""",
        "4": """
Pelaksanaan dimulai dengan uji coba satu pos selama dua bulan. Setelah hasilnya dibahas bersama
kader, layanan diperluas menjadi tiga pos dengan dua kali buka setiap bulan. Setiap sesi diisi lima
langkah: pendaftaran, penimbangan, pencatatan, penyuluhan, dan pelayanan imunisasi atau
pemeriksaan. Bidan memeriksa daftar balita yang belum hadir pada pukul 17.30, lalu kader mendatangi
lapak orang tuanya. Data dicatat pada hari yang sama, sehingga rujukan dapat diterbitkan sebelum
petugas pulang.
""",
        "5": """
Dampak diukur dengan membandingkan register penimbangan dua belas bulan sebelum dan sesudah
penerapan, serta wawancara terhadap 120 pengasuh oleh mahasiswa kebidanan. Kehadiran rata-rata naik
dari 41 menjadi 83 persen. Balita dengan imunisasi dasar lengkap bertambah dari 68 menjadi 92
persen. Balita bergizi kurang yang ditemukan lebih awal meningkat dari 4 menjadi 17 anak, dan 14 di
antaranya pulih dalam empat bulan.

Waktu yang hilang bagi pedagang untuk satu kunjungan turun dari sekitar 150 menjadi 35 menit. Dari
120 pengasuh yang diwawancarai, 109 menyatakan tidak lagi kehilangan pendapatan karena mengantar
anak. Target kehadiran dan imunisasi tercapai pada bulan kesembilan. Rujukan dalam tujuh hari
mencapai 96 persen; satu keluarga menolak dirujuk dan kini didampingi kader.
""",
        "6a": """
Belum direplikasi oleh instansi lain. Dua puskesmas di dalam kota telah mempelajari jadwal dan
format pencatatannya, dan satu di antaranya menyiapkan uji coba di dekat tempat pelelangan ikan.
""",
        "6b": """
Keluarga dengan jam kerja dini hari terdapat di hampir semua kota yang memiliki pasar induk atau
tempat pelelangan ikan. Di sepanjang pesisir utara saja terdapat puluhan pasar serupa dengan ribuan
balita yang tidak terjangkau layanan pagi. Yang diperlukan hanya pergeseran jadwal petugas, tempat
yang terang, dan kesepakatan dengan paguyuban setempat. Panduan sepuluh halaman memuat cara
menghitung jam sepi, contoh jadwal bergilir, serta daftar periksa setiap sesi, sehingga puskesmas
lain dapat memulai dalam enam minggu.
""",
        "7": """
Anggaran berasal dari dana BLUD puskesmas sebesar Rp38,4 juta setahun untuk transpor kader, makanan
tambahan, dan penerangan. Tenaga yang terlibat ialah 2 bidan, 1 tenaga gizi, 1 perawat, dan 18
kader yang bekerja bergilir. Metodenya kesepakatan jadwal bersama paguyuban dan penelusuran balita
yang tidak hadir. Peralatan berupa timbangan digital, alat ukur panjang badan, kotak vaksin, kartu
warna, serta meja lipat yang dipinjamkan pengelola pasar.
""",
        "8": """
Secara institusional, layanan ditetapkan dengan keputusan kepala puskesmas dan masuk dalam rencana
bisnis anggaran, sehingga biayanya tersedia setiap tahun. Kelurahan mencantumkan dukungan kader
dalam kegiatan pemberdayaan.

Secara manajerial, prosedur tetap dievaluasi setiap enam bulan, kader dilatih ulang dua kali
setahun, dan tambahan jam petugas diatur melalui jadwal pengganti. Secara sosial, paguyuban
pedagang menyediakan tempat dan pengeras suara, kampus kebidanan membantu evaluasi, dan pengelola
pasar membebaskan biaya kebersihan pada hari layanan.
""",
    },
    "resep-sampai": {
        "1": """
Resep Sampai mengantarkan obat rutin pasien hipertensi, diabetes, dan gangguan jiwa yang kondisinya
stabil langsung ke rumah dalam waktu paling lama enam jam setelah pemeriksaan. Pasien tidak lagi
menunggu di depan apotek. Apoteker menelepon untuk menjelaskan cara minum obat dan mencatat
keluhan. Dalam 26 bulan, 3.180 pasien telah dilayani, waktu tunggu obat turun dari 142 menjadi 24
menit bagi yang tetap menunggu, dan kepatuhan minum obat naik menjadi 88 persen.
""",
        "2": """
Rumah sakit melayani rata-rata 430 resep rawat jalan sehari dengan enam loket penyerahan. Sebelum
inovasi, waktu tunggu obat mencapai 142 menit, jauh di atas standar 60 menit untuk obat racikan.
Pasien lanjut usia paling dirugikan; 37 persen pulang tanpa obat karena kendaraan penjemput tidak
dapat menunggu, lalu terlambat minum obat dua sampai lima hari.

Sasaran inovasi ialah pasien penyakit kronis yang stabil dan tinggal di dalam kota. Tujuannya
memisahkan antrean obat rutin dari obat segera. Target dua tahun: waktu tunggu paling lama 45
menit, pengantaran tepat waktu 95 persen, dan kepatuhan minum obat sekurangnya 85 persen.
""",
        "3": """
Pengantaran obat sudah dikenal, tetapi Resep Sampai menambahkan tiga hal. Pertama, penjelasan obat
tetap diberikan oleh apoteker melalui telepon dan direkam dalam lembar konseling. Kedua, kemasan
bersegel memuat warna waktu minum, sehingga pasien yang tidak lancar membaca tetap terbantu.
Ketiga, pengantar berasal dari keluarga karyawan kebersihan dan tukang becak sekitar rumah sakit
yang telah dilatih menjaga kerahasiaan. Gabungan tersebut membuat layanan murah sekaligus aman.
""",
        "4": """
Dokter menandai resep pasien yang memenuhi syarat, lalu pasien menandatangani persetujuan.
Instalasi farmasi menyiapkan obat menurut wilayah pengantaran pada pukul 10.00 dan 13.00. Pengantar
mencocokkan nama dan tanggal lahir sebelum menyerahkan paket, kemudian keluarga menandatangani
tanda terima. Apoteker menelepon pada hari berikutnya. Paket yang tidak dapat diserahkan kembali ke
farmasi pada hari yang sama. Obat yang memerlukan suhu khusus tidak diantar pada tahun pertama dan
mulai dilayani setelah kotak pendingin tersedia.
""",
        "5": """
Pengukuran dilakukan dari catatan waktu sistem farmasi, sisa obat pada kunjungan berikutnya, dan
survei 385 pasien oleh komite mutu. Waktu tunggu obat turun dari 142 menjadi 24 menit. Pasien yang
pulang tanpa obat turun dari 37 menjadi 3 persen. Kepatuhan minum obat yang dihitung dari sisa
tablet naik dari 61 menjadi 88 persen.

Pengantaran tepat waktu mencapai 97,2 persen dari 19.640 paket. Terdapat 14 paket keliru alamat,
seluruhnya ditarik sebelum dibuka. Kunjungan gawat darurat karena tekanan darah tidak terkendali di
kalangan peserta turun dari 46 menjadi 19 kasus setahun. Kepadatan ruang tunggu pada jam puncak
berkurang dari 118 menjadi 52 orang, sehingga pasien dengan resep segera juga dilayani lebih cepat.
""",
        "6a": """
Sudah. Satu rumah sakit daerah di kabupaten tetangga menerapkannya sejak delapan bulan lalu untuk
pasien hipertensi, dan dua puskesmas di Kota Tegal memakai lembar konseling telepon yang sama.
""",
        "6b": """
Setiap rumah sakit yang melayani pasien penyakit kronis menghadapi penumpukan resep pada jam yang
sama. Jumlah pasien rujuk balik di satu kota dapat mencapai ribuan orang, dengan pola obat yang
berulang setiap bulan. Replikasi tidak memerlukan aplikasi baru; lembar persetujuan, peta wilayah
antar, dan format konseling sudah cukup. Rumah sakit di wilayah kepulauan atau pedesaan dapat
menyesuaikannya dengan titik ambil di balai desa. Tim kami telah menyusun modul pelatihan pengantar
selama dua hari.
""",
        "7": """
Biaya pengantaran Rp6.500 per paket dibayar dari pendapatan BLUD, sekitar Rp58 juta setahun, tanpa
pungutan kepada pasien. Layanan dijalankan 3 apoteker, 5 tenaga teknis kefarmasian, dan 12
pengantar. Metode yang dipakai ialah pemilahan resep pada saat ditulis, rute tetap per kecamatan,
dan konseling jarak jauh. Peralatannya kemasan bersegel, tas tahan air, empat kotak pendingin, dua
sambungan telepon, serta lembar tanda terima rangkap.
""",
        "8": """
Layanan memiliki dasar hukum berupa peraturan direktur rumah sakit dan tercantum dalam standar
pelayanan farmasi. Anggarannya masuk rencana bisnis rumah sakit setiap tahun, dengan kenaikan
mengikuti jumlah pasien.

Mutu dijaga melalui prosedur tetap, pelatihan pengantar setiap semester, dan audit kerahasiaan oleh
komite etik. Angka tepat waktu dibahas dalam rapat bulanan. Mitra yang terlibat ialah paguyuban
tukang becak sebagai pengantar, persatuan apoteker cabang sebagai pelatih, serta kader kelurahan
yang membantu menemukan alamat pasien. Tahap berikutnya ialah pengantaran bagi pasien pascabedah.
""",
    },
    "kawan-tuntas": {
        "1": """
Kawan Tuntas melibatkan penyintas tuberkulosis sebagai pendamping pasien selama enam bulan
pengobatan. Setiap pendamping mengunjungi paling banyak lima pasien, mengingatkan jadwal obat,
mengenali efek samping, dan mengantar pemeriksaan anggota keluarga serumah. Klinik membayar
transpor dan memberi pelatihan. Sejak berjalan 31 bulan lalu, angka putus obat turun dari 14,6
menjadi 2,9 persen, sedangkan pemeriksaan kontak serumah naik dari 35 menjadi 87 persen.
""",
        "2": """
Setiap tahun klinik menangani sekitar 240 pasien tuberkulosis baru. Pada tahun sebelum inovasi, 35
pasien berhenti berobat pada bulan kedua atau ketiga karena merasa sembuh, mual, atau malu kepada
tetangga. Putus obat meningkatkan risiko kekebalan kuman dan penularan dalam keluarga. Pemeriksaan
kontak serumah pun baru menjangkau 35 persen karena keluarga enggan didatangi petugas berseragam.

Sasarannya pasien baru, pasien kambuh, dan anggota keluarga serumah. Tujuan inovasi ialah
memastikan pengobatan selesai dengan dukungan sesama. Targetnya putus obat di bawah 5 persen,
keberhasilan pengobatan di atas 90 persen, dan pemeriksaan kontak sekurangnya 80 persen.
""",
        "3": """
Pendamping pada umumnya ialah kader kesehatan atau anggota keluarga. Kawan Tuntas memilih orang
yang pernah menjalani pengobatan yang sama, sehingga percakapan tentang mual, lelah, dan rasa malu
menjadi jujur. Pendamping datang tanpa seragam dan tanpa papan nama. Klinik menambahkan kalender
obat bergambar serta kata sandi kunjungan yang hanya diketahui pasien. Penyintas memperoleh
sertifikat kompetensi, sehingga pengalaman sakit berubah menjadi modal kerja sosial.
""",
        "4": """
Perekrutan dilakukan terhadap pasien yang telah dinyatakan sembuh paling sedikit enam bulan. Calon
pendamping mengikuti pelatihan tiga hari mengenai obat, penularan, dan kerahasiaan. Pasien baru
ditawari tiga pilihan pendamping dan bebas menolak. Kunjungan dilakukan setiap minggu pada dua
bulan pertama, lalu dua minggu sekali. Laporan ditulis pada lembar satu halaman dan diserahkan
setiap Jumat. Perawat menindaklanjuti efek samping paling lama pada hari kerja berikutnya.
""",
        "5": """
Keberhasilan dinilai dari register pengobatan triwulanan, audit acak terhadap 60 kalender obat, dan
wawancara mendalam oleh dosen keperawatan. Angka putus obat turun dari 14,6 persen menjadi 2,9
persen. Keberhasilan pengobatan naik dari 79 menjadi 94 persen. Dari 688 kontak serumah, 598 telah
diperiksa; 31 orang ditemukan sakit lebih awal dan langsung diobati.

Pasien menyebut rasa ditemani sebagai alasan utama bertahan. Rata-rata keterlambatan mengambil obat
berkurang dari 4,1 menjadi 0,6 hari. Sebanyak 22 penyintas memperoleh penghasilan tambahan, dan 6
di antaranya kini bekerja tetap sebagai tenaga kesehatan masyarakat. Target pemeriksaan kontak
tercapai pada bulan keempat belas, lebih cepat empat bulan daripada rencana.
""",
        "6a": """
Sudah. Empat puskesmas di Kota Tegal memakai pola pendampingan ini sejak tahun lalu, dengan pelatih
dari Klinik Paru Masyarakat dan lembar laporan yang sama.
""",
        "6b": """
Tuberkulosis masih menjadi beban di seluruh kabupaten dan kota, dan sebab putus obat di mana-mana
serupa: efek samping, biaya perjalanan, serta stigma. Setiap fasilitas kesehatan memiliki penyintas
yang dapat dilatih. Kebutuhan awal untuk 50 pasien hanya sepuluh pendamping, satu perawat
penanggung jawab, dan biaya transpor. Pola yang sama dapat diterapkan pada pengobatan kusta atau
pendampingan orang dengan HIV, dengan penyesuaian pada materi pelatihan dan aturan kerahasiaan.
""",
        "7": """
Keuangan: Rp64 juta setahun dari BLUD klinik untuk transpor pendamping dan pelatihan, ditambah Rp12
juta dari dana tanggung jawab sosial sebuah perusahaan galangan kapal. Tenaga: 22 penyintas, 2
perawat, 1 dokter, dan 1 analis laboratorium. Metode: pendampingan sebaya berbasis kunjungan rumah
serta penelusuran kontak. Peralatan: kalender obat bergambar, masker, wadah dahak, dan dua sepeda
motor dinas yang digunakan untuk menjemput contoh dahak dari rumah pasien.
""",
        "8": """
Strategi institusional dilakukan melalui keputusan kepala klinik mengenai pendamping sebaya dan
perjanjian kerja sama dengan empat puskesmas. Kebutuhan biaya dimasukkan dalam rencana lima tahunan
klinik.

Strategi manajerial meliputi buku saku, pertemuan kasus setiap dua minggu, penilaian pendamping
oleh pasien, dan pelatihan penyegaran tiap semester. Strategi sosial dibangun bersama perkumpulan
penyintas sebagai penyedia pendamping, ketua rukun tetangga sebagai pelindung dari stigma, kampus
keperawatan sebagai penilai, dan dunia usaha yang menyediakan lowongan bagi pasien yang telah
sembuh.
""",
    },
    "bengkel-angka": {
        "1": """
Bengkel Angka adalah program pemulihan numerasi bagi siswa kelas VII yang belum menguasai operasi
bilangan dasar. Setiap Selasa dan Kamis, siswa belajar 40 menit dalam kelompok empat orang bersama
tutor sebaya kelas IX, memakai barang sehari-hari seperti struk belanja, timbangan ikan, dan papan
jadwal bus. Setelah 17 bulan, siswa yang tuntas naik dari 38 menjadi 81 persen dan rasa cemas
terhadap matematika menurun nyata.
""",
        "2": """
Hasil pemetaan awal tahun ajaran menunjukkan 158 dari 256 siswa kelas VII belum mampu membagi
bilangan tiga angka atau membaca pecahan pada takaran. Pembelajaran kelas sulit mengejar karena
guru menghadapi 32 siswa dengan tingkat kemampuan yang sangat berbeda. Siswa yang tertinggal
cenderung diam dan 24 orang sering tidak masuk pada hari pelajaran matematika.

Sasaran program ialah siswa dengan nilai pemetaan di bawah 60. Tujuannya mengembalikan kemampuan
dasar sebelum materi aljabar. Target satu tahun: ketuntasan sekurangnya 75 persen, kenaikan nilai
rata-rata 20 poin, dan ketidakhadiran pada pelajaran matematika berkurang separuh.
""",
        "3": """
Keunikan program ini ada pada bengkel, bukan kelas tambahan. Siswa memperbaiki soal yang sengaja
rusak, misalnya struk belanja dengan jumlah keliru, sehingga kesalahan menjadi bahan belajar dan
tidak memalukan. Tutor dipilih bukan dari siswa bernilai tertinggi, melainkan dari mereka yang
pernah mengalami kesulitan yang sama. Setiap kelompok memiliki buku bengkel berisi catatan cara
menemukan kesalahan. Pendekatan tersebut belum digunakan sekolah lain di kota ini.
""",
        "4": """
Guru matematika menyusun 48 lembar kerja dalam delapan tingkat. Pada awal semester siswa mengikuti
pemetaan lisan selama tujuh menit, lalu ditempatkan pada tingkat yang sesuai. Tutor dilatih
bertanya tanpa memberi jawaban. Setiap tingkat ditutup dengan tugas lapangan, misalnya menghitung
kembalian di koperasi sekolah. Siswa yang lulus dua tingkat berturut-turut memilih barang untuk
pameran numerasi. Wali kelas mengirim kartu kemajuan kepada orang tua setiap akhir bulan.
""",
        "5": """
Kemajuan diukur dengan perangkat pemetaan yang sama pada awal, tengah, dan akhir tahun, dikoreksi
silang oleh guru sekolah lain. Siswa yang tuntas bertambah dari 38 menjadi 81 persen, dan nilai
rata-rata naik dari 47,2 menjadi 71,8. Ketidakhadiran pada pelajaran matematika turun dari 24
menjadi 7 siswa per bulan.

Angket kecemasan yang diisi 240 siswa menunjukkan penurunan skor dari 3,4 menjadi 2,1 pada skala
lima. Tutor sebaya juga memperoleh manfaat: nilai mereka naik rata-rata 8 poin. Orang tua yang
hadir pada pertemuan kemajuan meningkat dari 46 menjadi 79 persen. Sebagai pembanding, dua kelas
yang baru mengikuti program pada semester kedua hanya naik 6 poin pada semester pertama.
""",
        "6a": """
Belum. Dua sekolah menengah pertama negeri di kota ini telah meminjam lembar kerja untuk dipelajari
dan merencanakan uji coba pada semester depan.
""",
        "6b": """
Kesenjangan kemampuan berhitung pada awal jenjang menengah terjadi hampir di semua daerah. Bengkel
Angka hanya memerlukan ruang, kertas, dan barang bekas, sehingga dapat diterapkan sekolah dengan
anggaran kecil. Seluruh lembar kerja dan panduan tutor dapat disalin. Jika separuh dari sekolah
menengah pertama di wilayah ini menerapkannya, lebih dari dua ribu siswa setiap angkatan akan
terbantu. Sekolah dasar kelas tinggi dan kelompok belajar kesetaraan dapat memakai tingkat satu
sampai lima tanpa perubahan.
""",
        "7": """
Dana Rp9,6 juta setahun berasal dari bantuan operasional sekolah untuk pencetakan lembar kerja dan
pameran. Pelaksananya 5 guru matematika, 1 guru bimbingan konseling, 8 wali kelas, dan 40 tutor
sebaya. Metode yang dipakai ialah pemetaan lisan, belajar kelompok kecil, dan tugas lapangan. Bahan
belajar dikumpulkan warga sekolah: struk, kemasan, timbangan, meteran, serta papan jadwal bus bekas
dari terminal. Ruang belajar memakai perpustakaan dan serambi musala sekolah.
""",
        "8": """
Program ditetapkan dengan keputusan kepala sekolah, dicantumkan dalam kurikulum operasional satuan
pendidikan, dan dianggarkan dalam rencana kegiatan sekolah. Dengan demikian program tidak
bergantung pada satu guru.

Guru membahas kemajuan setiap dua minggu dalam kelompok kerja. Tutor kelas IX melatih calon tutor
kelas VIII sebelum lulus, sehingga regenerasi berlangsung setiap tahun. Komite sekolah menyediakan
hadiah pameran, koperasi sekolah menjadi tempat praktik, mahasiswa pendidikan matematika membantu
koreksi silang, dan paguyuban orang tua mengumpulkan bahan bekas.
""",
    },
    "rak-singgah": {
        "1": """
Rak Singgah menempatkan perpustakaan kecil di ruang tunggu layanan publik: puskesmas, kantor
kelurahan, terminal, dan kantor pelayanan pajak daerah. Setiap rak berisi 60 buku yang diganti
sebulan sekali sesuai usia dan kebutuhan pengunjung. Buku boleh dibawa pulang dan dikembalikan ke
rak mana pun. Selama hampir satu tahun, 26 rak telah meminjamkan 9.412 buku, dan tingkat
pengembalian mencapai 93 persen tanpa denda maupun kartu anggota.
""",
        "2": """
Perpustakaan kota hanya dikunjungi rata-rata 96 orang sehari, sebagian besar pelajar yang tinggal
kurang dari dua kilometer. Warga dewasa, ibu dengan anak kecil, dan pekerja harian hampir tidak
pernah datang karena jam buka bersamaan dengan jam kerja. Di sisi lain, lebih dari 1.500 orang
setiap hari duduk menunggu di kantor layanan tanpa bacaan.

Sasaran inovasi ialah pengunjung layanan publik, khususnya anak yang menemani orang tua. Tujuannya
mendekatkan buku kepada orang yang sedang memiliki waktu. Target tahun pertama: 25 rak, 8.000
peminjaman, tingkat pengembalian 85 persen, dan 500 anggota perpustakaan baru.
""",
        "3": """
Rak Singgah tidak memakai kartu anggota, denda, ataupun petugas jaga. Kepercayaan diganti dengan
kemudahan: buku dapat dikembalikan ke rak mana pun, dan peminjam menuliskan satu kalimat pesan bagi
pembaca berikutnya pada lembar belakang. Isi rak disusun menurut ruangannya; ruang tunggu puskesmas
memuat gizi dan dongeng, sedangkan terminal memuat cerita pendek. Perputaran buku menggunakan
kendaraan antarsurat pemerintah kota sehingga hampir tanpa biaya angkut.
""",
        "4": """
Pustakawan memetakan ruang tunggu menurut jumlah pengunjung dan lama menunggu, kemudian menyepakati
penempatan dengan kepala unit. Rak dibuat dari kayu bekas peti ikan oleh siswa sekolah kejuruan.
Buku diberi tanda warna menurut usia. Setiap minggu petugas kebersihan unit menghitung buku dan
melaporkan melalui pesan singkat. Setiap bulan kendaraan antarsurat membawa kotak pengganti. Buku
yang rusak diperbaiki dalam bengkel jilid bersama relawan setiap Sabtu pertama.
""",
        "5": """
Dampak dihitung dari jumlah buku yang berpindah, lembar pesan pembaca, dan survei 310 pengunjung di
delapan lokasi. Sebelum inovasi, tidak ada peminjaman di luar gedung perpustakaan. Kini tercatat
9.412 peminjaman dengan pengembalian 93 persen. Anggota baru perpustakaan bertambah 684 orang,
melampaui target 500.

Pengunjung yang menyatakan membaca selama menunggu naik dari 8 menjadi 44 persen. Di puskesmas,
petugas melaporkan anak lebih tenang dan waktu pemeriksaan menjadi lebih singkat. Kunjungan gedung
utama turut naik dari 96 menjadi 141 orang sehari karena pembaca mencari seri lanjutan. Sebanyak
1.870 pesan pembaca terkumpul dan dipamerkan pada hari kunjung perpustakaan.
""",
        "6a": """
Belum direplikasi. Satu kabupaten tetangga telah meminta panduan penempatan rak, dan dua kelurahan
membuat rak tambahan atas biaya sendiri.
""",
        "6b": """
Ruang tunggu terdapat pada semua kantor pelayanan di seluruh Indonesia, dan rendahnya waktu membaca
merupakan persoalan bersama. Satu rak membutuhkan biaya sekitar Rp450 ribu dan 60 buku, yang dapat
berasal dari buku ganda atau sumbangan warga. Perputaran dapat menumpang kendaraan dinas yang sudah
beroperasi. Perpustakaan daerah kepulauan dapat menempatkannya di pelabuhan, sementara daerah
perdesaan dapat memakai balai desa atau pos pelayanan terpadu. Panduan penempatan dan daftar isi
rak tersedia.
""",
        "7": """
Biaya tahun pertama Rp31,2 juta berasal dari anggaran dinas, terutama untuk bahan rak, perbaikan
buku, dan label. Sebanyak 1.900 buku berasal dari koleksi ganda serta sumbangan warga. Pelaksana
kegiatan ialah 4 pustakawan, 26 petugas kebersihan sebagai penghubung, dan 15 relawan jilid.
Metodenya penempatan menurut lama menunggu dan perputaran bulanan. Peralatan meliputi rak kayu,
kotak angkut, perlengkapan jilid, dan kendaraan antarsurat.
""",
        "8": """
Landasan institusional berupa keputusan kepala dinas dan kesepakatan tertulis dengan 26 pengelola
ruang tunggu. Pemeliharaan rak dicantumkan dalam rencana kerja tahunan, sedangkan pengadaan buku
baru menyediakan sepuluh persen bagi Rak Singgah.

Secara manajerial, pustakawan menilai isi rak setiap bulan dan prosedur perputaran dimuat dalam
panduan kerja. Secara sosial, sekolah kejuruan membuat rak, relawan memperbaiki buku, penerbit
lokal menyumbang terbitan, petugas unit menjaga kerapian, dan pembaca menjaga kepercayaan dengan
mengembalikan buku.
""",
    },
}
