"""A link to a video is taken from a few hosts, kept in one spelling, sent with the text and frozen with it."""

import pytest
from django.db import IntegrityError, transaction

from proposals import actions
from proposals.models import Proposal
from proposals.video import MAX_LENGTH, BadLink, Fault, normalised
from proposals.wording import video_sentence
from tests.factories.proposals import make_complete, make_returned

ID = "dQw4w9WgXc_"
KEPT = f"https://www.youtube.com/watch?v={ID}"


@pytest.mark.parametrize(
    "link",
    [
        KEPT,
        f"https://youtube.com/watch?v={ID}",
        f"HTTPS://WWW.YouTube.COM/watch?v={ID}",
        f"https://m.youtube.com/watch?v={ID}&t=12s",
        f"https://www.youtube.com/watch?list=PLabc&v={ID}&index=2#t=3",
        f"https://youtu.be/{ID}",
        f"https://youtu.be/{ID}/?si=abcdef",
        f"https://www.youtube.com/shorts/{ID}",
        f"https://www.youtube.com/live/{ID}?feature=share",
        f"https://www.youtube.com/embed/{ID}",
    ],
)
def test_one_video_has_one_spelling(link):
    assert normalised(link) == KEPT


@pytest.mark.parametrize(
    ("link", "fault"),
    [
        (f"http://www.youtube.com/watch?v={ID}", Fault.NOT_HTTPS),
        (f"javascript:alert(1)//https://youtu.be/{ID}", Fault.NOT_HTTPS),
        (f"data:text/html;//www.youtube.com/watch?v={ID}", Fault.NOT_HTTPS),
        (f"www.youtube.com/watch?v={ID}", Fault.NO_LINK),
        (f"//www.youtube.com/watch?v={ID}", Fault.NO_LINK),
        (f"https://www.youtube.com/\nwatch?v={ID}", Fault.NO_LINK),
        (f"https://www.youtube.com/watch?v={ID}\r\nX: y", Fault.NO_LINK),
        (f"https://www.youtube.com\t/watch?v={ID}", Fault.NO_LINK),
        (f"https://www.youtube.com /watch?v={ID}", Fault.NO_LINK),
        (f"https://www.уoutube.com/watch?v={ID}", Fault.NO_LINK),
        (f"https://www.youtube.com@jahat.example/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://nama:sandi@www.youtube.com/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://www.youtube.com\\@jahat.example/watch?v={ID}", Fault.OTHER_HOST),
        (f"https:\\\\www.youtube.com\\watch?v={ID}", Fault.OTHER_HOST),
        (f"https:www.youtube.com/watch?v={ID}", Fault.OTHER_HOST),
        (f"https:///www.youtube.com/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://www.youtube.com.jahat.example/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://wwwyoutube.com/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://youtube.com:8443/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://www.youtube.com:443/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://www.youtube.com./watch?v={ID}", Fault.OTHER_HOST),
        (f"https://xn--outube-4of.com/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://www%2Eyoutube.com/watch?v={ID}", Fault.OTHER_HOST),
        (f"https://jahat.example/?https://youtu.be/{ID}", Fault.OTHER_HOST),
        ("https://drive.google.com/file/d/1AbCdEfGhIj/view", Fault.OTHER_HOST),
        ("https://www.youtube.com/", Fault.NO_VIDEO),
        ("https://www.youtube.com/watch", Fault.NO_VIDEO),
        ("https://www.youtube.com/watch?v=", Fault.NO_VIDEO),
        (f"https://www.youtube.com/watch?v={ID}x", Fault.NO_VIDEO),
        (f"https://www.youtube.com/watch?v={ID}&v=abcdefghijk", Fault.NO_VIDEO),
        (f"https://www.youtube.com/redirect?q=https://jahat.example&v={ID}", Fault.NO_VIDEO),
        ("https://www.youtube.com/playlist?list=PLabcdefghij", Fault.NO_VIDEO),
        ("https://www.youtube.com/@kanal/videos", Fault.NO_VIDEO),
        (f"https://www.youtube.com/watch?v=%0A{ID}", Fault.NO_VIDEO),
        ("https://youtu.be/", Fault.NO_VIDEO),
        (f"https://youtu.be/watch?v={ID}", Fault.NO_VIDEO),
        (f"{KEPT}&x={'a' * MAX_LENGTH}", Fault.TOO_LONG),
    ],
)
def test_anything_else_is_refused_with_its_reason(link, fault):
    with pytest.raises(BadLink) as refusal:
        normalised(link)

    assert refusal.value.fault == fault


def test_every_fault_has_its_sentence():
    sentences = [video_sentence(fault) for fault in Fault]

    assert (len(set(sentences)), {sentence[:13] for sentence in sentences}) == (len(Fault), {"Tautan video "})


def typed(proposal, link):
    day = proposal.innovation.implemented_on
    return {
        "title": proposal.innovation.title,
        "category": proposal.category_id,
        "group": proposal.group_id,
        "implemented_on_hari": day.day,
        "implemented_on_bulan": day.month,
        "implemented_on_tahun": day.year,
        "video_link": link,
    }


@pytest.mark.django_db
def test_video_is_kept_in_one_spelling_sent_with_the_text_and_shown_as_a_link(client, operator, organiser, open_period):
    draft = make_complete(by=operator, period=open_period)
    page, entry = f"/proposal/{draft.pk}/", f"/proposal/{draft.pk}/isian/"
    client.force_login(operator)

    refused = client.post(entry, typed(draft, "https://jahat.example/"))
    kept = client.post(entry, typed(draft, f" https://youtu.be/{ID} "))
    without = actions.submit(
        Proposal.objects.get(pk=make_complete(by=operator, period=open_period, title="B").pk), by=operator
    )
    sent = actions.submit(draft, by=operator)

    assert refused.context["form"].errors["video_link"] == [video_sentence(Fault.OTHER_HOST)]
    assert (kept.status_code, Proposal.objects.get(pk=draft.pk).video_link) == (302, KEPT)
    assert (sent.content["video"], "video" in without.content, without.video) == (KEPT, False, None)
    link = f'<a href="{KEPT}" rel="noopener noreferrer">{KEPT}</a>'
    host = "Membuka YouTube (www.youtube.com), di luar aplikasi ini."
    own = [client.get(page).content.decode(), client.get(f"{page}terkirim/").content.decode()]
    client.force_login(organiser)
    for shown in [*own, client.get(f"/meja/proposal/{draft.pk}/").content.decode()]:
        assert (link in shown, host in shown, "<iframe" in shown) == (True, True, False)


@pytest.mark.django_db
def test_desk_reads_the_video_that_was_sent_until_another_is_sent(client, operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    Proposal.objects.filter(pk=returned.pk).update(video_link=KEPT)
    desk = f"/meja/proposal/{returned.pk}/"
    client.force_login(organiser)
    before = KEPT in client.get(desk).content.decode()

    actions.resubmit(returned, by=operator)

    assert (before, KEPT in client.get(desk).content.decode()) == (False, True)
    first, second = returned.sent_versions.order_by("ordinal")
    assert (first.video, second.video.link, first.content_sha256 != second.content_sha256) == (None, KEPT, True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("link", "words"),
    [("https://jahat.example/watch?v=abcdefghijk", "proposal_video_is_allowed"), (KEPT, "a sent proposal is frozen")],
)
def test_database_takes_no_other_link_and_none_once_it_is_sent(operator, open_period, link, words):
    draft = make_complete(by=operator, period=open_period)
    if link == KEPT:
        actions.submit(draft, by=operator)

    with pytest.raises(IntegrityError, match=words), transaction.atomic():
        Proposal.objects.filter(pk=draft.pk).update(video_link=link)
