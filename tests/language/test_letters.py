"""Every letter that leaves the house is Indonesian, subject and body, also those of the login library."""

from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from allauth.account.adapter import get_adapter
from allauth.core.context import request_context
from django.conf import settings as configured
from django.db import transaction
from django.test import Client, RequestFactory
from django.test.signals import template_rendered
from django.urls import reverse

from competitions import actions as competitions
from competitions.schedule import closing_instant
from judging import actions as judging
from kipp.accounts.actions import invite
from kipp.accounts.models import Role
from kipp.clock import today
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import HANDLERS
from proposals import actions as proposals
from proposals.checklist import Rule
from proposals.tasks import file_rejected
from tests.browser import worlds
from tests.factories.accounts import UserFactory
from tests.factories.competitions import close_now, set_group_rules
from tests.factories.judging import (
    add_round,
    fill_in,
    hand_in_all,
    judged_period,
    marks,
    plan,
    set_line,
    sign_visit,
    visit_of,
    visited_period,
)
from tests.factories.proposals import make_complete, make_draft, make_evidence, make_returned, make_sent
from tests.language.english import findings

pytestmark = pytest.mark.django_db

TEMPLATES = Path(configured.BASE_DIR, "templates")
FILES = [*TEMPLATES.glob("emails/*.txt"), *TEMPLATES.glob("*/email/*.txt")]
LETTERS = {path.relative_to(TEMPLATES).as_posix() for path in FILES}


@pytest.fixture
def rendered(settings):
    """The names of the templates that are used while the test runs."""
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    names = set()

    def note(template, **_):
        names.add(template.name)

    template_rendered.connect(note)
    yield names
    template_rendered.disconnect(note)


def registration():
    """An invitation, an appeal, papers of the period, a coaching note, a draft not sent, a verdict that turns."""
    cast = worlds.people()
    organiser, operator = cast["organiser"], cast["operator"]
    invite(by=organiser, email="baru@contoh.example", name="Rina Baru", role=Role.JUDGE)
    period = worlds.opened(cast)
    draft = make_draft(by=operator, period=period, days_to_spare=-5)
    proposals.urge(period, by=organiser)
    competitions.publish(period, by=organiser, token=uuid4(), title="Jadwal", body="Jadwal berubah.")
    today = period.registration_opens_at.date()
    proposals.coach(draft.innovation, by=organiser, token=uuid4(), met_on=today, text="Lengkapi data.")
    closes_on = period.registration_closes_on
    proposals.remind(draft, on=closes_on - timedelta(days=3))
    proposals.remind_to_enter(operator.agency, period=period, on=closes_on)
    change = competitions.move_closing(
        period, by=organiser, closes_on=closes_on + timedelta(days=7), reason="Permintaan banyak instansi"
    )
    proposals.judge_again(change)
    competitions.amend(period, by=organiser, changes={"winners": 4}, reason="Hadiah bertambah")
    period.refresh_from_db()
    close_now(period)
    proposals.check_finally(period)
    until = closing_instant(closes_on + timedelta(days=9))
    competitions.extend_for(period, by=organiser, agency=operator.agency, until=until, reason="Listrik padam")
    for job in Job.objects.filter(kind__in=["competitions.amended", "competitions.announced"]):
        HANDLERS[job.kind](**job.params)


def withdrawal():
    """An entry under repair is taken out of the competition, and that is taken back."""
    cast = worlds.people()
    returned = make_returned(by=cast["operator"], period=worlds.opened(cast), organiser=cast["organiser"])
    proposals.remind(returned, on=returned.repair_due_on)
    proposals.withdraw(returned, by=cast["operator"], reason="Data berubah.")
    proposals.take_back(returned, by=cast["operator"])


def rejection():
    """A virus is found in files that had been kept unscanned."""
    cast = worlds.people()
    sent = make_complete(by=cast["operator"], period=worlds.opened(cast))
    make_evidence(sent.innovation, by=cast["operator"])
    proposals.submit(sent, by=cast["operator"])
    file_rejected(sent.files().first().sha256)


def exception():
    """One officer proposes an exception to the other."""
    cast, _ = worlds.people(), UserFactory(role=Role.ORGANISER)
    period = worlds.opened(cast)
    sent = make_sent(by=cast["operator"], period=period)
    set_group_rules(period, min_months=100)
    given = {"reason": "SK memuat tanggal lebih awal.", "evidence": "SK Nomor 12, halaman 2"}
    proposals.propose_override(sent, by=cast["organiser"], rule=Rule.MIN_AGE, **given)


def recusal():
    cast = worlds.scoring()
    task = cast["judge"].assignments.filter(handed_in_at=None).select_related("judge", "round__period").first()
    judging.recuse(task, by=cast["judge"], reason="Saudara kandung.")
    judging.appoint(task.round.period, by=cast["organiser"], judges=[UserFactory(role=Role.JUDGE)])
    judging.remind_members(task.round.period, by=cast["organiser"], on=today())
    judging.remind_judges(task.round.period, by=cast["organiser"], on=today())


def next_round():
    """Of two entries one goes on to the second round."""
    cast = worlds.people()
    period = worlds.opened(cast)
    add_round(period)
    set_line(period.rounds.get(order=1), advance_most=1)
    judged_period(period, by=cast["organiser"], proposals=2)
    best = period.proposals.order_by("pk").first()
    for proposal in period.proposals.all():
        UserFactory(role=Role.OPERATOR, agency=proposal.agency)
    hand_in_all(period, lambda task: marks(90 if task.proposal_id == best.pk else 80))
    judging.close_judging(period, by=cast["organiser"])
    judging.begin_next_round(period, by=cast["organiser"])


def publication():
    """The pleno changes a mark; an announcement is proposed, taken back, proposed and approved; sheets are released."""
    cast, colleague = worlds.people(), UserFactory(role=Role.ORGANISER)
    period = judged_period(worlds.opened(cast), by=cast["organiser"], proposals=1)
    UserFactory(role=Role.OPERATOR, agency=period.proposals.get().agency)
    hand_in_all(period, 80)
    judging.close_judging(period, by=cast["organiser"])
    sheet = period.rounds.get().assignments.first()
    changed = {"criterion": sheet.round.criteria.first(), "value": 90, "reason": "Salah ketik.", "present": "Semua."}
    judging.change_mark(sheet, by=cast["organiser"], **changed)
    proposed = judging.propose_publication(period, by=cast["organiser"])
    judging.withdraw_publication(proposed, by=colleague, reason="Salah cetak.")
    judging.approve_publication(judging.propose_publication(period, by=cast["organiser"]), by=colleague)
    judging.release_sheets(period.rounds.get(), by=colleague)
    operator = period.proposals.get().agency.people.get()
    said = {"proposal": None, "grounds": "Nilai tidak sesuai dengan berkas."}
    objection = judging.hand_in_objection(period.objection_window, by=operator, **said)
    judging.answer_objection(objection, by=colleague, outcome="rejected", reasons="Sudah diperiksa.")


def visiting():
    """An entry is visited; the second of the two returns what the first has signed."""
    cast = worlds.people()
    period = visited_period(worlds.opened(cast), by=cast["organiser"])
    entry = period.proposals.get()
    UserFactory(role=Role.OPERATOR, agency=entry.agency)
    visit = plan(visit_of(entry), by=cast["organiser"], judge=cast["judge"])
    fill_in(visit, by=cast["judge"])
    sign_visit(visit, by=cast["judge"])
    judging.return_visit(visit, by=cast["organiser"], reason="Foto belum ada.")


def account():
    """What the login library sends: the link it is asked for, and what it tells about a change."""
    client, person = Client(), worlds.people()["judge"]
    client.post(reverse("account_reset_password"), {"email": person.email})
    request = RequestFactory().get("/")
    request.user, request.session = person, client.session
    with request_context(request):
        for name in sorted(LETTERS):
            prefix, is_subject, _ = name.rpartition("_subject.txt")
            if is_subject and not prefix.endswith("password_reset_key"):
                get_adapter().send_notification_mail(prefix, person)


def letters_of(act):
    """The subjects and bodies of what is sent meanwhile; the database is afterwards as before."""
    with transaction.atomic():
        act()
        texts = {text for mail in Mail.objects.values_list("subject", "body") for text in mail}
        transaction.set_rollback(True)
    return texts


def test_no_letter_holds_english(rendered, monkeypatch):
    monkeypatch.setattr(worlds, "run_waiting", lambda: 0)  # no paper is read here, and each takes a second
    acts = [
        registration,
        withdrawal,
        rejection,
        exception,
        recusal,
        next_round,
        publication,
        visiting,
        account,
        worlds.registering,
        worlds.announced,
    ]

    texts = set().union(*map(letters_of, acts))

    assert findings(texts) == set()
    assert LETTERS - rendered == set()
    assert len(LETTERS) > 25
