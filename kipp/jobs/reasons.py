"""What an error of the mail server means to somebody who runs no mail server. Pure: no Django."""

import re

_UNREACHABLE = "Server surel tidak dapat dihubungi. Surel dapat dikirim ulang setelah server kembali"
_WORDS = {
    "SMTPConnectError": _UNREACHABLE,
    "SMTPServerDisconnected": _UNREACHABLE,
    "ConnectionRefusedError": _UNREACHABLE,
    "ConnectionResetError": _UNREACHABLE,
    "TimeoutError": _UNREACHABLE,
    "OSError": _UNREACHABLE,
    "gaierror": "Alamat server surel tidak ditemukan. Periksa pengaturan server surel",
    "SSLError": "Sambungan aman ke server surel gagal. Periksa pengaturan server surel",
    "SSLCertVerificationError": "Sertifikat server surel tidak dapat dipercaya. Periksa pengaturan server surel",
    "SMTPAuthenticationError": "Server surel menolak akun aplikasi. Periksa pengaturan server surel",
    "SMTPSenderRefused": "Server surel menolak alamat pengirim. Periksa pengaturan server surel",
    "SMTPRecipientsRefused": "Server surel menolak alamat penerima. Periksa alamatnya pada halaman Pengguna",
    "SMTPDataError": "Server surel menolak isi surel",
    "Pekerja berhenti tiga kali.": "Pengiriman terhenti tiga kali sebelum selesai",
}
_OTHER = "Surel gagal dikirim. Keterangan teknisnya ada pada halaman Pekerjaan latar"
_KIND = re.compile(r"(\w+): ")


def reason_in_words(error: str) -> str:
    """Say why a mail has not left, from what the row of its job keeps."""
    kind = _KIND.match(error)
    return _WORDS.get(kind[1] if kind else error, _OTHER)
