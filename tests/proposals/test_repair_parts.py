"""A repair may be narrowed to marked parts: pages, actions and the database keep the rest as it was sent."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction
from django.utils import timezone

from competitions.models import TransitionNotAllowed
from kipp.clock import today
from kipp.documents.models import FileScan
from kipp.jobs.models import Mail
from proposals import actions
from proposals.models import Answer, Innovation, Proposal
from tests.factories.proposals import decide_and_tell, make_checked, make_complete, make_sent

pytestmark = pytest.mark.django_db

VIDEO = "https://www.youtube.com/watch?v=abcdefghijk"
LETTER = "surat_pernyataan_implementasi"


@pytest.fixture
def narrowed(operator, organiser, open_period):
    """Function: a returned proposal of which only these parts may change."""

    def send_back(*parts):
        sent = make_sent(by=operator, period=open_period)
        due_on = today() + timedelta(days=3)
        decide_and_tell(sent, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on, parts=parts)
        return Proposal.objects.with_names().get(pk=sent.pk)

    return send_back


def refused(sql, *params):
    with pytest.raises(DatabaseError) as refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, params)
    return str(refusal.value)


def save(proposal, section, operator):
    answer = proposal.answers.get(section=section)
    return actions.save_answer(proposal, by=operator, section=section, text="Baru", version=answer.version)


def test_only_marked_parts_are_changed(narrowed, operator):
    first = narrowed("1", LETTER).period.sections.order_by("order").first()
    proposal = Proposal.objects.with_names().get()
    other = proposal.sections().exclude(pk=first.pk).first()
    marked, closed = (
        proposal.files().get(kind__code=LETTER),
        proposal.files().exclude(kind__code=LETTER),
    )
    facts = {"title": "Judul lain", "implemented_on": proposal.innovation.implemented_on, "video_link": VIDEO}
    asked = {"category": proposal.category, "group": proposal.group, **facts}

    for act in (
        lambda: save(proposal, other, operator),
        lambda: actions.detach(closed.first(), by=operator),
        lambda: actions.change_entry(proposal, by=operator, **asked),
    ):
        with pytest.raises(TransitionNotAllowed, match="tidak diminta diperbaiki"):
            act()
    save(proposal, first, operator)
    actions.detach(marked, by=operator)

    assert proposal.answers.get(section=first).text == "Baru"
    assert not proposal.files().filter(kind__code=LETTER).exists()


def test_database_keeps_what_is_not_marked(narrowed):
    proposal = narrowed("1")
    other = Answer.objects.filter(proposal=proposal).exclude(section__number="1").first()
    file = proposal.files().first()
    category = proposal.period.categories.exclude(pk=proposal.category_id).first()
    said = [
        refused("UPDATE proposals_answer SET text = 'x' WHERE id = %s", other.pk),
        refused("DELETE FROM proposals_attachment WHERE id = %s", str(file.pk)),
        refused("UPDATE proposals_proposal SET category_id = %s WHERE id = %s", category.pk, proposal.pk),
        refused("UPDATE proposals_proposal SET video_link = %s WHERE id = %s", VIDEO, proposal.pk),
        refused("UPDATE proposals_innovation SET title = 'x' WHERE id = %s", proposal.innovation_id),
    ]

    assert ["this part is not open for repair" in words for words in said[:4]] == [True] * 4
    assert "an innovation in competition is frozen" in said[4]


def test_entry_itself_may_be_marked(narrowed, operator):
    proposal = narrowed("isian")
    category = proposal.period.categories.exclude(pk=proposal.category_id).first()
    innovation = {"title": "Judul lain", "implemented_on": proposal.innovation.implemented_on}

    actions.change_entry(proposal, by=operator, category=category, group=proposal.group, video_link=VIDEO, **innovation)

    proposal.refresh_from_db()
    assert (proposal.category, Innovation.objects.get().title) == (category, "Judul lain")
    assert proposal.video_link == VIDEO


def test_without_marks_everything_is_open(narrowed, operator):
    proposal = narrowed()

    for section in proposal.sections():
        save(proposal, section, operator)

    assert set(proposal.answers.values_list("text", flat=True)) == {"Baru"}


def test_agency_is_told_and_shown_what_it_may_change(narrowed, client, operator):
    proposal = narrowed("1", "isian")
    client.force_login(operator)
    first = proposal.sections().first()
    last = proposal.sections().last()

    page = client.get(f"/proposal/{proposal.pk}/")
    closed = [
        client.get(f"/proposal/{proposal.pk}/{path}/", follow=True)
        for path in (f"bagian/{last.code}", f"lampiran/{LETTER}", f"lampiran/{LETTER}/hapus")
    ]

    tasks = {task["section"].pk: (bool(task["url"]), task["state"]) for task in page.context["tasks"]}
    assert tasks[first.pk] == (True, "done")
    assert {shown for pk, shown in tasks.items() if pk != first.pk} == {(False, "locked")}
    assert page.context["done"] == len(tasks)
    assert page.context["entry_url"]
    assert {line["label"] for line in page.context["files"]} == {"Terkunci"}
    told = [[str(message) for message in answer.context["messages"]] for answer in closed]
    assert told == [["Bagian ini tidak diminta diperbaiki."]] * 3
    assert client.get(f"/proposal/{proposal.pk}/bagian/{first.code}/").status_code == 200
    labels = [str(first), "Judul, kategori, tanggal mulai, dan video"]
    assert [label in page.content.decode() for label in labels] == [True, True]
    assert f"Yang dapat diubah hanya:\n- {labels[0]}\n- {labels[1]}\n" in Mail.objects.order_by("-pk").first().body


def test_letter_of_a_repair_names_the_files_with_a_virus(operator, organiser, open_period):
    draft = make_complete(by=operator, period=open_period)
    draft.attachments.filter(kind__code=LETTER).update(sha256="b" * 64)
    actions.submit(draft, by=operator)
    FileScan.objects.create(sha256="b" * 64, state="rejected", settled_at=timezone.now())
    due_on = today() + timedelta(days=3)

    decide_and_tell(draft, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on, parts=["1"])

    title = draft.attachments.get(kind__code=LETTER).kind.title
    body = Mail.objects.order_by("-pk").first().body
    assert f"Lampiran ini juga dapat diganti:\n- {title}\n\nPerbaiki dan kirim ulang" in body


def test_repaired_parts_are_sent_again(narrowed, operator):
    proposal = narrowed("1")
    save(proposal, proposal.sections().first(), operator)

    actions.resubmit(proposal, by=operator)

    assert (proposal.status, proposal.as_sent()[0].text) == ("submitted", "Baru")


def test_officer_marks_the_parts_on_the_desk(client, operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period)
    client.force_login(organiser)
    due = today() + timedelta(days=3)
    typed = {"reasons": ["incomplete"], "parts": ["1", LETTER], "note": ""}
    typed |= {"due_on_hari": due.day, "due_on_bulan": due.month, "due_on_tahun": due.year}

    wrong = client.post(f"/meja/proposal/{sent.pk}/putusan/", typed | {"decision": "send_back", "parts": ["tidak-ada"]})
    client.post(f"/meja/proposal/{sent.pk}/putusan/", typed | {"decision": "send_back"})

    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["parts"])
    assert sent.checks.get().repair_parts == ["1", LETTER]


def test_marks_are_left_out_of_other_decisions(client, operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)
    client.force_login(organiser)

    client.post(f"/meja/proposal/{sent.pk}/putusan/", {"decision": "verify", "parts": ["1"]})

    assert sent.checks.values_list("decision", "repair_parts").get() == ("verify", [])


def test_parts_belong_to_a_repair(operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)

    with pytest.raises(IntegrityError, match="check_parts_of_a_repair"), transaction.atomic():
        actions.decide(sent, by=organiser, decision="verify", parts=["1"])

    assert sent.checks.count() == 0
