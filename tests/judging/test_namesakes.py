"""Which members of the panel may be whom an entry names? No database."""

import pytest

from judging.namesakes import Namesake, Person, namesakes, plain_name


@pytest.mark.parametrize(
    ("name", "plain"),
    [
        ("Dr. H. Hasan  Basri, M.Si.", "hasan basri"),
        ("hasan basri", "hasan basri"),
        ("Prof. Dr.", ""),
        ("Siti A. Rahma, S.E., M.M.", "siti a. rahma"),
    ],
)
def test_a_plain_name_has_no_titles(name, plain):
    assert plain_name(name) == plain


def test_namesakes_by_name_or_nip():
    judges = [Person(1, "Dr. Hasan Basri, M.Si.", ""), Person(2, "Ani", "1" * 18), Person(3, "Prof. Dr.", "")]
    initiators = [Person(7, "HASAN BASRI, S.Kom.", ""), Person(8, "A. Ni", "1" * 18), Person(9, "Drs.", "")]

    assert namesakes(judges, initiators) == [
        Namesake(1, 7, "HASAN BASRI, S.Kom.", same_nip=False),
        Namesake(2, 8, "A. Ni", same_nip=True),
    ]
