import pytest

from kipp.text import nama_kapital


@pytest.mark.parametrize(
    ("name", "written"),
    [
        ("Budi Hartono", "BUDI HARTONO"),
        ("Drs. Sutrisno Wibowo, M.Si.", "Drs. SUTRISNO WIBOWO, M.Si."),
        ("Dr. Hj. Retno Wulandari, S.Sos., M.Si.", "Dr. Hj. RETNO WULANDARI, S.Sos., M.Si."),
        ("", ""),
    ],
)
def test_name_is_in_capitals_but_degrees_are_not(name, written):
    assert nama_kapital(name) == written
