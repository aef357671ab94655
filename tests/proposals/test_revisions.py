"""History of a text: which states are kept, what changed, and the way back."""

import time
from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.db import IntegrityError
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from kipp.accounts.models import Role
from proposals import actions
from proposals.models import AnswerRevision
from proposals.revisions import Change, Piece, State, added_and_removed, continues, differences
from tests.factories.accounts import UserFactory
from tests.factories.proposals import add_required_files, fill, make_draft

SAME, ADDED, REMOVED = Change.SAME, Change.ADDED, Change.REMOVED
BEGUN = datetime(2024, 3, 1, 9, 0, tzinfo=UTC)
LAST = State(by=1, begun_at=BEGUN, text="sepuluh kata")


@pytest.mark.parametrize(
    ("by", "minutes", "text", "goes_on"),
    [
        (1, 0, "sepuluh kata lagi", True),
        (1, 9.99, "sepuluh kata lagi", True),
        (1, 10, "sepuluh kata lagi", False),
        (2, 1, "sepuluh kata lagi", False),
        (1, 1, "sepulu", True),
        (1, 1, "sepul", False),
        (1, 1, "", False),
    ],
    ids=["at once", "just within", "ten minutes", "somebody else", "half is left", "more than half gone", "emptied"],
)
def test_a_save_takes_the_place_of_the_last_state_when(by, minutes, text, goes_on):
    assert continues(LAST, by=by, at=BEGUN + timedelta(minutes=minutes), text=text) == goes_on


@pytest.mark.parametrize(
    ("old", "new", "pieces"),
    [
        ("", "", []),
        ("", "Baru.", [(ADDED, "Baru.")]),
        ("Lama.", "", [(REMOVED, "Lama.")]),
        ("Tetap.", "Tetap.", [(SAME, "Tetap.")]),
        (
            "Warga datang. Warga menunggu lama. Selesai.",
            "Warga datang. Warga menunggu sebentar. Selesai.",
            [(SAME, "Warga datang. Warga menunggu "), (REMOVED, "lama. "), (ADDED, "sebentar. "), (SAME, "Selesai.")],
        ),
        ("satu\n\ndua", "satu\n\nselipan\n\ndua", [(SAME, "satu\n\n"), (ADDED, "selipan\n\n"), (SAME, "dua")]),
        ("Satu.", "Satu.\nDua.", [(SAME, "Satu."), (ADDED, "\nDua.")]),
        ("a " * 300, "b " * 300, [(REMOVED, "a " * 300), (ADDED, "b " * 300)]),
    ],
    ids=[
        "nothing",
        "all new",
        "all gone",
        "the same",
        "one word",
        "a paragraph between",
        "a line at the end",
        "past the limit of pairs",
    ],
)
def test_differences_of(old, new, pieces):
    assert differences(old, new) == [Piece(change, text) for change, text in pieces]


TEXTS = st.text(alphabet="ab .\n", max_size=300)


@given(TEXTS, TEXTS)
def test_both_texts_are_in_the_differences_to_the_character(old, new):
    pieces = differences(old, new)

    assert "".join(piece.text for piece in pieces if piece.change is not ADDED) == old
    assert "".join(piece.text for piece in pieces if piece.change is not REMOVED) == new


HOSTILE = {
    "one letter": ("a " * 5000, "b " + "a " * 4999),
    "alternating": ("a b " * 2500, "b c " * 2500),
    "dots": ("a. " * 3333, "b. a. " * 1666),
    "lines": ("a\n" * 245, "".join(f"{n % 7}\na\n" for n in range(122))),
    "words in one sentence": ("a b c d e f g " * 17, "a x c y e z g " * 17),
    "no space": ("a" * 10_000, "a" * 9_999 + "b"),
    "spaces": (" " * 10_000, "\n" * 10_000),
}


@pytest.mark.parametrize(("old", "new"), HOSTILE.values(), ids=HOSTILE)
def test_a_hostile_pair_of_the_longest_texts_takes_less_than_two_seconds(old, new):
    begun = time.process_time()

    differences(old[:10_000], new[:10_000])

    assert time.process_time() - begun < 2


def test_words_are_counted_by_the_rule_of_the_product():
    pieces = [Piece(SAME, "tetap "), Piece(REMOVED, "dua kata "), Piece(ADDED, "- dan/atau tiga kata")]

    assert added_and_removed(pieces) == (3, 2)


@pytest.fixture
def colleague(agency):
    return UserFactory(role=Role.OPERATOR, agency=agency, name="Sari Operator")


@pytest.fixture
def draft(operator, open_period):
    return make_draft(by=operator, period=open_period)


@pytest.fixture
def section(open_period):
    return open_period.sections.order_by("order").first()


@pytest.fixture
def save(draft, section):
    def save(text, *, by, **changes):
        stored = draft.answers.filter(section=section).first()
        version = stored.version if stored else 0
        return actions.save_answer(draft, by=by, section=section, text=text, version=version, **changes)

    return save


def age(minutes):
    """Let the states that were kept be older."""
    AnswerRevision.objects.update(begun_at=timezone.now() - timedelta(minutes=minutes))


def kept():
    return list(AnswerRevision.objects.order_by("pk").values_list("version", "text", "saved_by__name"))


@pytest.mark.django_db
def test_one_state_is_kept_for_each_person_and_ten_minutes(save, operator, colleague):
    save("Satu.", by=operator)
    save("Satu dua.", by=operator)
    save("Satu dua tiga.", by=colleague)
    save("Satu dua tiga.", by=operator, is_done=True)
    age(11)
    save("Satu dua tiga empat.", by=colleague)
    save("", by=colleague)

    assert kept() == [
        (1, "Satu dua.", operator.name),
        (3, "Satu dua tiga.", "Sari Operator"),
        (5, "Satu dua tiga empat.", "Sari Operator"),
        (6, "", "Sari Operator"),
    ]


@pytest.mark.django_db
def test_restoring_is_a_save_and_keeps_what_it_took_the_place_of(save, operator, colleague):
    save("Naskah pertama.", by=operator)
    latest = save("Naskah kedua ini.", by=colleague, is_done=True)
    first = AnswerRevision.objects.order_by("pk").first()

    restored = actions.restore(first, by=colleague, version=latest.version)
    actions.restore(first, by=colleague, version=latest.version)

    assert (restored.text, restored.version, restored.is_done) == ("Naskah pertama.", 3, False)
    assert kept() == [
        (1, "Naskah pertama.", operator.name),
        (2, "Naskah kedua ini.", "Sari Operator"),
        (3, "Naskah pertama.", "Sari Operator"),
    ]


def address(draft, section, version=None):
    return f"/proposal/{draft.pk}/bagian/{section.code}/riwayat/{f'{version}/' if version else ''}"


@pytest.mark.django_db
def test_the_page_says_who_changed_what_and_restores(client, save, draft, section, operator, colleague):
    save("Warga datang ke kantor.", by=operator)
    save("Petugas datang ke rumah warga.", by=colleague)
    client.force_login(operator)

    listed = client.get(address(draft, section)).content.decode()
    newest = client.get(address(draft, section, 2)).content.decode()
    answer = client.post(address(draft, section, 1), {"version": 2})

    assert listed.index("Sari Operator") < listed.index(f'"Oleh">{operator.name}')
    assert '<del><span class="tersembunyi">[dihapus:] </span>Warga <span' in newest
    assert '<ins><span class="tersembunyi">[ditambahkan:] </span>Petugas <span' in newest
    assert "3 kata, bergaris bawah" in newest
    assert "Ini isi bagian sekarang." in newest
    assert answer.url == f"/proposal/{draft.pk}/bagian/{section.code}/"
    assert draft.answers.get().text == "Warga datang ke kantor."


@pytest.mark.django_db
def test_restoring_on_top_of_a_save_that_was_not_read_changes_nothing(
    client, save, draft, section, operator, colleague
):
    save("Satu.", by=operator)
    save("Dua.", by=colleague)
    client.force_login(operator)

    page = client.post(address(draft, section, 1), {"version": 1}, follow=True)

    assert (
        "Bagian ini sudah diubah oleh Sari Operator. Periksa riwayatnya, lalu pulihkan lagi." in page.content.decode()
    )
    assert draft.answers.get().text == "Dua."
    assert client.post(address(draft, section, 1), {"version": "x"}).status_code == 422


@pytest.mark.django_db
def test_history_is_frozen_with_the_proposal(client, save, draft, section, operator):
    save("Teks.", by=operator)
    save("Uraian singkat.", by=UserFactory(role=Role.OPERATOR, agency=operator.agency))
    for other in draft.period.sections.exclude(pk=section.pk):
        actions.save_answer(draft, by=operator, section=other, text="Uraian singkat.", version=0)
    add_required_files(draft, by=operator)
    actions.submit(draft, by=operator)
    client.force_login(operator)

    page = client.get(address(draft, section, 1)).content.decode()
    refused = client.post(address(draft, section, 1), {"version": 2}, follow=True)

    assert "Pulihkan versi ini" not in page
    assert "Proposal ini sudah dikirim dan tidak dapat diubah." in refused.content.decode()
    with_script = client.post(f"/proposal/{draft.pk}/bagian/{section.code}/", headers={"HX-Request": "true"})
    assert (with_script.status_code, "Proposal ini tidak dapat diubah lagi." in with_script.content.decode()) == (
        422,
        True,
    )
    with pytest.raises(IntegrityError, match="a sent proposal is frozen"):
        AnswerRevision.objects.update(text="Disisipkan.")


@pytest.mark.django_db
def test_a_colleague_at_work_is_named_for_ten_minutes(client, save, draft, section, operator, colleague):
    stored = save("Teks.", by=colleague)
    client.force_login(operator)
    url = f"/proposal/{draft.pk}/bagian/{section.code}/"
    words = "Sari Operator menyunting bagian ini pukul "

    now = client.get(url).content.decode()
    with time_machine.travel(stored.updated_at + timedelta(minutes=10), tick=False):
        later = client.get(url).content.decode()
    client.force_login(colleague)
    own = client.get(url).content.decode()

    assert [words in page for page in (now, later, own)] == [True, False, False]
    assert "Terakhir disimpan oleh Sari Operator, " in later


@pytest.mark.django_db
def test_the_task_list_names_the_last_editor(client, draft, operator, colleague):
    fill(draft, by=colleague)
    client.force_login(operator)

    page = client.get(f"/proposal/{draft.pk}/").content.decode()

    assert page.count("; terakhir oleh Sari Operator, ") == draft.period.sections.count()


@pytest.mark.django_db
def test_a_conflict_names_the_colleague(client, save, draft, section, operator, colleague):
    save("Teks Sari.", by=colleague)
    client.force_login(operator)

    page = client.post(f"/proposal/{draft.pk}/bagian/{section.code}/", {"text": "Teks Budi.", "version": 0})

    text = page.content.decode()
    assert page.status_code == 409
    assert "Bagian ini sudah diubah oleh Sari Operator." in text
    assert "Teks Sari." in text
    assert "Teks Budi." in text
