"""Indonesian numbers, dates and words. Pure: no Django, no model, no clock.

`round_half_up` is the one rounding function of the product: every figure that
decides something is exact until it passes through here once.
"""

from datetime import date, datetime, time, timedelta
from decimal import Decimal
from fractions import Fraction
from zoneinfo import ZoneInfo

Exact = Fraction | Decimal | int

JAKARTA = ZoneInfo("Asia/Jakarta")
DASH = "\N{EN DASH}"

MONTHS = (
    "Januari",
    "Februari",
    "Maret",
    "April",
    "Mei",
    "Juni",
    "Juli",
    "Agustus",
    "September",
    "Oktober",
    "November",
    "Desember",
)
DAYS = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")

ROMAN = (
    (1000, "M"),
    (900, "CM"),
    (500, "D"),
    (400, "CD"),
    (100, "C"),
    (90, "XC"),
    (50, "L"),
    (40, "XL"),
    (10, "X"),
    (9, "IX"),
    (5, "V"),
    (4, "IV"),
    (1, "I"),
)

_ONES = (
    "",
    "satu",
    "dua",
    "tiga",
    "empat",
    "lima",
    "enam",
    "tujuh",
    "delapan",
    "sembilan",
    "sepuluh",
    "sebelas",
)
_SCALES = ((1_000_000_000, "miliar"), (1_000_000, "juta"), (1_000, "ribu"))
_LARGEST_SPELLED = 999_999_999_999

_STAGES = {
    "registration": "Pendaftaran",
    "verification": "Verifikasi",
    "judging": "Penilaian",
    "deliberation": "Pleno",
    "decision": "Penetapan",
}
_NIP_LENGTH = 18
_KILO = 1024
_SIZES = (("KB", _KILO), ("MB", _KILO**2), ("GB", _KILO**3))


def round_half_up(value: Exact, places: int) -> Decimal:
    """Return the value with exactly `places` decimals, halves away from zero.

    Works on the exact fraction, so neither a float nor the decimal context can
    move a value across a half before it is rounded.
    """
    if not isinstance(value, Fraction | Decimal | int):
        raise TypeError(f"{value!r} is not an exact number")
    numerator, denominator = value.as_integer_ratio()
    scaled = (2 * abs(numerator) * 10**places + denominator) // (2 * denominator)
    return Decimal(f"{-scaled if numerator < 0 else scaled}E{-places}")


def angka(value: Exact | None, places: int = 2) -> str:
    """Write a number the Indonesian way, "87,64"; what cannot be computed is a dash, never 0."""
    if value is None:
        return DASH
    rounded = round_half_up(value, places)
    whole, _, decimals = f"{abs(rounded):f}".partition(".")
    text = _grouped(int(whole)) + (f",{decimals}" if decimals else "")
    return f"-{text}" if rounded < 0 else text


def ribuan(value: int) -> str:
    """Write a whole number with points between the thousands: "1.234"."""
    return angka(value, 0)


def angka_ringkas(value: Exact) -> str:
    """Write a number with the decimals it has, at most two: "70", "12,5"."""
    return angka(value).rstrip("0").rstrip(",")


def persen(value: Exact) -> str:
    """Write a share with the decimals it has, at most two: "15%", "12,5%"."""
    return f"{angka_ringkas(value)}%"


def rupiah(value: Exact) -> str:
    """Write an amount of money in whole rupiah: "Rp48.000.000"."""
    text = angka(value, 0)
    return f"-Rp{text[1:]}" if text.startswith("-") else f"Rp{text}"


def tanggal(day: date) -> str:
    """Write a date: "1 Januari 2024". An instant is first taken to its date in Jakarta."""
    local = _local_date(day)
    return f"{local.day} {MONTHS[local.month - 1]} {local.year}"


def hari_tanggal(day: date) -> str:
    """Write a date with its weekday: "Senin, 1 Januari 2024"."""
    local = _local_date(day)
    return f"{DAYS[local.weekday()]}, {tanggal(local)}"


def tanggal_terbilang(day: date) -> str:
    """Write a date in words, as a Berita Acara begins: "Senin tanggal satu bulan Januari tahun dua ribu"."""
    local = _local_date(day)
    named = f"{DAYS[local.weekday()]} tanggal {terbilang(local.day)}"
    return f"{named} bulan {MONTHS[local.month - 1]} tahun {terbilang(local.year)}"


def jam(instant: datetime) -> str:
    """Write the time of day in Jakarta: "21.05"."""
    return f"{_local(instant):%H.%M}"


def waktu(instant: datetime) -> str:
    """Write an instant with its zone: "1 Januari 2024 pukul 21.05 WIB"."""
    return f"{tanggal(instant)} pukul {jam(instant)} WIB"


def penutupan(instant: datetime) -> str:
    """Format the instant from which nothing is accepted; midnight is 24.00 of the day before."""
    local = _local(instant)
    if local.time() == time.min:
        return f"{tanggal(local.date() - timedelta(days=1))} pukul 24.00 WIB"
    return waktu(instant)


def rentang(first: date, last: date) -> str:
    """Write a span of days without repeating what both ends share: "1-28 Juni 2024" with a dash."""
    start, end = _local_date(first), _local_date(last)
    if end < start:
        raise ValueError(f"{end} lies before {start}")
    if start == end:
        return tanggal(start)
    if start.year != end.year:
        return f"{tanggal(start)}{DASH}{tanggal(end)}"
    if start.month != end.month:
        return f"{start.day} {MONTHS[start.month - 1]}{DASH}{tanggal(end)}"
    return f"{start.day}{DASH}{tanggal(end)}"


def sisa_hari(days_left: int) -> str:
    """Say how many days a stage still has: "sisa 5 hari", "hari terakhir", "lewat 3 hari"."""
    if days_left == 0:
        return "hari terakhir"
    return f"sisa {days_left} hari" if days_left > 0 else f"lewat {-days_left} hari"


def terbilang(value: int) -> str:
    """Spell a whole number: 2024 is "dua ribu dua puluh empat"."""
    if not 0 <= value <= _LARGEST_SPELLED:
        raise ValueError(f"{value} is outside 0..{_LARGEST_SPELLED}")
    if value == 0:
        return "nol"
    words = []
    rest = value
    for size, name in _SCALES:
        count, rest = divmod(rest, size)
        if count == 1 and name == "ribu":
            words.append("seribu")
        elif count:
            words.append(f"{_below_thousand(count)} {name}")
    if rest:
        words.append(_below_thousand(rest))
    return " ".join(words)


def romawi(value: int) -> str:
    """1994 -> "MCMXCIV". Counts from one: there is no Roman nought."""
    if value < 1:
        raise ValueError(f"no Roman numeral: {value}")
    written = ""
    for worth, sign in ROMAN:
        times, value = divmod(value, worth)
        written += sign * times
    return written


def nama_tahap(code: str) -> str:
    """Name a stage of the phase strip (competitions/schedule.py)."""
    return _STAGES[code]


def lama(months: int) -> str:
    """Write a span of months, in years where it is whole ones: "satu tahun", "enam bulan"."""
    years, rest = divmod(months, 12)
    return f"{terbilang(months)} bulan" if rest else f"{terbilang(years)} tahun"


def nip(value: str) -> str:
    """Group the 18 digits of a NIP: birth date, appointment, sex, serial number."""
    digits = "".join(value.split())
    if len(digits) != _NIP_LENGTH or not (digits.isascii() and digits.isdecimal()):
        raise ValueError("a NIP has 18 digits")
    return f"{digits[:8]} {digits[8:14]} {digits[14]} {digits[15:]}"


def nama_kapital(name: str) -> str:
    """Write a name in capitals, titles and degrees as they are: "Drs. BUDI HARTONO, M.Si."."""
    person, comma, degrees = name.partition(",")
    words = [word if word.endswith(".") else word.upper() for word in person.split()]
    return " ".join(words) + comma + degrees


def ukuran_berkas(size: int) -> str:
    """Write a file size, "14,2 MB", rounded up: a file over a limit never looks as if it fits."""
    if size < _KILO:
        return f"{size} byte"
    fitting = (pair for pair in _SIZES if _tenths(size, pair[1]) < 10 * _KILO)
    unit, one = next(fitting, _SIZES[-1])
    tenths = _tenths(size, one)
    return f"{angka(Fraction(tenths, 10), 1 if tenths % 10 else 0)} {unit}"


def _grouped(whole: int) -> str:
    return f"{whole:,}".replace(",", ".")


def _local(instant: datetime) -> datetime:
    if instant.tzinfo is None:
        raise ValueError("an instant without a time zone cannot be placed on the calendar")
    return instant.astimezone(JAKARTA)


def _local_date(day: date) -> date:
    # A datetime is a date to Python; its UTC day would be wrong between 00.00 and 07.00 WIB.
    return _local(day).date() if isinstance(day, datetime) else day


def _below_thousand(value: int) -> str:
    hundreds, rest = divmod(value, 100)
    words = []
    if hundreds:
        words.append("seratus" if hundreds == 1 else f"{_ONES[hundreds]} ratus")
    if rest:
        words.append(_below_hundred(rest))
    return " ".join(words)


def _below_hundred(value: int) -> str:
    if value < len(_ONES):
        return _ONES[value]
    tens, ones = divmod(value, 10)
    if tens == 1:
        return f"{_ONES[ones]} belas"
    return f"{_ONES[tens]} puluh {_ONES[ones]}".rstrip()


def _tenths(size: int, one: int) -> int:
    return -(-10 * size // one)
