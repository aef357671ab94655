"""One PDF of a proposal as it was sent and of every file beside it."""

from io import BytesIO
from pathlib import Path

import pytest
from django.contrib.auth.models import AnonymousUser
from pypdf import PdfReader

from kipp.documents.joining import join
from kipp.documents.models import Document
from kipp.documents.pdf import PdfFailed
from kipp.jobs.queue import run_waiting
from proposals import actions
from proposals.models import Proposal, SentVersion
from tests.factories.judging import give_to
from tests.factories.proposals import fill, make_draft, make_sent, make_verified
from tests.files import pdfs

pytestmark = pytest.mark.django_db
VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"


def with_real_files(*, by, period):
    """A sent proposal with a video whose required files, of three pages each, are on disk."""
    draft = fill(make_draft(by=by, period=period), by=by)
    Proposal.objects.filter(pk=draft.pk).update(video_link=VIDEO)
    for file in draft.files():
        actions.attach(draft, by=by, kind=file.kind, name=f"Berkas {file.kind.code}.pdf", data=pdfs.plain())
    return actions.submit(draft, by=by)


def texts(data):
    return [page.extract_text() for page in PdfReader(BytesIO(data)).pages]


def test_every_file_stands_behind_the_page_that_names_it(operator, open_period, media_root):
    sent = with_real_files(by=operator, period=open_period)

    document = actions.ask_for_complete_file(sent, by=operator)
    run_waiting()

    document.refresh_from_db()
    data = (Path(media_root) / document.path).read_bytes()
    named = {line["kind"]: line for line in sent.content["attachments"]}
    pages, files = texts(data), [named[file.kind.code] for file in sent.proposal.files()]
    own = len(pages) - 4 * len(files)
    assert len(files) > 1
    assert f"Video (YouTube) {VIDEO}" in " ".join(pages[0].split())
    for place, file in enumerate(files):
        divider = pages[own + 4 * place]
        assert f"Lampiran {place + 1}: {file['title']}" in " ".join(divider.split())
        assert file["name"] in divider
    assert texts(pdfs.plain()) * len(files) == [text for number, text in enumerate(pages[own:]) if number % 4]
    assert f"Halaman 1 dari {own + len(files)}" in " ".join(pages[0].split())
    titles = [entry.title for entry in PdfReader(BytesIO(data)).outline if not isinstance(entry, list)]
    flat = str(PdfReader(BytesIO(data)).outline)
    assert titles[:1] == ["Berkas Lengkap Proposal"]
    assert all(f"{section.number}. {section.title}" in flat for section in sent.proposal.sections())
    assert all(file["title"] in flat for file in files)
    assert actions.ask_for_complete_file(sent, by=operator) == document


def test_a_damaged_part_makes_no_file():
    with pytest.raises(PdfFailed):
        join(pdfs.plain(), [b"rusak"])


def test_who_sees_the_complete_file_of_which_version(cast, open_period):
    organiser, operator, judge = cast["organiser"], cast["operator"], cast["judge"]
    sent = make_verified(by=operator, period=open_period, organiser=organiser)
    give_to(judge, sent, by=organiser)
    first = sent.last_sent()
    people = cast | {"stranger": AnonymousUser()}
    paper = actions.ask_for_complete_file(first, by=operator)

    def seeing():
        return {name for name, user in people.items() if Document.objects.visible_to(user).filter(pk=paper.pk).exists()}

    while_waiting = seeing()
    SentVersion.objects.create(
        proposal=sent,
        ordinal=2,
        content=first.content,
        content_sha256=first.content_sha256,
        sent_at=first.sent_at,
        sent_by=operator,
    )

    assert while_waiting == {"organiser", "operator", "judge"}
    assert seeing() == {"operator"}


def test_the_button_asks_once_and_leads_to_the_paper(client, operator, open_period):
    sent = make_sent(by=operator, period=open_period)
    client.force_login(operator)
    url = f"/proposal/{sent.pk}/berkas-lengkap/"

    page = client.get(f"/proposal/{sent.pk}/").content.decode()
    answers = {client.post(url).url for _ in range(2)}

    paper = Document.objects.get(kind="complete")
    assert f'action="{url}"' in page
    assert answers == {f"/dokumen/{paper.pk}/"}
