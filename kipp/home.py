"""What stands on each role's home: where we are, and what waits for this person."""

from dataclasses import dataclass
from urllib.parse import urlencode

from django.db.models import Count
from django.urls import reverse

from competitions.documents import lines_of
from competitions.models import Announcement, Period, changes_of
from judging.models import Assignment, Objection, PanelMember, Publication, Visit
from judging.querysets import CLOSED
from judging.released import released_among
from kipp.accounts.models import Role
from kipp.clock import today
from kipp.jobs.models import Job
from kipp.text import hari_tanggal, penutupan, ribuan, tanggal
from proposals.compliance import without_innovation
from proposals.models import Check, Proposal, RuleOverride, gaps_of, hindrances_of, obliged, standings_of, without_entry
from proposals.permissions import DECIDING, may_edit, may_enter
from skm.models import Response, Survey

SHOWN = 10  # lines of each list; the rest stands behind the list's own page
NEWEST = 3  # announcements, and changes of the running period


@dataclass(frozen=True)
class Todo:
    """One thing that waits: a sentence and the one page where it is done."""

    text: str
    url: str
    label: str


@dataclass(frozen=True)
class Figure:
    """A number that leads to the rows behind it."""

    label: str
    value: str
    url: str


def context(user) -> dict:
    """Return what the home of this user shows."""
    period = Period.objects.current()
    shown = {"period": period, "phases": period.phases(today()) if period else []}
    match getattr(user, "role", None):
        case Role.ORGANISER:
            return shown | _organiser(user, period)
        case Role.OPERATOR:
            return shown | _announced(user, period) | _operator(user, period)
        case Role.JUDGE:
            return shown | _judge(user, period)
        case _:
            return shown | _announced(user, period)


def _announced(user, period) -> dict:
    """Return the newest announcements, for everybody outside of the office and the panel."""
    visible = Announcement.objects.visible_to(user).filter(period=period).newest_first()
    return {"announced": lines_of(visible[:NEWEST]) if period else []}


# The agency.


def _operator(user, period) -> dict:
    surveys = Survey.objects.visible_to(user).with_names().with_responses(Response.objects)
    proposals = Proposal.objects.visible_to(user).with_names().order_by("-period__year", "pk")[:SHOWN]
    released = released_among(proposals)
    visits = dict(Visit.objects.visible_to(user).filter(proposal__in=list(proposals)).values_list("proposal", "pk"))
    return {
        "todo": _waiting_agency(user, period, proposals),
        "entered": period is not None and any(proposal.period_id == period.pk for proposal in proposals),
        "changes": _changes(user, period),
        "proposals": [
            {
                "proposal": proposal,
                "note": _sent_note(proposal),
                **_outcome(proposal, is_released=proposal.pk in released, visit=visits.get(proposal.pk)),
            }
            for proposal in proposals
        ],
        "surveys": [
            {"survey": survey, "note": _responses_note(survey)} for survey in surveys.open().newest_first()[:SHOWN]
        ],
    }


def _outcome(proposal, *, is_released: bool, visit: int | None) -> dict[str, str]:
    """Lead to what the judges wrote, where the visit is named too, or to the visit alone."""
    if is_released:
        return {"also": reverse("judging:own_sheets", args=[proposal.pk]), "also_label": "Lembar nilai"}
    if visit:
        return {"also": reverse("judging:visit", args=[visit]), "also_label": "Hasil kunjungan"}
    return {"also": "", "also_label": ""}


def _changes(user, period) -> list[dict]:
    """What was changed last; an agency is told what and why, not which officer did it."""
    if period is None or not period.invites(user.agency):
        return []
    return [{"at": line.at, "title": line.title, "note": line.note} for line in changes_of(period, user)[:NEWEST]]


def _waiting_agency(user, period, proposals) -> list[Todo]:
    unfinished = [proposal for proposal in proposals if may_edit(user, proposal)]
    gaps = gaps_of(unfinished)
    hindrances = hindrances_of([proposal for proposal in unfinished if proposal.status == Proposal.Status.DRAFT])
    todo = [
        _unfinished(proposal, lacking=len(gaps[proposal.pk]), hindrances=hindrances.get(proposal.pk, []))
        for proposal in unfinished
    ]
    entered = any(proposal.period_id == period.pk for proposal in proposals) if period else True
    if period and not entered and may_enter(user, period):
        closing = penutupan(period.registration_closes_at)
        text = f"Instansi Anda belum mendaftarkan inovasi. Pendaftaran ditutup {closing}."
        todo.append(Todo(text, reverse("proposals:create"), "Cek kelayakan"))
    return todo


def _unfinished(proposal, *, lacking: int, hindrances: list[str]) -> Todo:
    """Lead to the one page where the next step is: writing while something is missing, then checking and sending.

    What is complete and still cannot be sent leads to the page that says why.
    """
    page = reverse("proposals:detail", args=[proposal.pk])
    if proposal.status == Proposal.Status.RETURNED:
        due = hari_tanggal(proposal.repair_due_on)
        return Todo(f"{proposal.innovation.title}: kirim perbaikan paling lambat {due}.", page, "Perbaiki")
    closing = penutupan(proposal.closes_at)
    if lacking:
        text = f"{proposal.innovation.title}: {ribuan(lacking)} hal belum lengkap. Kirim paling lambat {closing}."
        return Todo(text, page, "Lengkapi")
    if hindrances:
        text = f"{proposal.innovation.title}: isian lengkap, tetapi belum dapat dikirim. {' '.join(hindrances)}"
        return Todo(text, page, "Lihat proposal")
    text = f"{proposal.innovation.title}: isian lengkap, belum dikirim. Kirim paling lambat {closing}."
    return Todo(text, reverse("proposals:review", args=[proposal.pk]), "Periksa dan kirim")


def _sent_note(proposal) -> str:
    return f"{proposal.period.year}, {proposal.number or 'belum dikirim'}"


def _responses_note(survey) -> str:
    if survey.needed is None:
        return f"{ribuan(survey.received)} responden"
    return f"{ribuan(survey.received)} dari {ribuan(survey.needed)} responden yang diperlukan"


# The judge.


def _judge(user, period) -> dict:
    unsigned = PanelMember.objects.visible_to(user).unsigned().filter(period=period)
    own = Assignment.objects.visible_to(user)
    counted = own.counted()
    return {
        "todo": _visits(user),
        "unsigned": unsigned.first() if period and period.status not in CLOSED else None,
        "tasks": counted,
        "to_do": counted["total"] - counted["recused"],
        "following": own.outstanding().filter(round__period__status=Period.Status.JUDGING).order_by("order").first(),
    }


# The office.


def _organiser(user, period) -> dict:
    if period is None:
        return {"todo": [*_drafts_of_periods(user), *_failures(user)], "figures": []}
    statuses = Proposal.objects.visible_to(user).filter(period=period).counts_by_status()
    sheets = Assignment.objects.visible_to(user).filter(round__period=period).counted()
    surveys = list(Survey.objects.visible_to(user).open().with_responses(Response.objects))
    return {
        "todo": [
            *_exceptions(user, period),
            *_entries(user, period, statuses),
            *_visits(user),
            *_objections(user),
            *_sheets(user, period, sheets),
            *_drafts_of_periods(user),
            *_short_samples(surveys),
            *_failures(user),
        ],
        "figures": _figures(user, period, statuses, sheets, surveys),
        "reminding": period.status in DECIDING,
    }


def _figures(user, period, statuses, sheets, surveys) -> list[Figure]:
    desk = reverse("proposals:desk_list")
    duty = f"{reverse('proposals:compliance')}?{urlencode({'belum': period.year})}"
    standings = standings_of(obliged(), [period.year])
    without = len(without_innovation(standings, period.year))
    handed_in = f"{ribuan(sheets['handed_in'])} dari {ribuan(sheets['total'])}" if sheets["total"] else "–"
    return [
        Figure("proposal terkirim", ribuan(statuses.total() - statuses["draft"] - statuses["withdrawn"]), desk),
        Figure("Perangkat Daerah belum berinovasi", ribuan(without), duty),
        Figure("lembar nilai terkirim", handed_in, reverse("judging:panel")),
        Figure("survei sedang dibuka", ribuan(len(surveys)), reverse("skm:survey_list")),
    ]


def _entries(user, period, statuses) -> list[Todo]:
    desk = reverse("proposals:desk_list")
    recorded = Check.objects.visible_to(user).pending().filter(proposal__period=period).count()
    waiting = Proposal.objects.visible_to(user).filter(period=period).awaiting_decision().count()
    todo = []
    if recorded:
        text = f"{ribuan(recorded)} putusan belum disampaikan kepada instansi."
        todo.append(Todo(text, reverse("proposals:release"), "Sampaikan putusan"))
    if waiting:
        text = f"{ribuan(waiting)} proposal menunggu verifikasi."
        todo.append(Todo(text, f"{desk}?status=submitted", "Verifikasi"))
    if statuses["draft"] and period.status == Period.Status.REGISTRATION:
        closing = penutupan(period.registration_closes_at)
        text = f"{ribuan(statuses['draft'])} proposal masih berupa draf. Pendaftaran ditutup {closing}."
        todo.append(Todo(text, f"{desk}?status=draft", "Lihat draf"))
    if period.status == Period.Status.REGISTRATION and (missing := without_entry(period).count()):
        text = f"{ribuan(missing)} instansi belum mendaftarkan inovasi."
        todo.append(Todo(text, reverse("proposals:reminders"), "Kirim pengingat"))
    if statuses["returned"] and period.status == Period.Status.VERIFICATION:
        text = f"{ribuan(statuses['returned'])} proposal sedang diperbaiki instansi."
        todo.append(Todo(text, f"{desk}?status=returned", "Lihat perbaikan"))
    if period.status == Period.Status.VERIFICATION and not statuses["submitted"] and not statuses["returned"]:
        todo.append(Todo("Semua proposal sudah diputuskan.", reverse("judging:panel"), "Siapkan penilaian"))
    return todo


def _exceptions(user, period) -> list[Todo]:
    """What another officer proposed and this one may answer, each on its own page."""
    asked = RuleOverride.objects.visible_to(user).awaiting(user).filter(sent_version__proposal__period=period)
    entries = [override.sent_version.proposal for override in asked.with_names().order_by("pk")[:SHOWN]]
    return [
        Todo(
            f"Pengecualian untuk {proposal.number} menunggu persetujuan Anda.",
            reverse("proposals:desk_detail", args=[proposal.pk]),
            "Periksa",
        )
        for proposal in entries
    ]


def _objections(user) -> list[Todo]:
    """Return each stage in which objections wait for an answer."""
    waiting = Objection.objects.visible_to(user).waiting().order_by()
    counted = waiting.values("window__period", "window__answers_due_on").annotate(number=Count("pk"))
    return [
        Todo(
            f"{ribuan(row['number'])} sanggahan menunggu jawaban sampai {tanggal(row['window__answers_due_on'])}.",
            reverse("judging:objections", args=[row["window__period"]]),
            "Jawab sanggahan",
        )
        for row in counted.order_by("window__answers_due_on")
    ]


def _visits(user) -> list[Todo]:
    """Return the visits that this person makes and has not signed."""
    own = Visit.objects.visible_to(user).waiting_for(user).named().order_by("visit_on", "pk")[:SHOWN]
    return [
        Todo(
            f"Kunjungan {visit.proposal.number} pada {tanggal(visit.visit_on)}.",  # type: ignore[arg-type]  # who visits and when stand together
            reverse("judging:visit", args=[visit.pk]),
            "Buka daftar periksa",
        )
        for visit in own
    ]


def _sheets(user, period, sheets) -> list[Todo]:
    panel = reverse("judging:panel")
    match period.status:
        case Period.Status.JUDGING if sheets["outstanding"]:
            return [Todo(f"{ribuan(sheets['outstanding'])} lembar nilai belum dikirim juri.", panel, "Lihat juri")]
        case Period.Status.JUDGING:
            return [Todo("Semua lembar nilai sudah dikirim.", panel, "Tutup penilaian")]
        case Period.Status.DECIDED:
            return [
                _announcement(user, period) or Todo("Hasil penilaian belum diumumkan.", panel, "Siapkan pengumuman")
            ]
        case _:
            return []


def _announcement(user, period) -> Todo | None:
    """What another organiser has proposed and this one may release."""
    waiting = Publication.objects.visible_to(user).of(period).unanswered().exclude(proposed_by=user)
    page = reverse("judging:announce", args=[period.pk])
    return Todo("Pengumuman hasil menunggu persetujuan Anda.", page, "Periksa") if waiting.exists() else None


def _drafts_of_periods(user) -> list[Todo]:
    drafts = Period.objects.visible_to(user).filter(status=Period.Status.DRAFT).order_by("year")
    return [
        Todo(f"{draft.title} belum dibuka.", reverse("competitions:period_detail", args=[draft.pk]), "Periksa periode")
        for draft in drafts[:SHOWN]
    ]


def _short_samples(surveys) -> list[Todo]:
    short = sum(survey.needed is not None and survey.received < survey.needed for survey in surveys)
    text = f"{ribuan(short)} survei belum mencapai jumlah responden yang diperlukan."
    return [Todo(text, reverse("skm:survey_list"), "Lihat survei")] if short else []


def _failures(user) -> list[Todo]:
    failed = Job.objects.visible_to(user).filter(state=Job.State.FAILED).count()
    page = f"{reverse('jobs:list')}?keadaan=failed"
    return [Todo(f"{ribuan(failed)} pekerjaan latar gagal.", page, "Lihat pekerjaan")] if failed else []
