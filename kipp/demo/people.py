"""The invented persons of the demonstration. Any likeness to a living person is chance.

Every address stands under the reserved domain `.example`, so that no message can reach anybody. A NIP is built as the
civil service does (birth, appointment, sex, serial number), but belongs to no one.
"""

from typing import NamedTuple


class Organiser(NamedTuple):
    name: str
    email: str
    nip: str
    position: str


class Operator(NamedTuple):
    name: str
    email: str
    nip: str | None  # the water company does not employ civil servants
    agency_code: str


class Judge(NamedTuple):
    """A juror from outside the city government; the first one is in the chair."""

    code: str
    name: str
    email: str
    institution: str
    is_chair: bool
    conflicts: tuple[str, ...]  # codes of innovations the juror declares an interest in


class Signatory(NamedTuple):
    name: str
    position: str
    nip: str
    rank: str


ORGANISERS = (
    Organiser(
        name="Anisa Wulandari, S.STP., M.Si.",
        email="anisa.wulandari@contoh.kotategal.example",
        nip="198602122006122001",
        position="Kepala Subbagian Pelayanan Publik dan Tata Laksana",
    ),
    Organiser(
        name="Bayu Adi Saputra, S.A.P.",
        email="bayu.adi.saputra@contoh.kotategal.example",
        nip="199406182019031005",
        position="Analis Pelayanan Publik",
    ),
)

OPERATORS = (
    Operator(
        name="Nurul Hidayati, S.K.M.",
        email="nurul.hidayati@contoh.kotategal.example",
        nip="198804172011012004",
        agency_code="PKM-TT",
    ),
    Operator(
        name="Bagus Setyawan, S.Farm., Apt.",
        email="bagus.setyawan@contoh.kotategal.example",
        nip="198509232010011002",
        agency_code="RSUD-KARDINAH",
    ),
    Operator(
        name="Retno Palupi, S.Kep., Ns.",
        email="retno.palupi@contoh.kotategal.example",
        nip="198706112010122007",
        agency_code="KLINIK-PARU",
    ),
    Operator(
        name="Slamet Riyanto, S.Pd., M.Pd.",
        email="slamet.riyanto@contoh.kotategal.example",
        nip="197902052005011009",
        agency_code="SMPN-07",
    ),
    Operator(
        name="Wening Pratiwi, S.I.Pust.",
        email="wening.pratiwi@contoh.kotategal.example",
        nip="199108292015032003",
        agency_code="DISARPUS",
    ),
    Operator(
        name="Agus Kurniadi, S.E.",
        email="agus.kurniadi@contoh.kotategal.example",
        nip="198301142008011011",
        agency_code="DISKOPDAG",
    ),
    Operator(
        name="Tri Handayani, S.Sos.",
        email="tri.handayani@contoh.kotategal.example",
        nip="198107302006042008",
        agency_code="DISNAKERIN",
    ),
    Operator(
        name="Yoga Pramudita, S.A.P.",
        email="yoga.pramudita@contoh.kotategal.example",
        nip="199303022018021001",
        agency_code="DPMPTSP",
    ),
    Operator(
        name="Siti Kholifah, S.S.T.",
        email="siti.kholifah@contoh.kotategal.example",
        nip="198605192009022005",
        agency_code="DINSOS",
    ),
    Operator(
        name="Danang Wicaksono, S.T.",
        email="danang.wicaksono@contoh.kotategal.example",
        nip="198907262014031006",
        agency_code="DISPERKIM",
    ),
    Operator(
        name="Maryam Azizah, S.IP.",
        email="maryam.azizah@contoh.kotategal.example",
        nip="198412082007012010",
        agency_code="KEC-TB",
    ),
    Operator(
        name="Teguh Santosa, S.Pi.",
        email="teguh.santosa@contoh.kotategal.example",
        nip="198006212005011014",
        agency_code="DKPPP",
    ),
    Operator(
        name="Ratih Anggraeni, S.Kom.",
        email="ratih.anggraeni@contoh.kotategal.example",
        nip="199001102014022002",
        agency_code="DISDUKCAPIL",
    ),
    Operator(
        name="Lilis Suryani, S.Psi.",
        email="lilis.suryani@contoh.kotategal.example",
        nip="198809082011012012",
        agency_code="DPPKBP2PA",
    ),
    Operator(
        name="Fajar Nugraha, S.T., M.Si.",
        email="fajar.nugraha@contoh.kotategal.example",
        nip="198703272010011005",
        agency_code="DLH",
    ),
    Operator(
        name="Hendra Gunawan, S.T.",
        email="hendra.gunawan@contoh.kotategal.example",
        nip=None,
        agency_code="TIRTA-BAHARI",
    ),
    Operator(
        name="Dewi Larasati, S.Kom., M.T.I.",
        email="dewi.larasati@contoh.kotategal.example",
        nip="199204162017012003",
        agency_code="DISKOMINFO",
    ),
    Operator(
        name="Imam Fauzi, S.E., Ak.",
        email="imam.fauzi@contoh.kotategal.example",
        nip="198209132006041007",
        agency_code="BAKEUDA",
    ),
    Operator(
        name="Rudi Hartanto, S.H.",
        email="rudi.hartanto@contoh.kotategal.example",
        nip="197811221999031004",
        agency_code="SATPOLPP",
    ),
    Operator(
        name="Galih Permana, S.Si.",
        email="galih.permana@contoh.kotategal.example",
        nip="199107052015021008",
        agency_code="BPBD",
    ),
)

JUDGES = (
    Judge(
        code="satriya",
        name="Prof. Dr. Satriya Wirahadi, M.Si.",
        email="satriya.wirahadi@contoh.kotategal.example",
        institution="Universitas Jenderal Soedirman",
        is_chair=True,
        conflicts=(),
    ),
    Judge(
        code="kirana",
        name="Dr. Kirana Maheswari, M.P.A.",
        email="kirana.maheswari@contoh.kotategal.example",
        institution="Universitas Diponegoro",
        is_chair=False,
        conflicts=(),
    ),
    Judge(
        code="fathoni",
        name="Dr. Ahmad Fathoni Rasyid, S.H., M.H.",
        email="ahmad.fathoni.rasyid@contoh.kotategal.example",
        institution="Universitas Pancasakti Tegal",
        is_chair=False,
        conflicts=("tegur-dulu",),
    ),
    Judge(
        code="melati",
        name="Melati Kusumaningrum, S.T., M.Kom.",
        email="melati.kusumaningrum@contoh.kotategal.example",
        institution="Politeknik Harapan Bersama Tegal",
        is_chair=False,
        conflicts=(),
    ),
    Judge(
        code="yohana",
        name="Yohana Sekarsari, S.H.",
        email="yohana.sekarsari@contoh.kotategal.example",
        institution="Ombudsman Republik Indonesia Perwakilan Jawa Tengah",
        is_chair=False,
        conflicts=(),
    ),
    Judge(
        code="darmawan",
        name="Darmawan Susilo, S.Sos.",
        email="darmawan.susilo@contoh.kotategal.example",
        institution="Perwakilan wartawan Kota Tegal",
        is_chair=False,
        conflicts=(),
    ),
    Judge(
        code="ningrum",
        name="Dr. Ningrum Astuti, S.K.M., M.Kes.",
        email="ningrum.astuti@contoh.kotategal.example",
        institution="Perwakilan lembaga swadaya masyarakat bidang pelayanan publik",
        is_chair=False,
        conflicts=(),
    ),
)

# The head of the section signs every paper.
SIGNER = Signatory(
    name="Dra. Endang Lestariningsih, M.M.",
    position="Kepala Bagian Organisasi",
    nip="196908151994032006",
    rank="Pembina Tingkat I",
)
