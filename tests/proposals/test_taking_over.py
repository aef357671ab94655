"""Texts of an earlier proposal fill what is still empty in a draft, and nothing else."""

import pytest

from kipp.audit.models import Entry
from proposals import actions
from proposals.content import SectionText
from proposals.models import Answer, AnswerRevision, Proposal
from proposals.taking_over import Fit, lines_of
from tests.factories.competitions import make_period, open_now
from tests.factories.proposals import fill, make_complete, make_draft, make_returned


def section(code, text="", *, max_words=100):
    return SectionText(number="1", code=code, title=code.title(), guidance="", max_words=max_words, text=text)


def test_sections_are_matched_by_code_and_only_empty_ones_are_filled():
    draft = [
        section("latar", " \n"),
        section("tujuan", "Diketik"),
        section("baru"),
        section("dampak", max_words=3),
        section("kosong"),
    ]
    earlier = [
        section("dampak", "satu dua - tiga empat"),
        section("latar", "Lama"),
        section("tujuan", "Lama"),
        section("kosong", " "),
        section("dihapus", "Tidak ditanya"),
        section("dihapus_kosong"),
    ]

    assert [(line.section.code, line.fit, line.words, line.surplus) for line in lines_of(draft, earlier)] == [
        ("latar", Fit.COPIED, 1, 0),
        ("tujuan", Fit.FILLED, 1, 0),
        ("baru", Fit.EMPTY, 0, 0),
        ("dampak", Fit.COPIED, 4, 1),
        ("kosong", Fit.EMPTY, 0, 0),
        ("dihapus", Fit.NOT_ASKED, 2, 0),
    ]


@pytest.fixture
def later_period(open_period, organiser):
    """The next edition: one section is new, and another takes fewer words."""
    period = make_period(by=organiser, year=2025)
    first, second = period.sections.order_by("order", "pk")[:2]
    period.sections.filter(pk=first.pk).update(code="bagian_baru")
    period.sections.filter(pk=second.pk).update(max_words=5)
    return open_now(period, by=organiser)


@pytest.mark.django_db
def test_a_draft_is_filled_with_what_was_sent_last_year(client, operator, open_period, later_period):
    earlier = make_complete(by=operator, period=open_period)
    actions.submit(earlier, by=operator)
    draft = actions.start_proposal(
        earlier.innovation, by=operator, category=later_period.categories.first(), group=later_period.groups.first()
    )
    _, short, typed, *rest = later_period.sections.order_by("order", "pk")
    actions.save_answer(draft, by=operator, section=typed, text="Diketik sendiri", version=0)
    page, offer = f"/proposal/{draft.pk}/", f"/proposal/{draft.pk}/salin/"
    client.force_login(operator)

    offered = offer in client.get(page).content.decode()
    choice = client.get(offer).content.decode()
    preview = client.get(f"{offer}{earlier.pk}/").content.decode()
    answers = [client.post(f"{offer}{earlier.pk}/", follow=True) for _ in range(2)]

    assert (offered, f"{offer}{earlier.pk}/" in choice, earlier.number in choice) == (True, True, True)
    lost = open_period.sections.order_by("order", "pk").first()
    for words in ("untuk batas 5 kata", "Sudah terisi, tidak diubah", "Tetap kosong", f"<li>{lost.title} ("):
        assert words in preview
    texts = {text.code: text.text for text in earlier.as_sent()}
    stored = dict(Answer.objects.filter(proposal=draft).values_list("section__code", "text"))
    assert stored == {row.code: texts[row.code] for row in [short, *rest]} | {typed.code: "Diketik sendiri"}
    assert [[str(message) for message in answer.context["messages"]] for answer in answers] == [
        [f"{1 + len(rest)} bagian diisi dengan teks dari KIPP-2024-0001."],
        ["Tidak ada bagian kosong yang dapat diisi. Tidak ada yang diubah."],
    ]
    copied = AnswerRevision.objects.exclude(origin="")
    assert set(copied.values_list("origin", flat=True)) == {"KIPP-2024-0001"}
    assert copied.count() == 1 + len(rest)
    assert not Answer.objects.filter(proposal=draft, is_done=True).exists()
    history = client.get(f"{page}bagian/{short.code}/riwayat/").content.decode()
    assert "disalin dari KIPP-2024-0001" in history
    entry = Entry.objects.get(verb="proposal.take_over")
    assert entry.data["sections"] == [row.code for row in [short, *rest]]


@pytest.mark.django_db
def test_what_is_written_afterwards_does_not_take_the_place_of_what_was_copied(operator, open_period):
    earlier = make_complete(by=operator, period=open_period, title="Lama")
    draft = make_draft(by=operator, period=open_period, title="Baru")
    first = open_period.sections.order_by("order").first()
    actions.save_answer(draft, by=operator, section=first, text="", version=0)
    actions.take_over(draft, by=operator, earlier=earlier)
    copied = draft.answers.get(section=first)

    actions.save_answer(draft, by=operator, section=first, text=f"{copied.text} Baru.", version=copied.version)

    revisions = copied.revisions.order_by("pk")
    reference = f"draf {open_period.year}"
    assert list(revisions.values_list("origin", "text")) == [
        ("", ""),
        (reference, copied.text),
        ("", f"{copied.text} Baru."),
    ]


@pytest.mark.django_db
def test_only_an_earlier_proposal_of_the_own_agency_that_says_something_is_offered(
    client, operator, other_operator, open_period
):
    make_complete(by=other_operator, period=open_period, title="Instansi lain")
    make_draft(by=operator, period=open_period, title="Tanpa teks")
    draft = make_draft(by=operator, period=open_period, title="Baru")
    make_complete(by=operator, period=open_period, title="Kemudian")
    client.force_login(operator)

    assert list(Proposal.objects.before(draft)) == []
    assert "/salin/" not in client.get(f"/proposal/{draft.pk}/").content.decode()
    assert "belum memiliki proposal terdahulu" in client.get(f"/proposal/{draft.pk}/salin/").content.decode()


@pytest.mark.django_db
def test_a_full_draft_is_offered_nothing_and_a_repair_is_not_filled(client, operator, organiser, open_period):
    earlier = make_complete(by=operator, period=open_period, title="Lama")
    full = fill(make_draft(by=operator, period=open_period, title="Baru"), by=operator)
    returned = make_returned(by=operator, period=open_period, organiser=organiser, title="Kembali")
    client.force_login(operator)

    assert "/salin/" not in client.get(f"/proposal/{full.pk}/").content.decode()
    shown = client.get(f"/proposal/{full.pk}/salin/{earlier.pk}/").content.decode()
    assert "Tidak ada bagian kosong yang dapat diisi dari proposal ini." in shown
    with pytest.raises(actions.TransitionNotAllowed, match="hanya dapat disalin ke draf"):
        actions.take_over(returned, by=operator, earlier=earlier)


@pytest.mark.django_db
def test_who_is_late_is_told(client, operator, open_period, monkeypatch):
    earlier = make_complete(by=operator, period=open_period, title="Lama")
    draft = make_draft(by=operator, period=open_period, title="Baru")
    monkeypatch.setattr(actions, "take_over", refuse)
    client.force_login(operator)

    page = client.post(f"/proposal/{draft.pk}/salin/{earlier.pk}/", follow=True).content.decode()

    assert "Proposal ini sudah dikirim dan tidak dapat diubah." in page


def refuse(*arguments, **options):
    raise actions.TransitionNotAllowed("Proposal ini sudah dikirim dan tidak dapat diubah.")
