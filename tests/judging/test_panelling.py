"""The Tim Penilai: who sits, in which seat, by which decree, and until when that may change."""

from datetime import date

import pytest
from django.db import DatabaseError, transaction
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.actions.panelling import STANDS
from judging.documents import minutes_context
from judging.models import Assignment, Panel, PanelMember
from kipp.accounts.models import Role
from kipp.audit.models import Entry
from kipp.documents.models import Document
from tests.factories.accounts import UserFactory
from tests.factories.competitions import close_now
from tests.factories.judging import hand_in_all, judged_period, marks, verified_proposal

pytestmark = pytest.mark.django_db
SEAT = PanelMember.Seat


def said(page):
    return [str(message) for message in page.context["messages"]]


def seats(period):
    return list(period.panel_members.sitting().named().values_list("judge__name", "seat"))


def test_an_organiser_composes_the_panel(client, open_period, organiser, judge, other_judge, mailoutbox):
    client.force_login(organiser)
    page = reverse("judging:team", args=[open_period.pk])
    appoint = reverse("judging:team_appoint", args=[open_period.pk])

    nobody = client.post(appoint, {}).status_code
    done = client.post(appoint, {"juri": [judge.pk, other_judge.pk]}, follow=True)
    first, second = open_period.panel_members.named()
    client.post(reverse("judging:seat_chair", args=[first.pk]), follow=True)
    chaired = client.post(reverse("judging:seat_chair", args=[second.pk]), follow=True)
    decree = {
        "decree_number": "060/1/2024",
        "decree_on_hari": "2",
        "decree_on_bulan": "1",
        "decree_on_tahun": "2024",
        "conflict_years": "3",
    }
    unread = client.post(reverse("judging:team_decree", args=[open_period.pk]), decree | {"decree_on_hari": ""})
    client.post(reverse("judging:team_decree", args=[open_period.pk]), decree, follow=True)
    composed = seats(open_period)
    removed = client.post(reverse("judging:seat_remove", args=[first.pk]), follow=True)

    assert (nobody, unread.status_code) == (422, 422)
    assert said(done) == ["2 juri menjadi anggota Tim Penilai dan diberi tahu lewat surel."]
    assert sorted(letter.to[0] for letter in mailoutbox) == sorted([judge.email, other_judge.email])
    assert said(chaired) == [f"{other_judge.name} menjadi ketua Tim Penilai."]
    assert composed == [(other_judge.name, SEAT.CHAIR), (judge.name, SEAT.MEMBER)]
    assert Panel.objects.values_list("decree_number", "decree_on", "conflict_years").get() == (
        "060/1/2024",
        date(2024, 1, 2),
        3,
    )
    assert said(removed) == [f"{judge.name} dikeluarkan dari Tim Penilai."]
    assert seats(open_period) == [(other_judge.name, SEAT.CHAIR)]
    assert "060/1/2024" in client.get(page).content.decode()
    verbs = ["panel.appoint", "panel.set_chair", "panel.set_chair", "panel.set_decree", "panel.remove_member"]
    assert list(Entry.objects.filter(verb__startswith="panel.").order_by("seq").values_list("verb", flat=True)) == verbs


def test_a_judge_sits_once_and_comes_back_in_a_new_seat(open_period, organiser, judge):
    (seat,) = actions.appoint(open_period, by=organiser, judges=[judge])
    again = actions.appoint(open_period, by=organiser, judges=[judge])
    actions.remove_member(seat, by=organiser)
    with pytest.raises(TransitionNotAllowed):
        actions.remove_member(seat, by=organiser)
    with pytest.raises(TransitionNotAllowed):
        actions.set_chair(seat, by=organiser)
    back = actions.appoint(open_period, by=organiser, judges=[judge])

    assert (again, len(back), open_period.panel_members.count()) == ([], 1, 2)


def test_only_members_are_candidates(open_period, organiser, judge, other_judge):
    close_now(open_period)
    entry = verified_proposal(open_period, by=organiser)
    actions.appoint(open_period, by=organiser, judges=[judge])

    assert actions.assign_all(open_period, by=organiser) == 1
    assert Assignment.objects.values_list("judge", "proposal").get() == (judge.pk, entry.pk)


def test_who_has_open_sheets_keeps_the_seat(client, open_period, organiser, judge, other_judge):
    judged_period(open_period, by=organiser, judges=[judge, other_judge])
    seat = open_period.panel_members.get(judge=judge)
    client.force_login(organiser)

    kept = client.post(reverse("judging:seat_remove", args=[seat.pk]), follow=True)
    with pytest.raises(DatabaseError, match="open sheets"), transaction.atomic():
        PanelMember.objects.filter(pk=seat.pk).update(removed_at="2024-01-01T00:00:00Z", removed_by=organiser)
    for task in Assignment.objects.filter(judge=judge).select_related("judge", "round__period", "proposal"):
        actions.hand_in(task, by=judge, version=1, marks=marks(80))
    actions.remove_member(seat, by=organiser)

    waiting = (
        "masih memiliki 2 lembar yang belum terkirim. Lepaskan penugasannya atau catat berhalangan terlebih dahulu."
    )
    assert said(kept) == [f"{judge.name} {waiting}"]
    assert seats(open_period) == [(other_judge.name, SEAT.MEMBER)]


def test_the_panel_stands_once_judging_is_closed_and_papers_name_it(client, open_period, organiser, judge, other_judge):
    judged_period(open_period, by=organiser, judges=[judge, other_judge])
    seat = open_period.panel_members.get(judge=other_judge)
    actions.set_chair(seat, by=organiser)
    actions.set_decree(open_period, by=organiser, number="060/1/2024", on=date(2024, 1, 2))
    hand_in_all(open_period)
    actions.close_judging(open_period, by=organiser)
    paper = Document.objects.get(kind="berita_acara")

    for act in (
        lambda: actions.appoint(open_period, by=organiser, judges=[]),
        lambda: actions.set_decree(open_period, by=organiser, number="2", on=date(2024, 1, 2)),
        lambda: actions.set_chair(seat, by=organiser),
        lambda: actions.remove_member(seat, by=organiser),
    ):
        with pytest.raises(TransitionNotAllowed, match=STANDS):
            act()
    with pytest.raises(DatabaseError, match="the panel stands"), transaction.atomic():
        Panel.objects.update(decree_number="2")
    with pytest.raises(DatabaseError, match="the panel stands"), transaction.atomic():
        PanelMember.objects.update(seat=SEAT.MEMBER)

    told = minutes_context(paper)
    assert [(line["name"], line["role"]) for line in told["panel"]["members"]] == [
        (judge.name, "Anggota"),
        (other_judge.name, "Ketua"),
    ]
    assert told["legal_basis"] == ["Keputusan tentang Tim Penilai Nomor 060/1/2024 tanggal 2 Januari 2024"]


def test_what_the_database_refuses_of_a_seat(open_period, organiser, judge, other_judge, operator):
    one, two = actions.appoint(open_period, by=organiser, judges=[judge, other_judge])
    actions.set_chair(one, by=organiser)

    def refused(act):
        with pytest.raises(DatabaseError) as refusal, transaction.atomic():
            act()
        return str(refusal.value)

    def seat(person):
        return lambda: PanelMember.objects.create(period=open_period, judge=person, appointed_by=organiser)

    assert "only judges sit" in refused(seat(operator))
    assert "only judges sit" in refused(seat(UserFactory(role=Role.JUDGE, is_active=False)))
    assert "panel_member_sits_once" in refused(seat(judge))
    assert "panel_one_chair" in refused(lambda: PanelMember.objects.filter(pk=two.pk).update(seat=SEAT.CHAIR))
    assert "Cannot" in refused(lambda: PanelMember.objects.filter(pk=two.pk).update(judge=operator))
    assert "Cannot" in refused(lambda: PanelMember.objects.filter(pk=two.pk).delete())
    actions.remove_member(two, by=organiser)
    assert "Cannot" in refused(lambda: PanelMember.objects.filter(pk=two.pk).update(removed_at=None, removed_by=None))
