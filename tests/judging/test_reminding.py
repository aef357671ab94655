"""Judges who are late are reminded by one press, each once a day."""

import pytest
from django.urls import reverse

from competitions.models import TransitionNotAllowed
from judging import actions
from judging.models import Assignment
from kipp.audit.models import Entry
from kipp.clock import today
from tests.factories.judging import hand_in_all, judged_period, marks


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    period = judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])
    task = Assignment.objects.filter(judge=other_judge).named().first()
    actions.hand_in(task, by=other_judge, version=1, marks=marks(80))
    return period


def said(page):
    return [str(message) for message in page.context["messages"]]


def test_one_press_reminds_those_who_are_late_once_a_day(client, judged, organiser, judge, other_judge, mailoutbox):
    mailoutbox.clear()
    client.force_login(organiser)
    address = reverse("judging:outstanding", args=[judged.pk])
    button = reverse("judging:remind", args=[judged.pk])

    offered = client.get(address).content.decode()
    first = client.post(button, follow=True)
    again = client.post(button, follow=True)
    letters = {mail.to[0]: (mail.subject, mail.body) for mail in mailoutbox}

    assert f'action="{button}"' in offered
    assert said(first) == ["Pengingat dikirim kepada 2 juri."]
    assert said(again) == ["Tidak ada pengingat yang dikirim. 2 juri sudah diingatkan hari ini."]
    assert {to: subject for to, (subject, _) in letters.items()} == {
        judge.email: "Pengingat: 3 lembar nilai belum terkirim",
        other_judge.email: "Pengingat: 2 lembar nilai belum terkirim",
    }
    assert "/tugas/" in letters[judge.email][1]
    assert Entry.objects.get(verb="period.remind_judges").data == {"reminded": 2}


def test_who_has_sent_everything_is_left_alone_and_a_closed_judging_reminds_nobody(judged, organiser):
    hand_in_all(judged)

    nobody = actions.remind_judges(judged, by=organiser, on=today())
    actions.close_judging(judged, by=organiser)
    with pytest.raises(TransitionNotAllowed):
        actions.remind_judges(judged, by=organiser, on=today())

    assert (nobody, Entry.objects.filter(verb="period.remind_judges").count()) == (actions.Reminded(0, 0), 0)


def test_a_judging_closed_meanwhile_is_said_on_the_page(client, judged, organiser, monkeypatch):
    client.force_login(organiser)

    def refuse(*args, **kwargs):
        raise TransitionNotAllowed("Juri hanya diingatkan selama penilaian berlangsung.")

    monkeypatch.setattr(actions, "remind_judges", refuse)
    page = client.post(reverse("judging:remind", args=[judged.pk]), follow=True)

    assert said(page) == ["Juri hanya diingatkan selama penilaian berlangsung."]
