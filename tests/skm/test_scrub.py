import pytest

from skm.scrub import scrubbed

CASES = {
    "NIK saya 3376012501900001 tolong": "NIK saya [disamarkan] tolong",
    "3376 0125 0190 0001": "[disamarkan]",
    "WA 081234567890": "WA [disamarkan]",
    "WA 0812-3456-7890.": "WA [disamarkan].",
    "hubungi +62 812 3456 789": "hubungi [disamarkan]",
    "6281234567890": "[disamarkan]",
    "telepon (0283) 351234": "telepon [disamarkan]",
    "telepon 0283-351234": "telepon [disamarkan]",
    "surel budi.s@contoh.co.id ya": "surel [disamarkan] ya",
    "biayanya Rp48.000.000": "biayanya Rp48.000.000",
    "biayanya Rp1.250.000.000": "biayanya Rp1.250.000.000",
    "tanggal 12-08-2024 pukul 09.30": "tanggal 12-08-2024 pukul 09.30",
    "antre 3 jam di loket 2": "antre 3 jam di loket 2",
    "buka 08.00-12.00 saja": "buka 08.00-12.00 saja",
    "": "",
}


@pytest.mark.parametrize(("text", "expected"), CASES.items())
def test_scrubbed_takes_out_numbers_and_addresses_of_people_only(text, expected):
    assert scrubbed(text) == expected
