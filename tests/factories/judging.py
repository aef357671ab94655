"""A round to judge: verified entries put down directly, everything after them by the actions."""

import io
from datetime import date
from decimal import Decimal
from itertools import count

import pgtrigger
from django.utils import timezone
from PIL import Image

from judging import actions
from judging.claims import Outcome
from judging.models import Assignment, IntegrityPact, PanelMember, Visit
from judging.pact import fingerprint
from judging.sheet import Mark
from kipp.accounts.models import Role, User
from proposals.models import EligibilityVerdict, Innovation, Proposal, SentVersion
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now

CODES = ("kebaruan", "efektif", "bermanfaat", "dapat_ditransfer", "berkelanjutan")
_running = count(1)


def verified_proposal(period, *, by, agency=None, title=None, status=Proposal.Status.VERIFIED):
    """An entry that has been sent and checked, without walking the whole form."""
    number = next(_running)
    agency = agency or AgencyFactory()
    with pgtrigger.ignore():
        innovation = Innovation.objects.create(
            agency=agency,
            title=title or f"Inovasi Rekaan {number}",
            summary="Ringkasan",
            implemented_on=date(2020, 1, 2),
            created_by=by,
        )
        proposal = Proposal.objects.create(
            period=period,
            innovation=innovation,
            agency=agency,
            category=period.categories.order_by("order").first(),
            group=period.groups.order_by("order").first(),
            status=status,
            number=f"KIPP-2024-{number:04}",
            submitted_at=timezone.now(),
            submitted_by=by,
            content_sha256="0" * 64,
            repair_due_on=date(2030, 1, 1) if status == Proposal.Status.RETURNED else None,
            created_by=by,
        )
        sent = SentVersion.objects.create(
            proposal=proposal,
            ordinal=1,
            content={"answers": {"ringkasan": f"Uraian {innovation.title}"}, "attachments": []},
            content_sha256="0" * 64,
            sent_at=proposal.submitted_at,
            sent_by=by,
        )
        EligibilityVerdict.of(
            proposal,
            proposal.verdict(),
            cause=EligibilityVerdict.Cause.SUBMITTED,
            closes_on=period.reference_date,
            sent_version=sent,
        ).save()
    return proposal


def seat_all(period, *, by):
    """Every active judge has a seat on the panel of the period."""
    sitting = period.panel_members.sitting().values("judge")
    PanelMember.objects.bulk_create(
        PanelMember(period=period, judge=judge, appointed_by=by)
        for judge in User.objects.judges().exclude(pk__in=sitting)
    )


def assign_everyone(period, *, by):
    """Every active judge sits on the panel, has signed, and is assigned everything outside the own house."""
    seat_all(period, by=by)
    sign_all(period)
    return actions.assign_all(period, by=by)


def sign_all(period):
    """Everybody on the panel has signed the pact; how that is done is tested where it happens."""
    text = "Isi pakta integritas"
    IntegrityPact.objects.bulk_create(
        IntegrityPact(
            period=period, judge=seat.judge, version=1, text=text, text_sha256=fingerprint(text), typed_name=seat.judge
        )
        for seat in period.panel_members.unsigned().named()
    )


def give_to(judge, proposal, *, by):
    """The judge sits on the panel, has signed, and has a sheet for this proposal, in whatever state that is."""
    seat_all(proposal.period, by=by)
    sign_all(proposal.period)
    return Assignment.objects.create(
        round=proposal.period.rounds.get(), proposal=proposal, judge=judge, order=1, created_by=by
    )


def judged_period(period, *, by, proposals=2, judges=()):
    """Close registration, let `proposals` entries pass, assign everyone to everything, start judging."""
    close_now(period)
    for _ in range(proposals):
        verified_proposal(period, by=by)
    for _ in range(len(judges), 2):
        UserFactory(role=Role.JUDGE)
    assign_everyone(period, by=by)
    actions.start_judging(period, by=by)
    return period


def add_round(period, *, code="presentasi", weight=40, criteria=("substansi", "penyajian"), **changed):
    """Let another round follow in a period that may be open already; the one before takes the rest of the weight."""
    last = period.rounds.order_by("order").last()
    with pgtrigger.ignore("competitions.Round:frozen", "competitions.Criterion:frozen"):
        last.weight -= weight
        last.save()
        given = {"name": code.title(), "kind": "presentation", "min_sheets": 1, "tie_breaks": ["median"]}
        added = period.rounds.create(code=code, order=last.order + 1, weight=weight, **given | changed)
        for order, name in enumerate(criteria):
            share = Decimal(100 // len(criteria)) + (100 % len(criteria) if order == 0 else 0)
            added.criteria.create(code=name, name=name.title(), definition=name, weight=share, order=order)
    return added


def set_line(round_, **line):
    """Say who goes on from a round, past the trigger that keeps its rules."""
    with pgtrigger.ignore("competitions.Round:frozen"):
        type(round_).objects.filter(pk=round_.pk).update(**line)


def visited_period(period, *, by, proposals=1, **content):
    """A period whose only round is a field round; `content` is added to what each entry has sent."""
    close_now(period)
    with pgtrigger.ignore("competitions.Round:frozen", "proposals.SentVersion:append_only"):
        period.rounds.update(kind="field")
        for _ in range(proposals):
            sent = verified_proposal(period, by=by).last_sent()
            sent.content |= {"implemented_on": "2020-01-02"} | content
            sent.save(update_fields=["content"])
    assign_everyone(period, by=by)
    actions.start_judging(period, by=by)
    return period


def picture(*, taken="2026:11:30 09:10:11"):
    """A photograph of a telephone: with the time of its camera, and where it was."""
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0x9003] = taken
    exif.get_ifd(0x8825).update({1: "S", 2: (6.0, 52.0, 0.0)})
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "teal").save(out, "JPEG", exif=exif)
    return out.getvalue()


def visit_of(proposal):
    """The visit to an entry as a page loads it."""
    return Visit.objects.named().with_progress().get(proposal=proposal)


def plan(visit, *, by, judge, officer=None, on=date(2026, 11, 30)):
    """Let a judge and an organiser visit."""
    actions.plan_visit(visit, by=by, judge=judge, officer=officer or by, visit_on=on)
    return visit_of(visit.proposal)


def fill_in(visit, *, by, outcome="true", note=""):
    """Find the same of every claim that is still open."""
    for claim in visit.claims.exclude(findings__revision=1).order_by("order"):
        actions.save_finding(claim, by=by, revision=0, found=actions.Found(Outcome(outcome), note))
    return visit_of(visit.proposal)


def sign_visit(visit, *, by):
    """Sign the checklist as it stands."""
    read = fingerprint(actions.contents_of(visit_of(visit.proposal)))
    return actions.sign_visit(visit, by=by, typed_name=by.name, read=read)


def begin_next(period, *, by):
    """Close the round that is judged, let those who passed go on, and assign everyone to everything."""
    actions.close_judging(period, by=by)
    actions.begin_next_round(period, by=by)
    actions.assign_all(period, by=by)


def award_first(ranking, *, by, name="Inovasi Favorit"):
    """Give the first of a ranking an award besides its place."""
    first = ranking.results.named().in_order().first()
    return actions.record_award(ranking.round.period, by=by, result=first, name=name, reason="Pilihan pengunjung.")


def publish(period, *, by):
    """Announce the result at once: one organiser proposes, another approves."""
    colleague = UserFactory(role=Role.ORGANISER)
    actions.approve_publication(actions.propose_publication(period, by=by), by=colleague)
    period.refresh_from_db()


def marks(*values, reason="Alasan."):
    """Marks for the five criteria in order; one value stands for all of them."""
    values = values * len(CODES) if len(values) == 1 else values
    return {
        code: Mark(None if value is None else Decimal(str(value)), reason)
        for code, value in zip(CODES, values, strict=True)
    }


def marks_for(task, value, reason="Alasan."):
    """The same mark for every criterion of the round of a task."""
    codes = task.round.criteria.values_list("code", flat=True)
    return {code: Mark(Decimal(str(value)), reason) for code in codes}


def task_of(judge, proposal):
    return Assignment.objects.get(judge=judge, proposal=proposal)


def hand_in_all(period, value=80):
    """Every open sheet gets the same value everywhere, or what `value(assignment)` says."""
    tasks = Assignment.objects.filter(round__period=period).outstanding()
    for task in tasks.select_related("judge", "round__period", "proposal").order_by("pk"):
        sheet = value(task) if callable(value) else marks_for(task, value)
        actions.hand_in(task, by=task.judge, version=task.version, marks=sheet)


def typed_sheet(task, *values, reason="Alasan."):
    """The form of a sheet as a browser posts it."""
    data = {"versi": str(task.version)}
    for code, mark in marks(*values, reason=reason).items():
        data[f"nilai_{code}"] = "" if mark.value is None else str(mark.value).replace(".", ",")
        data[f"alasan_{code}"] = mark.reason
    return data
