"""Texts of the invented proposals on water, governance, order and disaster: code -> section number -> answer."""

TEXTS = {
    "pipa-siaga": {
        "1": """
Pipa Siaga menurunkan kehilangan air dengan mencari kebocoran pada malam hari bersama pelanggan
yang menjadi pendengar pipa. Jaringan dibagi menjadi 34 zona kecil bermeter; zona dengan aliran
malam tertinggi diperiksa lebih dahulu. Warga meminjam tongkat dengar dan memperoleh potongan
tagihan untuk kebocoran yang terbukti. Setelah 30 bulan, kehilangan air turun dari 33,8 menjadi
21,6 persen dan 1.940 pelanggan di ujung jaringan mendapat air sepanjang hari.
""",
        "2": """
Sepertiga air yang diproduksi perusahaan tidak sampai kepada pelanggan. Kehilangan 33,8 persen
setara dengan 2,9 juta meter kubik setahun. Pelanggan di ujung jaringan hanya menerima air pada
pukul 22.00 sampai 05.00, dan 1.212 keluarga memakai air gerobak yang harganya delapan kali lipat.
Pencarian kebocoran menunggu laporan jalan basah, padahal sebagian besar kebocoran tidak muncul ke
permukaan.

Sasaran inovasi ialah pelanggan ujung jaringan dan calon pelanggan berpenghasilan rendah. Tujuannya
menghemat air yang sudah diolah. Targetnya kehilangan air 24 persen, tekanan minimum 0,5 bar, dan
waktu perbaikan paling lama 24 jam.
""",
        "3": """
Pembagian zona meter dikenal luas, namun Pipa Siaga menggabungkannya dengan kesaksian warga.
Pendengar pipa, kebanyakan penjaga malam dan pedagang nasi yang terjaga, dilatih membedakan bunyi
aliran dengan tongkat buatan bengkel setempat seharga Rp85 ribu. Temuan dibayar dengan potongan
tagihan setelah terbukti. Data aliran malam setiap zona ditempel di pos ronda sehingga warga
mengetahui kemajuan. Pengawasan bersama seperti itu jarang dilakukan perusahaan air minum.
""",
        "4": """
Insinyur membagi jaringan menjadi 34 zona dan memasang meter induk. Setiap pagi aliran pukul
01.00–04.00 dibandingkan dengan batas wajar. Tiga zona terburuk masuk daftar malam berikutnya. Regu
malam bersama pendengar menelusuri pipa per seratus meter, menandai titik, lalu regu perbaikan
bekerja sebelum pukul 10.00. Setiap galian difoto sebelum dan sesudah. Peta kebocoran diperbarui
setiap minggu dan menjadi dasar penggantian pipa tua.
""",
        "5": """
Hasil dihitung dari selisih meter induk dan meter pelanggan, diperiksa auditor kinerja tahunan,
serta diukur dengan pencatat tekanan di 20 titik. Kehilangan air turun dari 33,8 menjadi 21,6
persen, setara dengan penghematan 1,05 juta meter kubik setahun. Waktu perbaikan turun dari 61
menjadi 17 jam.

Pelanggan yang menerima air sepanjang hari bertambah 1.940 sambungan. Pemakaian air gerobak
berkurang dari 1.212 menjadi 188 keluarga, dengan penghematan rata-rata Rp142 ribu sebulan setiap
keluarga. Pemakaian listrik pompa turun 9,4 persen. Sebanyak 864 kebocoran ditemukan, dan 317 di
antaranya berasal dari pendengar. Perusahaan menambah 2.300 sambungan baru tanpa membangun sumber
air.
""",
        "6a": """
Sudah direplikasi oleh dua perusahaan air minum di kabupaten tetangga, terutama pembacaan aliran
malam dan potongan tagihan bagi penemu kebocoran.
""",
        "6b": """
Kehilangan air rata-rata perusahaan air minum di Indonesia masih di atas 30 persen, sehingga
peluang penerapan sangat luas. Zona kecil dapat dibuat bertahap; satu zona memerlukan sekitar Rp38
juta untuk meter dan katup. Tongkat dengar dapat dibuat bengkel mana pun. Perusahaan dengan
jaringan pegunungan perlu menyesuaikan batas aliran malam karena tekanan lebih tinggi. Kami
menyediakan lembar hitung, rancangan tongkat, dan modul pelatihan pendengar tanpa biaya.
""",
        "7": """
Investasi Rp1,29 miliar selama tiga tahun berasal dari laba ditahan untuk meter induk dan katup;
potongan tagihan bagi pendengar sekitar Rp19 juta setahun. Tenaga meliputi 11 petugas malam, 6 regu
perbaikan, 2 insinyur, dan 58 pendengar dari warga. Metodenya analisis aliran malam dan penelusuran
bunyi. Peralatan mencakup 34 meter induk, pencatat tekanan, 70 tongkat dengar, alat dengar
elektronik, serta peta jaringan.
""",
        "8": """
Program dimuat dalam rencana bisnis perusahaan dan peraturan direksi mengenai pengendalian
kehilangan air, termasuk aturan potongan tagihan. Penghematan setiap tahun disisihkan untuk
mengganti pipa tua.

Petugas mengikuti sertifikasi kompetensi air minum, prosedur malam diuji bersama keselamatan kerja,
dan capaian zona dilombakan antarregu. Warga berperan sebagai pendengar dan pengawas galian,
kelurahan mengatur pos ronda, dinas pekerjaan umum memberi jadwal galian jalan, sementara forum
pelanggan membahas hasil setiap enam bulan.
""",
    },
    "satu-simpul": {
        "1": """
Satu Simpul meneruskan aduan warga dari semua saluran ke satu meja dengan nomor tunggal dan tenggat
yang terlihat. Warga cukup mengirim pesan, menelepon, atau menulis di loket; petugas menentukan
penanggung jawab dalam dua jam kerja dan papan tenggat menampilkan sisa waktu kepada umum. Tepat
satu tahun berjalan, 6.318 aduan tertangani, rata-rata penyelesaian turun dari 21 menjadi 5,4 hari,
dan aduan terbengkalai tinggal 1,8 persen.
""",
        "2": """
Sebelumnya warga dapat mengadu melalui sebelas saluran yang tidak saling berhubungan. Satu lubang
jalan pernah tercatat 14 kali pada empat instansi, sedangkan 28 persen aduan tidak pernah dijawab.
Instansi saling melempar kewenangan dan tidak ada pihak yang mengetahui jumlah keseluruhan. Survei
kepuasan terhadap unsur penanganan pengaduan hanya 2,71.

Sasaran inovasi ialah seluruh warga serta 41 unit pelayanan. Tujuannya memberi satu nomor, satu
penanggung jawab, dan satu tenggat. Target: jawaban pertama paling lama satu hari kerja, rata-rata
penyelesaian tujuh hari, dan aduan terbengkalai di bawah 3 persen.
""",
        "3": """
Satu Simpul tidak menambah aplikasi bagi warga; semua saluran lama tetap dipakai, tetapi bermuara
pada meja yang sama. Keunikannya ialah papan tenggat yang terbuka: siapa pun dapat melihat nomor
aduan, unit penanggung jawab, dan sisa hari, tanpa identitas pelapor. Aduan yang melewati tenggat
naik otomatis kepada atasan. Sengketa kewenangan diputuskan penyelia dalam dua jam kerja
berdasarkan daftar urusan, sehingga tidak ada aduan yang berputar.
""",
        "4": """
Tim memetakan sebelas saluran dan menghubungkannya dengan meja pusat melalui penerusan surat
elektronik, pesan, serta lembar loket. Enam operator bekerja dalam dua giliran. Setiap aduan diberi
nomor, jenis, lokasi, dan tenggat menurut daftar 64 jenis masalah. Aduan ganda digabung pada satu
nomor. Unit menjawab melalui tautan tanpa kata sandi baru. Setiap Kamis, asisten sekretaris daerah
membahas sepuluh aduan paling lama bersama unitnya.
""",
        "5": """
Data dampak diambil dari catatan waktu setiap aduan, pemeriksaan 250 penyelesaian di lapangan oleh
inspektorat, serta survei balasan kepada pelapor. Rata-rata penyelesaian turun dari 21 menjadi 5,4
hari. Aduan tanpa jawaban berkurang dari 28 menjadi 1,8 persen. Jawaban pertama pada hari kerja
yang sama mencapai 92 persen.

Unsur penanganan pengaduan pada survei kepuasan naik dari 2,71 menjadi 3,29. Dari 250 penyelesaian
yang diperiksa, 231 benar-benar selesai; 19 dibuka kembali dan diselesaikan. Penggabungan aduan
ganda menghemat sekitar 1.100 kunjungan petugas. Peta aduan membantu menentukan prioritas perbaikan
86 titik lampu jalan dan 41 saluran. Jumlah pelapor juga meningkat dari 190 menjadi 527 orang
sebulan, tanda kepercayaan tumbuh.
""",
        "6a": """
Belum direplikasi. Pemerintah satu kabupaten sedang menyusun daftar jenis masalah dengan bimbingan
tim kami.
""",
        "6b": """
Saluran aduan yang bercerai-berai dialami hampir semua pemerintah daerah, terutama yang memiliki
banyak akun media sosial. Satu Simpul dapat dijalankan dengan perangkat sumber terbuka atau bahkan
lembar kerja bersama pada tahap awal. Kunci replikasi ialah daftar jenis masalah, penyelia yang
berwenang memutus, dan papan tenggat yang terbuka. Kabupaten dapat melibatkan kecamatan sebagai
meja cabang. Tata cara, daftar 64 jenis masalah, serta contoh papan dapat diunduh oleh daerah lain.
""",
        "7": """
Pembiayaan Rp168 juta setahun dari anggaran dinas dipakai untuk operator, peladen, dan pengiriman
pesan. Tenaga inti terdiri atas 6 operator, 2 penyelia, 1 pengembang, dan 41 penghubung unit.
Metodenya penomoran tunggal, tenggat menurut jenis masalah, serta kenaikan berjenjang. Peralatan:
peladen pemerintah kota, dua layar papan tenggat di tempat umum, telepon, dan komputer operator.
Tidak diperlukan pembelian lisensi perangkat lunak karena seluruhnya memakai sumber terbuka.
""",
        "8": """
Kekuatan hukum diperoleh dari peraturan wali kota tentang pengelolaan pengaduan dan kewajiban
tenggat dalam perjanjian kinerja kepala unit. Anggaran operator dicantumkan sebagai belanja rutin.

Operator mengikuti pelatihan bahasa dan penanganan emosi, daftar jenis masalah ditinjau setiap
triwulan, dan keamanan data pelapor diuji oleh tim tanggap insiden. Dari sisi sosial, forum warga
ikut memeriksa penyelesaian, media lokal memuat rekap bulanan, Ombudsman memberi masukan, ketua
rukun warga membantu pelapor lanjut usia, dan unit pelayanan belajar dari pola aduan.
""",
    },
    "kalender-pajak": {
        "1": """
Kalender Pajak Kampung mengajak warga melunasi pajak bumi dan bangunan dengan kalender rukun warga
yang memuat bulan panen, musim melaut, dan masa penerimaan gaji. Warga memilih sendiri bulan
pembayaran atau mencicil sampai empat kali. Petugas datang ke balai warga sesuai kalender, bukan
menunggu jatuh tempo. Dalam 18 bulan, pelunasan naik dari 64 menjadi 86 persen, tunggakan lama
terkumpul Rp3,2 miliar, dan aduan salah objek selesai lebih cepat.
""",
        "2": """
Pelunasan pajak bumi dan bangunan selama tiga tahun tertahan pada 64 persen. Sebagian warga bukan
tidak mau membayar; surat tiba pada bulan ketika nelayan tidak melaut atau orang tua membayar
sekolah. Sekitar 7.400 objek memiliki data keliru, seperti luas bangunan dan nama pemilik lama,
sehingga warga enggan membayar. Petugas menagih pada akhir tahun dan menerima banyak keluhan.

Sasaran ialah 58.000 wajib pajak, terutama keluarga berpenghasilan tidak tetap. Tujuan inovasi:
pembayaran yang mengikuti irama penghasilan. Target: pelunasan 80 persen, perbaikan 5.000 objek,
dan tunggakan Rp2 miliar tertagih.
""",
        "3": """
Jatuh tempo tetap sama, tetapi Kalender Pajak Kampung menata cara menuju jatuh tempo. Kalender
dibuat bersama warga dan berbeda bagi kampung nelayan, kampung pedagang, serta perumahan pegawai.
Cicilan ditabung melalui bank sampah atau koperasi dan disetor atas nama wajib pajak. Perbaikan
data dilakukan di meja yang sama, sehingga pembayaran dan keberatan tidak dipisahkan. Pendekatan
berdasarkan musim penghasilan ini dikembangkan sendiri oleh petugas lapangan.
""",
        "4": """
Petugas menyusun peta penghasilan 27 kelurahan dari data pekerjaan dan wawancara ketua rukun warga.
Kalender dicetak dan dibagikan pada awal tahun. Pada bulan yang dipilih, meja layanan hadir dua
malam di balai warga: satu menerima pembayaran, satu memperbaiki data, satu menjelaskan keringanan.
Keberatan yang memerlukan pengukuran dijadwalkan paling lama sepuluh hari. Warga yang lunas
menerima tanda terima dan kupon undian dari bank daerah.
""",
        "5": """
Pengukuran memakai data penerimaan harian, daftar perbaikan objek, dan survei terhadap 400 wajib
pajak. Pelunasan naik dari 64 menjadi 86 persen. Tunggakan yang tertagih mencapai Rp3,2 miliar,
melampaui target Rp2 miliar. Sebanyak 6.120 objek diperbaiki, dan waktu penyelesaian keberatan
turun dari 47 menjadi 9 hari.

Penerimaan bertambah Rp4,6 miliar dibandingkan tahun sebelumnya, sedangkan biaya penagihan turun 22
persen karena surat teguran berkurang dari 19.300 menjadi 7.900 lembar. Survei menunjukkan 78
persen responden merasa waktunya sesuai dengan penghasilan; sebelumnya 31 persen. Pada kampung
nelayan, 9 dari 10 keluarga membayar pada bulan yang dipilihnya sendiri. Permohonan keringanan bagi
lansia miskin bertambah dari 210 menjadi 964 dan seluruhnya diperiksa.
""",
        "6a": """
Belum direplikasi secara resmi. Dua kabupaten telah meminta contoh kalender dan kuesioner peta
penghasilan.
""",
        "6b": """
Pajak bumi dan bangunan dipungut semua kabupaten dan kota, dan penghasilan musiman merupakan ciri
jutaan petani, nelayan, serta pedagang. Daerah pertanian dapat memakai bulan panen padi, tembakau,
atau kopi sebagai acuan. Replikasi hanya memerlukan wawancara kelurahan, pencetakan kalender, dan
penyesuaian jadwal petugas. Dalam dua bulan daerah dapat menyusun kalender pertama. Kuesioner,
rancangan kalender, serta perhitungan cicilan tersedia dan dapat digunakan tanpa perubahan aturan
pajak.
""",
        "7": """
Kegiatan dibiayai Rp203 juta setahun dari anggaran badan, meliputi pencetakan kalender, lembur meja
malam, dan pengukuran ulang. Pelaksana terdiri atas 18 petugas pajak, 6 juru ukur, 27 penghubung
kelurahan, dan 4 teller bank daerah. Metodenya peta penghasilan, meja malam, dan cicilan tabungan.
Peralatan yang dipakai berupa komputer jinjing, pencetak tanda terima, alat ukur jarak laser,
kalender dinding, serta mesin pembayaran nontunai.
""",
        "8": """
Dasar hukumnya peraturan wali kota tentang tata cara pembayaran dan keringanan pajak, ditambah
perjanjian kerja sama dengan bank daerah. Anggaran kalender telah menjadi bagian kegiatan
intensifikasi pajak.

Petugas dilatih pelayanan empatik dan pengukuran. Target setiap kelurahan dipantau mingguan,
sedangkan prosedur keberatan diaudit setahun sekali. Ketua rukun warga menyusun kalender, bank
sampah dan koperasi menampung cicilan, karang taruna membagikan pemberitahuan, kampus membantu
survei, serta tokoh masyarakat memberi teladan dengan membayar pada malam pertama.
""",
    },
    "tegur-dulu": {
        "1": """
Tegur Dulu mengubah penertiban peraturan daerah menjadi tiga kali teguran tercatat dengan bantuan
penyelesaian sebelum sanksi dijatuhkan. Petugas membawa lembar solusi: tempat pindah, izin yang
diperlukan, atau jadwal pembongkaran mandiri. Seluruh percakapan dicatat dan pelanggar menerima
salinan. Selama 23 bulan, 1.487 pelanggaran ditangani, 89 persen selesai tanpa penyitaan, dan
bentrokan saat penertiban turun dari 17 menjadi satu kejadian setahun, tanpa korban luka.
""",
        "2": """
Penertiban pedagang, reklame, dan bangunan di atas saluran selama ini mengandalkan penyitaan. Dalam
setahun tercatat 17 bentrokan, 9 petugas dan warga terluka, serta 203 pengaduan atas sikap petugas.
Dua dari tiga pelanggar mengulangi perbuatannya dalam tiga bulan karena tidak mengetahui pilihan
lain. Barang sitaan menumpuk dan merusak kepercayaan warga.

Sasarannya pelanggar peraturan daerah, terutama usaha kecil, serta warga sekitar lokasi. Tujuan
inovasi ialah kepatuhan yang lahir dari pemahaman. Target: penyelesaian tanpa sita 80 persen,
pengulangan di bawah 25 persen, dan pengaduan terhadap petugas berkurang separuh.
""",
        "3": """
Peringatan bertahap memang diatur, tetapi tidak pernah tercatat dan tidak disertai jalan keluar.
Tegur Dulu memberi setiap teguran sebuah nomor, tanggal, foto lokasi, serta satu pilihan
penyelesaian yang dapat dijalankan. Petugas dinilai dari jumlah pelanggaran yang selesai, bukan
dari jumlah sitaan. Regu selalu memuat seorang petugas perempuan dan seorang mediator. Pelanggar
dapat meminta perpanjangan satu kali dengan alasan tertulis. Perubahan ukuran kinerja itulah inti
kebaruannya.
""",
        "4": """
Setiap regu beranggotakan empat orang dengan satu mediator terlatih. Teguran pertama disampaikan
lisan dan dicatat, teguran kedua tiga hari kemudian disertai kunjungan instansi terkait, sedangkan
teguran ketiga memuat batas waktu. Bila tetap dilanggar, tindakan dilakukan dengan daftar barang
dan saksi. Rekaman kamera tubuh disimpan 30 hari. Setiap Jumat, penyidik pegawai negeri sipil
meninjau teguran yang lewat waktu dan menentukan perkara yang harus diajukan.
""",
        "5": """
Penilaian memakai register teguran, rekaman kejadian, dan wawancara terhadap 180 pelanggar oleh
fakultas hukum. Penyelesaian tanpa penyitaan naik dari 22 menjadi 89 persen. Pengulangan
pelanggaran dalam tiga bulan turun dari 66 menjadi 18 persen. Bentrokan berkurang dari 17 menjadi
satu kejadian setahun, tanpa korban.

Pengaduan terhadap sikap petugas turun dari 203 menjadi 38. Sebanyak 412 pedagang memperoleh tempat
resmi dan 96 pemilik bangunan membongkar sendiri bagian yang melanggar, sehingga aliran saluran
sepanjang 1,9 kilometer kembali terbuka. Biaya operasi penertiban turun dari Rp486 juta menjadi
Rp327 juta. Dari 180 pelanggar yang diwawancarai, 151 menyatakan diperlakukan dengan hormat.
Perkara yang tetap diajukan ke pengadilan berjumlah 41 dan seluruhnya diputus bersalah.
""",
        "6a": """
Sudah direplikasi oleh satuan polisi pamong praja di satu kabupaten. Lembar teguran bernomor
dipakai juga oleh dinas yang mengawasi reklame.
""",
        "6b": """
Penertiban yang berujung bentrokan terjadi di banyak kota, dan kewenangan satuan polisi pamong
praja pada dasarnya sama. Tegur Dulu dapat diterapkan tanpa mengubah peraturan daerah; cukup dengan
prosedur, formulir, dan pelatihan mediasi selama empat hari. Kota besar dapat memulainya pada satu
kawasan. Formulir teguran, daftar pilihan penyelesaian, serta ukuran kinerja regu telah dibukukan.
Kebutuhan alat paling mahal ialah kamera tubuh, yang dapat diganti telepon dinas.
""",
        "7": """
Pendanaan bersumber dari pergeseran anggaran operasi sebesar Rp141 juta, sehingga tidak menambah
belanja. Sumber daya manusia meliputi 32 petugas dalam delapan regu, 8 mediator, 3 penyidik, serta
penghubung dari lima dinas. Metodenya teguran bertahap, mediasi di lokasi, dan tinjauan mingguan.
Peralatan berupa 16 kamera tubuh, formulir rangkap bernomor, telepon dinas, kendaraan patroli, dan
papan informasi pilihan penyelesaian yang dipasang di kantor kecamatan serta pasar.
""",
        "8": """
Dasar pelaksanaan ialah peraturan wali kota mengenai prosedur penegakan peraturan daerah dan
keputusan kepala satuan tentang ukuran kinerja. Anggaran pelatihan dimasukkan dalam rencana kerja
tahunan.

Mediator bersertifikat melatih anggota baru, rekaman dipakai sebagai bahan belajar, dan tinjauan
kasus dilakukan setiap triwulan bersama akademisi. Dinas perdagangan menyiapkan tempat, dinas
perizinan mendampingi izin, paguyuban pedagang menjadi penengah, lembaga bantuan hukum mengawasi
hak pelanggar, serta warga sekitar memantau agar lokasi tetap tertib.
""",
    },
    "menara-rob": {
        "1": """
Menara Rob memberi peringatan banjir pasang sampai tingkat rukun tetangga dengan tiang ukur
berwarna, pengeras suara musala, dan 72 penjaga air dari warga. Perkiraan pasang diterjemahkan
menjadi tinggi genangan di depan rumah, bukan angka sentimeter di pelabuhan. Sejak 27 bulan lalu,
peringatan tiba rata-rata 5,2 jam lebih awal, kerugian per kejadian turun 58 persen, dan tidak ada
warga yang terperangkap genangan.
""",
        "2": """
Empat kelurahan pesisir mengalami banjir pasang 31 sampai 38 hari setahun. Perkiraan resmi
tersedia, tetapi warga tidak memahami artinya bagi rumah mereka; 67 persen baru mengetahui ketika
air masuk. Kerugian rata-rata Rp780 ribu per keluarga setiap kejadian besar, terutama perabot,
motor, dan bahan dagangan. Penyandang disabilitas dan lanjut usia kerap terlambat berpindah.

Sasarannya 4.860 keluarga pesisir. Tujuan inovasi ialah peringatan yang dipahami dan cukup waktu
untuk bertindak. Targetnya 90 persen keluarga menerima peringatan empat jam lebih awal, kerugian
turun separuh, serta seluruh 312 warga rentan memiliki pendamping.
""",
        "3": """
Peringatan dini biasanya berupa angka dan peta untuk petugas. Menara Rob menerjemahkannya menjadi
warna pada tiang di setiap gang: kuning semata kaki, jingga selutut, merah sepinggang. Warna
dihitung dari ketinggian lantai hasil pengukuran warga sendiri. Penjaga air menguji perkiraan
setiap bulan dan memperbaikinya, sehingga ramalan makin tepat untuk tiap gang. Musala menjadi
pengeras suara yang dipercaya. Perpaduan ilmu dan pengetahuan kampung tersebut belum diterapkan
kota lain.
""",
        "4": """
Pengukuran lantai 4.860 rumah dilakukan siswa sekolah kejuruan dengan selang air. Tim kemudian
memasang 118 tiang warna dan menetapkan 72 penjaga air. Setiap sore perkiraan pasang dihitung
menjadi warna per gang dan dikirim melalui pesan, radio, serta pengeras suara. Pada warna jingga,
regu membantu menaikkan barang; pada warna merah, warga rentan dijemput. Setelah surut, penjaga
mencatat tinggi nyata. Latihan umum dilaksanakan dua kali setahun.
""",
        "5": """
Dampak dinilai dari catatan 61 kejadian, survei kerugian terhadap 420 keluarga sebelum dan sesudah
penerapan, serta uji ketepatan oleh perguruan tinggi kelautan. Keluarga yang menerima peringatan
paling sedikit empat jam lebih awal naik dari 33 menjadi 94 persen. Kerugian rata-rata turun dari
Rp780 ribu menjadi Rp328 ribu setiap kejadian besar.

Ketepatan warna per gang meningkat dari 71 persen pada bulan pertama menjadi 92 persen setelah
perbaikan oleh penjaga air. Seluruh 312 warga rentan kini memiliki pendamping, dan jumlah orang
yang terperangkap turun dari 26 menjadi nol. Hari sekolah yang hilang berkurang dari 11 menjadi 4
hari setahun karena jadwal belajar digeser lebih awal. Pedagang menyelamatkan barang senilai
kira-kira Rp1,4 miliar menurut survei.
""",
        "6a": """
Sudah direplikasi oleh dua kabupaten pesisir, masing-masing memasang 40 dan 22 tiang warna dengan
pelatih dari Kota Tegal.
""",
        "6b": """
Banjir pasang dihadapi puluhan kota dan kabupaten di pantai utara Jawa dan akan makin sering.
Setiap daerah memiliki perkiraan pasang resmi, tetapi jarang yang sampai ke tingkat gang. Menara
Rob memerlukan pengukuran lantai, tiang warna seharga Rp160 ribu, dan relawan. Untuk banjir sungai,
acuan pasang diganti tinggi muka air di hulu. Lembar hitung warna, panduan pengukuran dengan
selang, serta jadwal latihan tersedia dan telah diuji pada dua daerah lain.
""",
        "7": """
Biaya pemasangan Rp176 juta berasal dari anggaran badan dan dana kelurahan; pemeliharaan tahunan
Rp52 juta. Pelaksana ialah 9 petugas pusat pengendalian, 72 penjaga air, 96 relawan kampung, dan 60
siswa pengukur. Metode yang digunakan: pengukuran bersama, penerjemahan perkiraan, dan latihan
berkala. Peralatan terdiri atas 118 tiang warna, radio genggam, pengeras suara musala, perahu
karet, selang ukur, serta papan perkiraan harian.
""",
        "8": """
Menara Rob dicantumkan dalam rencana penanggulangan bencana daerah dan keputusan wali kota tentang
kampung tangguh. Dana kelurahan menyediakan pemeliharaan tiang, sedangkan badan membiayai latihan.

Penjaga air memperoleh pelatihan ulang dan perlindungan asuransi, prosedur siaga diperbarui setelah
setiap kejadian merah, serta hasil uji ketepatan diumumkan. Pengurus musala menyuarakan peringatan,
sekolah menyesuaikan jadwal, puskesmas mendampingi warga rentan, perguruan tinggi memperbaiki
perhitungan, dan usaha galangan menyumbang perahu serta bahan tiang.
""",
    },
}
