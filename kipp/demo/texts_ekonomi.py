"""Texts of the invented proposals on livelihood and poverty: code -> section number -> answer."""

TEXTS = {
    "lapak-bergilir": {
        "1": """
Lapak Bergilir membagi 84 titik usaha pedagang kaki lima dengan undian terbuka dan giliran pagi,
sore, serta malam. Jadwal dipasang di papan dan pada laman dinas sehingga tidak ada lagi titik yang
diperjualbelikan. Retribusi dibayar nontunai setiap minggu. Setelah 22 bulan, pedagang yang
memiliki tempat resmi bertambah dari 84 menjadi 197 orang, perselisihan turun dari 52 menjadi 6
kejadian setahun, dan penerimaan retribusi naik 71 persen.
""",
        "2": """
Di tiga ruas jalan ramai tersedia 84 titik usaha, sedangkan pedagang yang terdata mencapai 236
orang. Titik dikuasai secara turun-temurun dan sebagian disewakan kembali sampai Rp900 ribu
sebulan. Pedagang baru berjualan di trotoar, lalu berulang kali ditertibkan. Dalam setahun terjadi
52 perselisihan dan 118 penertiban yang menguras tenaga semua pihak.

Kelompok sasaran ialah pedagang kecil tanpa tempat tetap, terutama perempuan kepala keluarga.
Tujuan inovasi: pembagian ruang yang adil dan tercatat. Targetnya sekurangnya 180 pedagang
memperoleh giliran resmi, perselisihan di bawah sepuluh kejadian setahun, serta retribusi terkumpul
90 persen.
""",
        "3": """
Penataan pedagang biasanya memindahkan orang ke tempat baru. Lapak Bergilir membagi waktu, bukan
memindahkan tempat. Satu titik dipakai tiga pedagang dengan jenis dagangan berbeda pada jam yang
berbeda, sehingga ruang kota yang sama menghidupi lebih banyak keluarga. Undian dilakukan di depan
umum dengan bola bernomor dan disaksikan paguyuban. Pedagang dengan disabilitas memperoleh titik
terdekat dengan jalan masuk. Larangan menyewakan titik diawasi melalui foto kartu giliran.
""",
        "4": """
Langkah pertama ialah pendataan pedagang selama tiga pekan oleh petugas bersama paguyuban. Daftar
diumumkan tujuh hari untuk diperiksa warga. Undian berlangsung setiap enam bulan di halaman pasar.
Petugas mengecat batas titik, memasang stopkontak, dan menetapkan jam pergantian lengkap dengan
waktu bersih-bersih tiga puluh menit. Pelanggaran dicatat; dua kali menyewakan titik berarti
kehilangan giliran. Aduan diselesaikan dalam musyawarah paguyuban paling lama tiga hari kerja.
""",
        "5": """
Pengukuran memakai buku retribusi, catatan kejadian petugas, dan survei pendapatan terhadap 150
pedagang sebelum serta setahun sesudah penerapan, dibantu mahasiswa ekonomi. Pedagang resmi
bertambah dari 84 menjadi 197 orang. Perselisihan turun dari 52 menjadi 6 kejadian, dan penertiban
dari 118 menjadi 21 kali setahun.

Pendapatan bersih harian pedagang yang semula tidak memiliki tempat naik dari rata-rata Rp74 ribu
menjadi Rp121 ribu. Biaya sewa gelap hilang sama sekali menurut keterangan 143 responden. Retribusi
terkumpul naik dari Rp212 juta menjadi Rp363 juta, dengan tingkat pembayaran 94 persen. Pejalan
kaki juga terbantu karena trotoar sepanjang 640 meter kembali kosong.
""",
        "6a": """
Sudah. Pengelola kawasan kuliner di kota tetangga memakai sistem giliran ini sejak awal tahun untuk
30 titik usaha, dengan pendampingan dari dinas kami.
""",
        "6b": """
Ketimpangan antara jumlah pedagang dan ruang usaha dialami setiap kota. Sebuah ruas jalan dengan 30
titik dapat menampung sampai 90 keluarga jika waktunya dibagi. Persyaratannya sederhana: data
pedagang yang disepakati, undian yang terbuka, dan aturan pergantian yang ditaati. Kota dengan
wisata malam dapat memperpanjang giliran malam, sedangkan kabupaten dapat menerapkannya pada pasar
mingguan. Seluruh format pendataan, tata tertib, dan berita acara undian dapat disalin tanpa biaya.
""",
        "7": """
Anggaran penataan sebesar Rp146 juta dipakai sekali untuk pengecatan, papan jadwal, dan sambungan
listrik; biaya tahunan berikutnya Rp28 juta. Sumber daya manusia terdiri atas 6 petugas pasar, 4
petugas retribusi, 9 pengurus paguyuban, dan 1 bendahara. Metodenya pembagian waktu, undian
terbuka, dan pembayaran nontunai. Bahan yang dipakai antara lain bola undian, cat jalan, papan
jadwal, kartu giliran berfoto, serta tempat sampah terpilah.
""",
        "8": """
Dasar pelaksanaannya peraturan wali kota mengenai penataan pedagang dan keputusan kepala dinas
tentang tata cara undian. Pendapatan retribusi membiayai pemeliharaan titik sehingga tidak
membebani anggaran lain.

Pegawai dilatih memediasi perselisihan dan prosedur undian ditinjau setiap semester. Paguyuban
memegang peran utama: mengusulkan tata tertib, menyaksikan undian, dan menegur anggota. Bank daerah
menyediakan pembayaran nontunai, satuan polisi pamong praja mengawasi trotoar, dan pelanggan dapat
melaporkan titik yang disewakan melalui nomor pada papan.
""",
    },
    "dermaga-kerja": {
        "1": """
Dermaga Kerja mempersiapkan pemuda pesisir menjadi awak kapal yang berdokumen lengkap dan
terlindungi. Dalam satu program enam minggu, peserta memperoleh pemeriksaan kesehatan, pelatihan
keselamatan dasar, pengurusan buku pelaut, serta penjelasan kontrak kerja. Lowongan hanya berasal
dari perusahaan yang telah diperiksa. Selama 15 bulan, 286 peserta lulus, 241 bekerja dengan
kontrak tertulis, dan pengaduan calo keberangkatan turun dari 33 menjadi 4 kasus.
""",
        "2": """
Laut merupakan tujuan kerja utama pemuda di empat kelurahan pesisir. Namun pengurusan dokumen
tersebar di tujuh tempat, memerlukan waktu rata-rata 74 hari, dan banyak calon memakai calo dengan
biaya Rp8 sampai Rp15 juta. Dalam setahun terdapat 33 pengaduan: upah tidak dibayar, kontrak hanya
lisan, dan ijazah ditahan.

Sasarannya warga usia 18–35 tahun yang hendak bekerja di kapal ikan atau kapal niaga. Program
bertujuan memastikan setiap keberangkatan resmi dan dipahami. Target: 250 peserta setahun, 80
persen bekerja dalam enam bulan, lama pengurusan paling lama 30 hari, dan tidak ada kontrak lisan.
""",
        "3": """
Program pelatihan umumnya berhenti pada sertifikat. Dermaga Kerja menyatukan pelatihan, dokumen,
dan kontrak dalam satu alur yang dijadwalkan bersama syahbandar, balai kesehatan, dan lembaga
pelatihan. Peserta berlatih membaca slip upah dan menghitung bagi hasil melalui simulasi. Keluarga
diundang pada pertemuan terakhir agar mengetahui nama kapal, rute, dan nomor pengaduan. Daftar
perusahaan yang lulus pemeriksaan ditempel di balai nelayan dan diperbarui setiap bulan.
""",
        "4": """
Pendaftaran dibuka setiap dua bulan melalui kelurahan. Peserta yang lulus wawancara mengikuti
jadwal enam minggu: kesehatan, keselamatan dasar, dokumen, kontrak, praktik di kapal latih, dan
temu perusahaan. Petugas dari instansi lain datang ke balai latihan pada hari tertentu, sehingga
peserta tidak berpindah tempat. Mediator hubungan industrial memeriksa setiap kontrak sebelum
ditandatangani. Setelah berangkat, peserta dihubungi pada bulan pertama, ketiga, dan keenam.
""",
        "5": """
Data dikumpulkan dari register peserta, salinan kontrak, dan wawancara telepon enam bulan setelah
lulus; laporan diperiksa inspektorat. Lama pengurusan dokumen turun dari 74 menjadi 27 hari. Biaya
yang dikeluarkan calon berkurang dari rata-rata Rp9,8 juta menjadi Rp1,3 juta, yaitu biaya resmi
saja. Dari 286 lulusan, 241 orang atau 84 persen bekerja dalam enam bulan.

Seluruh 241 orang memegang kontrak tertulis; sebelumnya hanya 29 persen. Pengaduan turun dari 33
menjadi 4 kasus, dan keempatnya selesai melalui mediasi. Rata-rata kiriman kepada keluarga
meningkat dari Rp1,6 juta menjadi Rp2,7 juta sebulan. Jumlah peserta yang membatalkan keberangkatan
karena kontrak tidak layak mencapai 18 orang, tanda bahwa pemahaman meningkat.
""",
        "6a": """
Belum direplikasi. Pemerintah kabupaten di sebelah barat telah melakukan studi tiru dan menyusun
jadwal bersama syahbandar setempat.
""",
        "6b": """
Masalah dokumen dan calo awak kapal terdapat di semua daerah pelabuhan, dari pesisir utara Jawa
hingga kawasan timur. Ribuan pemuda berangkat setiap tahun tanpa memahami kontraknya. Replikasi
memerlukan kesepakatan jadwal antarlembaga, ruang latihan, dan seorang mediator. Daerah pengirim
pekerja migran darat dapat memakai alur yang sama dengan mengganti materi keselamatan. Modul
kontrak, lembar simulasi bagi hasil, dan daftar periksa perusahaan tersedia untuk digunakan daerah
lain.
""",
        "7": """
Pembiayaan berasal dari anggaran dinas Rp410 juta dan dukungan perusahaan pelayaran berupa
penggunaan kapal latih. Program dijalankan 7 instruktur, 2 mediator, 5 pengantar kerja, serta
petugas penghubung dari empat instansi mitra. Metode pembelajaran menggabungkan kelas, simulasi,
dan praktik. Sarana yang digunakan ialah balai latihan, kolam keselamatan, kapal latih, peralatan
pemadam, sekoci, dan modul cetak. Peserta tidak dipungut biaya pelatihan dan memperoleh makan siang
selama program berlangsung.
""",
        "8": """
Program tercantum dalam rencana strategis dinas dan dikukuhkan melalui perjanjian kerja sama dengan
syahbandar, balai kesehatan, dan lembaga pelatihan. Keputusan kepala dinas mengatur pemeriksaan
perusahaan.

Instruktur mengikuti pembaruan sertifikat setiap dua tahun. Prosedur layanan, kuota, dan hasil
penempatan diumumkan secara berkala. Alumni berperan sebagai pembimbing dan penghubung di pelabuhan
tujuan, keluarga menjadi pengawas kontrak, serikat awak kapal memberi bantuan hukum, sedangkan
kelurahan membantu penjaringan peserta dari keluarga kurang mampu.
""",
    },
    "meja-pintas": {
        "1": """
Meja Pintas mendampingi pelaku usaha mikro menyelesaikan nomor induk berusaha, pernyataan halal,
dan izin pangan rumah tangga dalam satu kali duduk. Pendamping menyiapkan lembar data sederhana,
mengisi bersama pemohon, dan menjelaskan kewajiban setelah izin terbit. Meja dibuka di pasar, balai
kelurahan, dan mal pelayanan publik. Dalam 20 bulan, 2.946 usaha memperoleh izin dengan rata-rata
waktu 48 menit, sebelumnya sembilan hari.
""",
        "2": """
Kota memiliki sekitar 11.800 usaha mikro, namun hanya 27 persen berizin. Perizinan daring
sebenarnya tidak berbayar, tetapi pemilik usaha kesulitan memilih kode kegiatan, tidak memiliki
surat elektronik, atau takut dikenai pajak. Mereka datang rata-rata empat kali, dan 31 persen
menyerah. Sebagian membayar perantara sampai Rp500 ribu untuk izin yang seharusnya tanpa biaya.

Sasarannya pedagang makanan, perajin, dan penyedia jasa rumahan. Tujuan Meja Pintas ialah
menjadikan izin mudah dipahami dan selesai pada hari yang sama. Targetnya 2.400 izin dalam dua
tahun, waktu di bawah satu jam, dan kepuasan sekurangnya 88.
""",
        "3": """
Perbedaan Meja Pintas terletak pada urutan pelayanan. Pemohon tidak ditanya berkas, tetapi ditanya
usaha apa yang dijalankan; pendamping kemudian menerjemahkannya ke kode kegiatan dengan kartu
bergambar berisi 120 usaha yang lazim di kota ini. Satu lembar data dipakai untuk tiga perizinan.
Setelah terbit, pemohon menerima lembar kewajiban sepanjang setengah halaman dengan bahasa
sehari-hari. Kartu bergambar merupakan gagasan petugas loket dan belum dimiliki daerah lain.
""",
        "4": """
Pendamping bertugas bergilir di enam lokasi dengan jadwal mingguan. Pemohon mengambil nomor,
memilih kartu usaha, lalu mengisi lembar data bersama pendamping. Data dimasukkan ke sistem
perizinan nasional di hadapan pemohon. Surat elektronik dibuatkan bila belum ada dan kata sandinya
hanya diketik oleh pemohon. Dokumen dicetak di tempat. Kasus yang memerlukan pemeriksaan teknis
dijadwalkan kunjungan dalam lima hari kerja, dengan nama petugas yang jelas.
""",
        "5": """
Dampak dinilai dengan membandingkan catatan loket, data perizinan, serta survei terhadap 320
pemohon. Rata-rata waktu penyelesaian turun dari sembilan hari menjadi 48 menit. Jumlah kedatangan
berkurang dari empat menjadi satu kali. Usaha mikro berizin naik dari 27 menjadi 52 persen.

Dari 2.946 pemohon, 61 persen ialah perempuan. Sebanyak 418 usaha memperoleh kredit bank karena
telah memiliki izin, dengan nilai keseluruhan Rp5,7 miliar. Penjualan 90 usaha yang dipantau selama
setahun naik rata-rata 23 persen setelah produknya diterima toko swalayan. Nilai kepuasan meningkat
dari 79,40 menjadi 91,05. Keluhan mengenai perantara turun dari 26 menjadi satu laporan.
""",
        "6a": """
Sudah direplikasi oleh satu kecamatan di luar kota dan digunakan oleh mal pelayanan publik
kabupaten tetangga, yang menambahkan 40 kartu usaha pertanian.
""",
        "6b": """
Jutaan usaha mikro di Indonesia memakai sistem perizinan yang sama dan menghadapi hambatan yang
sama: istilah yang sulit dan rasa takut. Kartu bergambar dapat disesuaikan dengan jenis usaha
setempat dalam waktu dua minggu. Dua pendamping dengan satu komputer mampu melayani sekitar 14
pemohon sehari. Daerah dengan wilayah luas dapat memakai kendaraan keliling. Berkas kartu, lembar
data, dan naskah penjelasan kewajiban disediakan dalam bentuk yang dapat diubah.
""",
        "7": """
Belanja tahunan Rp74 juta dari anggaran dinas dipakai untuk transpor pendamping, pencetakan kartu,
dan perawatan komputer. Sebanyak 9 pegawai dan 6 tenaga pendamping usaha bertugas bergilir. Metode
yang dipakai ialah wawancara usaha, pengisian bersama, serta penjelasan kewajiban. Peralatan
terdiri atas enam komputer jinjing, enam pencetak, modem, 30 set kartu bergambar, dan meja lipat.
Ruang disediakan pengelola pasar dan kelurahan tanpa sewa.
""",
        "8": """
Layanan dimuat dalam standar pelayanan yang ditetapkan kepala dinas dan dalam perjanjian kinerja.
Jadwal meja di pasar diatur melalui kesepakatan dengan dinas yang membidangi perdagangan.

Pendamping mengikuti uji pengetahuan setiap semester karena aturan perizinan kerap berubah, dan
kartu diperbarui mengikuti perubahan tersebut. Perguruan tinggi mengirim mahasiswa magang, bank
daerah membuka meja kredit pada hari yang sama, asosiasi usaha kecil menyebarkan jadwal, sementara
pelaku usaha yang telah berizin menjadi penyuluh bagi tetangganya.
""",
    },
    "rembuk-data": {
        "1": """
Rembuk Data memperbaiki daftar penerima bantuan sosial melalui musyawarah rukun tetangga dengan
papan terbuka. Warga melihat sepuluh ciri rumah tangga miskin yang disepakati, lalu mengusulkan
nama yang harus masuk atau keluar; petugas memeriksa ke rumah dalam tujuh hari. Inovasi telah
berjalan 28 bulan di seluruh kelurahan. Kesalahan sasaran turun dari 24 menjadi 7 persen dan 1.912
keluarga yang terlewat kini menerima bantuan.
""",
        "2": """
Pemeriksaan terhadap 1.200 keluarga penerima menunjukkan 24 persen tidak lagi tergolong miskin,
meninggal, atau pindah. Sebaliknya, banyak keluarga yang kehilangan pekerjaan tidak tercatat karena
pemutakhiran dilakukan oleh sedikit petugas dan hanya sekali setahun. Aduan tentang bantuan tidak
tepat mencapai 340 surat dan memicu ketegangan antarwarga.

Sasaran inovasi ialah keluarga miskin dan rentan miskin di 27 kelurahan. Tujuannya menghasilkan
data yang disetujui warga sendiri. Target: kesalahan sasaran paling tinggi 10 persen, pemutakhiran
dua kali setahun, dan aduan tertangani dalam sepuluh hari kerja.
""",
        "3": """
Musyawarah kelurahan sudah diatur, tetapi sering hanya mengesahkan daftar. Rembuk Data memindahkan
pembahasan ke tingkat rukun tetangga, menggunakan ciri yang dipilih warga, dan menyediakan amplop
tertutup bagi orang yang enggan berbicara. Nama keluarga ditutup dengan nomor pada papan agar
martabat terjaga. Keluarga yang keluar dari daftar diundang ke program usaha, sehingga keluar
berarti naik tingkat. Cara ini mengurangi rasa malu maupun kecurigaan.
""",
        "4": """
Fasilitator dari karang taruna dilatih satu hari. Pada malam musyawarah, warga membahas sepuluh
ciri, kemudian menandai nomor keluarga yang dianggap keliru. Amplop usulan dibuka bersama ketua
rukun tetangga dan dua saksi. Petugas melakukan kunjungan paling lama tujuh hari. Hasilnya
diumumkan dengan nomor, dan keberatan diterima selama lima hari. Data yang telah disepakati dikirim
ke sistem nasional oleh operator kelurahan. Seluruh putaran berlangsung enam minggu.
""",
        "5": """
Evaluasi dilakukan dengan kunjungan ulang secara acak kepada 900 keluarga oleh perguruan tinggi,
sebelum dan sesudah dua putaran musyawarah. Kesalahan memasukkan keluarga yang tidak berhak turun
dari 24 menjadi 7 persen. Kesalahan meninggalkan keluarga yang berhak turun dari 19 menjadi 6
persen.

Sebanyak 1.912 keluarga masuk dan 2.264 keluarga keluar dari daftar; 388 di antaranya mengikuti
program usaha. Aduan turun dari 340 menjadi 47 surat setahun dan rata-rata waktu penanganan dari 34
menjadi 8 hari kerja. Dana yang semula keliru sasaran, sekitar Rp2,1 miliar setahun, kini diterima
keluarga yang berhak. Kehadiran warga dalam musyawarah rata-rata 68 persen.
""",
        "6a": """
Sudah. Dua kabupaten di provinsi ini telah memakai panduan musyawarah dan amplop usulan,
masing-masing pada sepuluh dan enam desa.
""",
        "6b": """
Ketidaktepatan daftar penerima bantuan dihadapi semua pemerintah daerah karena keadaan keluarga
berubah lebih cepat daripada pendataan. Rembuk Data dapat dijalankan pada setiap rukun tetangga
dengan biaya sekitar Rp350 ribu per putaran. Daerah perdesaan yang memiliki tradisi musyawarah kuat
bahkan dapat berjalan lebih cepat. Perangkatnya berupa kartu ciri, amplop, papan nomor, dan panduan
fasilitator. Penyesuaian diperlukan pada pemilihan ciri, yang memang harus ditentukan warga
setempat.
""",
        "7": """
Pendanaan Rp286 juta setahun bersumber dari anggaran dinas dan dana kelurahan, terutama untuk
konsumsi, cetak papan, serta kunjungan. Sumber daya manusia terdiri atas 54 fasilitator karang
taruna, 27 operator kelurahan, 12 pekerja sosial, dan 3 analis data. Metodenya musyawarah, usulan
tertutup, dan kunjungan rumah. Peralatan yang digunakan berupa papan nomor, kartu ciri, amplop,
telepon pintar milik petugas, dan peta rukun tetangga.
""",
        "8": """
Putaran musyawarah diatur dalam keputusan wali kota mengenai pemutakhiran data dan dianggarkan
dalam dana kelurahan. Jadwal setiap semester ditetapkan bersama bagian pemerintahan.

Untuk menjaga mutu, sepuluh persen hasil diperiksa ulang oleh tim yang berbeda, fasilitator
memperoleh penyegaran, dan prosedur keberatan dievaluasi setiap putaran. Pemangku kepentingan yang
terlibat: karang taruna memfasilitasi, ketua rukun tetangga menjamin ketertiban, perguruan tinggi
menilai, badan zakat membantu keluarga yang belum tercakup, dan dinas lain menyediakan program bagi
keluarga yang naik tingkat.
""",
    },
    "gotong-atap": {
        "1": """
Gotong Atap memperbaiki rumah tidak layak huni dengan tenaga tukang dari lingkungan yang sama,
bahan yang dibeli bersama, dan pengawasan tetangga. Bantuan pemerintah sebesar Rp20 juta diperkuat
gotong royong sehingga satu rumah memperoleh nilai perbaikan rata-rata Rp31 juta. Dalam 37 bulan,
412 rumah selesai, lama pengerjaan turun dari 96 menjadi 41 hari, dan 138 warga memperoleh
keterampilan pertukangan bersertifikat yang menjadi sumber penghasilan mereka.
""",
        "2": """
Kota masih memiliki 1.730 rumah tidak layak huni pada awal program. Bantuan sebelumnya dikerjakan
penyedia dari luar; pengerjaan memerlukan 96 hari, dan 22 persen rumah rusak kembali dalam dua
tahun karena bahan tidak sesuai. Penerima yang lanjut usia tidak mampu menambah biaya ataupun
mengawasi pekerjaan.

Sasaran utama ialah keluarga miskin, lanjut usia yang tinggal sendiri, dan keluarga dengan anggota
berkebutuhan khusus. Tujuan inovasi: rumah sehat yang dikerjakan bersama tetangga. Targetnya 130
rumah setahun, lama pengerjaan paling lama 45 hari, kerusakan ulang di bawah 5 persen, dan 40
tukang baru setiap tahun.
""",
        "3": """
Unsur baru Gotong Atap ada pada tiga lapis kebersamaan. Bahan dibeli secara gabungan oleh sepuluh
penerima sehingga harga lebih murah 14 persen. Tukang magang berasal dari pemuda rukun warga dan
dilatih langsung di lokasi. Tetangga membentuk regu pengawas dengan daftar periksa bergambar,
termasuk ventilasi dan jamban. Penerima yang telah selesai wajib membantu satu hari pada rumah
berikutnya. Rantai bantuan semacam ini tidak terdapat pada program sebelumnya.
""",
        "4": """
Pengusulan dilakukan kelurahan dan diperiksa tenaga teknis. Setelah sepuluh penerima berdekatan
terkumpul, mereka membentuk kelompok, menyusun rencana bahan, dan memilih toko melalui perbandingan
tiga harga. Dinas mengirim seorang fasilitator untuk dua kelompok. Pengerjaan berlangsung berurutan
dengan papan kemajuan di mulut gang. Regu pengawas menandatangani daftar periksa pada tahap
fondasi, rangka, dan atap. Pembayaran dilakukan setelah setiap tahap dinyatakan sesuai, langsung ke
rekening toko.
""",
        "5": """
Pengukuran memakai penilaian kelayakan sebelum dan sesudah dengan formulir nasional, pemeriksaan
ulang 150 rumah setelah setahun, dan catatan kunjungan puskesmas. Sebanyak 412 rumah berubah
menjadi layak. Lama pengerjaan turun dari 96 menjadi 41 hari dan kerusakan ulang dari 22 menjadi
3,3 persen.

Nilai bantuan Rp20 juta menghasilkan perbaikan senilai Rp31 juta berkat tenaga sukarela dan
sumbangan bahan. Kunjungan anak penghuni karena infeksi saluran napas berkurang dari 5,2 menjadi
2,4 kali setahun. Dari 138 tukang magang, 97 kini bekerja dengan upah rata-rata Rp115 ribu sehari.
Rumah tidak layak huni di kota tersisa 1.164 unit. Sebanyak 94 persen penerima menyatakan puas.
""",
        "6a": """
Sudah direplikasi oleh satu kabupaten melalui program dana desa pada 60 rumah, dengan modul
pembelian bahan bersama dan daftar periksa bergambar dari Kota Tegal.
""",
        "6b": """
Rumah tidak layak huni terdapat di setiap kabupaten dan kota, dengan kendala yang mirip: bantuan
terbatas, tukang mahal, dan pengawasan lemah. Gotong Atap dapat dijalankan dengan besaran bantuan
apa pun asalkan penerima tinggal berdekatan. Panduan memuat cara membentuk kelompok, format
perbandingan harga, dan gambar tahap pemeriksaan. Pada daerah dengan jarak antarrumah yang jauh,
kelompok dapat diperkecil menjadi lima keluarga. Pelatihan fasilitator memerlukan empat hari, dua
di antaranya di lapangan.
""",
        "7": """
Sumber keuangan terdiri atas bantuan stimulan daerah Rp2,6 miliar setahun, dana zakat Rp310 juta,
dan sumbangan bahan dari toko setempat. Tenaga meliputi 13 fasilitator, 64 tukang utama, 46 tukang
magang setiap tahun, serta regu pengawas tetangga. Metode kerja berupa kelompok pembelian, magang
di lokasi, dan pembayaran bertahap. Peralatan pinjaman dinas mencakup perancah, pemotong baja
ringan, alat pelindung diri, dan papan kemajuan.
""",
        "8": """
Program berlandaskan peraturan wali kota tentang perbaikan rumah serta keputusan kepala dinas
mengenai petunjuk teknis kelompok. Target tahunan dimasukkan ke rencana pembangunan jangka
menengah.

Kapasitas dijaga melalui uji kompetensi tukang bersama asosiasi jasa konstruksi, daftar periksa
yang diperbarui, dan audit acak lima persen. Dukungan sosial datang dari badan zakat sebagai
penyandang dana tambahan, toko bahan sebagai pemberi potongan harga, sekolah kejuruan sebagai
penyedia instruktur, puskesmas sebagai penilai kesehatan rumah, dan warga penerima sebagai tenaga
bergilir.
""",
    },
}
