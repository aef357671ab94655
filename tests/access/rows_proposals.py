"""Rows of the proposals: the agency's pages, the desk, files, and the board of agencies."""

from datetime import date

from django.conf import settings

from kipp.uploads import store
from proposals import actions
from proposals.models import Initiator
from tests.access.matrix import only
from tests.factories.competitions import make_period, open_now
from tests.factories.importing import make_batch
from tests.factories.judging import give_to
from tests.factories.proposals import (
    make_checked,
    make_complete,
    make_draft,
    make_evidence,
    make_override,
    make_returned,
    make_sent,
    make_verified,
)
from tests.files.sheets import row

OPERATORS = ("operator", "other_operator")

DRAFT, SENT, RETURNED, VERIFIED = ({"pk": f"{state}_entry.pk"} for state in ("draft", "sent", "returned", "verified"))
LATER = {"pk": "later_entry.pk"}
IDLE, COMPETING = {"pk": "idle_innovation.pk"}, {"pk": "sent_entry.innovation_id"}
PART = {"part": "pemrakarsa", "row": "initiator.pk"}
INITIATOR = IDLE | PART
SECTION = DRAFT | {"code": "first_section.code"}
REVISION = SECTION | {"version": "first_revision.version"}
NO_SECTION = DRAFT | {"code": "tidak-ada"}
KIND = DRAFT | {"code": "first_kind.code"}
LOOSE_KIND = DRAFT | {"code": "loose_kind.code"}

IMPORT, FAULTY_IMPORT, IMPORTED = ({"pk": f"{name}.pk"} for name in ("sheet", "faulty_sheet", "confirmed_sheet"))


def own(status):
    """The agency's pages: organisers see the entry elsewhere, for everybody else it does not exist."""
    return only("operator", status, others=404) | {"organiser": 403}


def of_judge(status):
    """The same for an entry that a judge has been given: it exists, but not on the agency's pages."""
    return own(status) | {"judge": 403}


def desk(status):
    """The desk: the own agency knows the entry but has no desk."""
    return only("organiser", status, others=404) | {"operator": 403}


ROWS = [
    ("proposals:own_list", {}, only(OPERATORS, 200), "get"),
    ("proposals:own_list", {}, only(OPERATORS, 405), "post"),
    ("proposals:create", {}, only(OPERATORS, 200), "get"),
    ("proposals:create", {}, only(OPERATORS, 422), "post"),
    # The pages of one entry
    ("proposals:detail", DRAFT, own(200), "get"),
    ("proposals:detail", DRAFT, own(405), "post"),
    ("proposals:detail", SENT, own(200), "get"),
    ("proposals:detail", RETURNED, own(200), "get"),
    ("proposals:detail", VERIFIED, of_judge(200), "get"),
    ("proposals:entry", DRAFT, own(200), "get"),
    ("proposals:entry", DRAFT, own(422), "post"),
    ("proposals:entry", SENT, own(302), "get"),
    ("proposals:entry", SENT, own(302), "post"),
    ("proposals:section", SECTION, own(200), "get"),
    ("proposals:section", SECTION, own(422), "post"),
    ("proposals:section", SENT | {"code": "first_section.code"}, own(302), "post"),
    ("proposals:section", NO_SECTION, own(404), "get"),
    ("proposals:section", NO_SECTION, own(404), "post"),
    ("proposals:revisions", SECTION, own(200), "get"),
    ("proposals:revisions", SECTION, own(405), "post"),
    ("proposals:revisions", NO_SECTION, own(404), "get"),
    ("proposals:revision", REVISION, own(200), "get"),
    ("proposals:revision", REVISION, own(422), "post"),
    ("proposals:revision", SECTION | {"version": 99}, own(404), "get"),
    ("proposals:review", DRAFT, own(200), "get"),
    ("proposals:review", DRAFT, own(405), "post"),
    ("proposals:review", RETURNED, own(200), "get"),
    ("proposals:review", SENT, own(302), "get"),
    ("proposals:submit", DRAFT, own(405), "get"),
    ("proposals:submit", DRAFT, own(302), "post"),
    ("proposals:submit", SENT, own(302), "post"),
    ("proposals:resubmit", RETURNED, own(405), "get"),
    ("proposals:resubmit", RETURNED, own(302), "post"),
    ("proposals:resubmit", VERIFIED, of_judge(302), "post"),
    ("proposals:sent", SENT, own(200), "get"),
    ("proposals:sent", SENT, own(405), "post"),
    ("proposals:sent", DRAFT, own(404), "get"),
    ("proposals:earlier_list", LATER, own(200), "get"),
    ("proposals:earlier_list", LATER, own(405), "post"),
    ("proposals:earlier_list", SENT, own(302), "get"),
    ("proposals:take_over", LATER | {"earlier": "sent_entry.pk"}, own(200), "get"),
    ("proposals:take_over", LATER | {"earlier": "sent_entry.pk"}, own(302), "post"),
    ("proposals:take_over", LATER | {"earlier": "foreign_entry.pk"}, own(404), "get"),
    ("proposals:take_over", LATER | {"earlier": "foreign_entry.pk"}, own(404), "post"),
    ("proposals:take_over", DRAFT | {"earlier": "sent_entry.pk"}, own(404), "get"),
    ("proposals:withdraw", SENT, own(200), "get"),
    ("proposals:withdraw", SENT, own(422), "post"),
    ("proposals:withdraw", DRAFT, own(302), "get"),
    ("proposals:withdraw", VERIFIED, of_judge(200), "get"),
    ("proposals:take_back", SENT, own(405), "get"),
    ("proposals:take_back", SENT, own(302), "post"),
    # Files
    ("proposals:attachment", KIND, own(200), "get"),
    ("proposals:attachment", KIND, own(422), "post"),
    ("proposals:attachment", SENT | {"code": "first_kind.code"}, own(302), "post"),
    ("proposals:attachment_remove", KIND, own(200), "get"),
    ("proposals:attachment_remove", KIND, own(302), "post"),
    ("proposals:attachment_remove", LOOSE_KIND, own(404), "get"),
    ("proposals:attachment_remove", LOOSE_KIND, own(404), "post"),
    ("proposals:download", {"pk": "draft_file.pk"}, only("operator", 200, others=404), "get"),
    ("proposals:download", {"pk": "draft_file.pk"}, only("operator", 405, others=404), "post"),
    ("proposals:download", {"pk": "returned_file.pk"}, only("operator", 200, others=404), "get"),
    ("proposals:download", {"pk": "sent_file.pk"}, only(("operator", "organiser"), 200, others=404), "get"),
    (
        "proposals:download",
        {"pk": "verified_file.pk"},
        only(("operator", "organiser", "judge"), 200, others=404),
        "get",
    ),
    ("proposals:complete", DRAFT, only((), 302, others=404), "post"),
    ("proposals:complete", RETURNED, only("operator", 302, others=404), "post"),
    ("proposals:complete", SENT, only(("operator", "organiser"), 302, others=404), "post"),
    ("proposals:complete", VERIFIED, only(("operator", "organiser", "judge"), 302, others=404), "post"),
    ("proposals:complete", VERIFIED, only(("operator", "organiser", "judge"), 405, others=404), "get"),
    # The record of an innovation
    ("proposals:innovation_list", {}, only((*OPERATORS, "organiser"), 200), "get"),
    ("proposals:innovation_list", {}, only((*OPERATORS, "organiser"), 405), "post"),
    ("proposals:innovation_create", {}, only(OPERATORS, 200), "get"),
    ("proposals:innovation_create", {}, only(OPERATORS, 422), "post"),
    ("proposals:innovation_detail", IDLE, only(("operator", "organiser"), 200, others=404), "get"),
    ("proposals:innovation_detail", IDLE, only(("operator", "organiser"), 405, others=404), "post"),
    ("proposals:innovation_edit", IDLE, own(200), "get"),
    ("proposals:innovation_edit", IDLE, own(422), "post"),
    ("proposals:innovation_edit", COMPETING, own(302), "get"),
    ("proposals:innovation_edit", COMPETING, own(302), "post"),
    ("proposals:innovation_enter", IDLE, own(200), "get"),
    ("proposals:innovation_enter", IDLE, own(422), "post"),
    ("proposals:innovation_enter", COMPETING, own(302), "post"),
    ("proposals:innovation_part_add", IDLE | {"part": "bukti"}, own(200), "get"),
    ("proposals:innovation_part_add", IDLE | {"part": "bukti"}, own(422), "post"),
    ("proposals:innovation_part_add", IDLE | {"part": "lain"}, own(404), "get"),
    ("proposals:innovation_part_add", COMPETING | {"part": "bukti"}, own(302), "post"),
    ("proposals:innovation_part_edit", INITIATOR, own(200), "get"),
    ("proposals:innovation_part_edit", INITIATOR, own(422), "post"),
    ("proposals:innovation_part_edit", COMPETING | PART, own(302), "get"),
    ("proposals:innovation_part_remove", INITIATOR, own(200), "get"),
    ("proposals:innovation_part_remove", INITIATOR, own(302), "post"),
    ("proposals:innovation_part_remove", COMPETING | PART, own(302), "post"),
    ("proposals:evidence_download", {"pk": "evidence.pk"}, only(("operator", "organiser"), 200, others=404), "get"),
    ("proposals:evidence_download", {"pk": "evidence.pk"}, only(("operator", "organiser"), 405, others=404), "post"),
    ("proposals:coaching_add", IDLE, desk(200), "get"),
    ("proposals:coaching_add", IDLE, desk(422), "post"),
    # The desk
    ("proposals:desk_list", {}, only("organiser", 200), "get"),
    ("proposals:desk_list", {}, only("organiser", 405), "post"),
    ("proposals:desk_detail", DRAFT, desk(200), "get"),
    ("proposals:desk_detail", SENT, desk(200), "get"),
    ("proposals:desk_detail", SENT, desk(405), "post"),
    ("proposals:desk_detail", VERIFIED, desk(200) | {"judge": 403}, "get"),
    ("proposals:decide", SENT, desk(405), "get"),
    ("proposals:decide", SENT, desk(422), "post"),
    ("proposals:decide", DRAFT, desk(422), "post"),
    ("proposals:release", {}, only("organiser", 200), "get"),
    ("proposals:release", {}, only("organiser", 422), "post"),
    ("proposals:cancel_decision", {"pk": "recorded.pk"}, only("organiser", 200, others=404), "get"),
    ("proposals:cancel_decision", {"pk": "recorded.pk"}, only("organiser", 422, others=404), "post"),
    ("proposals:cancel_decision", {"pk": "told.pk"}, desk(302), "get"),
    ("proposals:confirm_rules", SENT, desk(405), "get"),
    ("proposals:confirm_rules", SENT, desk(422), "post"),
    ("proposals:confirm_rules", RETURNED, desk(302), "post"),
    ("proposals:confirm_rules", DRAFT, desk(302), "post"),
    ("proposals:override_propose", SENT | {"rule": "min_age"}, desk(200), "get"),
    ("proposals:override_propose", SENT | {"rule": "min_age"}, desk(422), "post"),
    ("proposals:override_propose", SENT | {"rule": "lain"}, desk(404), "get"),
    ("proposals:override_propose", DRAFT | {"rule": "min_age"}, only("organiser", 404, others=404), "get"),
    ("proposals:override_approve", {"pk": "override.pk"}, only("organiser", 405, others=404), "get"),
    ("proposals:override_approve", {"pk": "override.pk"}, only("organiser", 302, others=404), "post"),
    ("proposals:override_decline", {"pk": "override.pk"}, only("organiser", 200, others=404), "get"),
    ("proposals:override_decline", {"pk": "override.pk"}, only("organiser", 422, others=404), "post"),
    ("proposals:calendar", {}, only(OPERATORS, 200), "get"),
    ("proposals:calendar", {}, only(OPERATORS, 405), "post"),
    ("proposals:reminders", {}, only("organiser", 200), "get"),
    ("proposals:reminders", {}, only("organiser", 422), "post"),
    ("proposals:compliance", {}, only("organiser", 200), "get"),
    ("proposals:compliance", {}, only("organiser", 405), "post"),
    ("proposals:import_list", {}, only("organiser", 200), "get"),
    ("proposals:import_list", {}, only("organiser", 422), "post"),
    ("proposals:import_template", {}, only("organiser", 200), "get"),
    ("proposals:import_template", {}, only("organiser", 405), "post"),
    ("proposals:import_detail", IMPORT, only("organiser", 200, others=404), "get"),
    ("proposals:import_detail", IMPORT, only("organiser", 405, others=404), "post"),
    ("proposals:import_faults", FAULTY_IMPORT, only("organiser", 200, others=404), "get"),
    ("proposals:import_faults", FAULTY_IMPORT, only("organiser", 405, others=404), "post"),
    ("proposals:import_confirm", IMPORT, only("organiser", 405, others=404), "get"),
    ("proposals:import_confirm", IMPORT, only("organiser", 302, others=404), "post"),
    ("proposals:import_undo", IMPORT, only("organiser", 302, others=404), "get"),
    ("proposals:import_undo", IMPORT, only("organiser", 302, others=404), "post"),
    ("proposals:import_detail", FAULTY_IMPORT, only("organiser", 200, others=404), "get"),
    ("proposals:import_detail", IMPORTED, only("organiser", 200, others=404), "get"),
    ("proposals:import_undo", IMPORTED, only("organiser", 200, others=404), "get"),
    ("proposals:compliance_extract", {"kind": "pdf"}, only("organiser", 405), "get"),
    ("proposals:compliance_extract", {"kind": "xlsx"}, only("organiser", 302), "post"),
    ("proposals:compliance_extract", {"kind": "tidak-ada"}, only("organiser", 404, others=404), "post"),
    ("proposals:compliance_urge", {"year": "sent_entry.period.year"}, only("organiser", 200), "get"),
    ("proposals:compliance_urge", {"year": "sent_entry.period.year"}, only("organiser", 302), "post"),
    ("proposals:compliance_urge", {"year": 1999}, only("organiser", 404, others=404), "get"),
]


def _imports(organiser, agency):
    """A sheet in each state."""
    made = {
        "sheet": make_batch(row(agency.code, title="Lembar lain"), by=organiser),
        "faulty_sheet": make_batch(row("Tidak Ada"), by=organiser),
        "confirmed_sheet": make_batch(row(agency.code), by=organiser),
    }
    actions.confirm(made["confirmed_sheet"], by=organiser)
    return made


def build_proposals_world(cast) -> dict[str, object]:
    """One entry in every state, its files on disk, and one of them given to a judge."""
    # The newest period is the running one: its form is what the pages show.
    period = open_now(make_period(by=cast["organiser"], year=2033), by=cast["organiser"])
    by, organiser = cast["operator"], cast["organiser"]
    path, _ = store(b"%PDF-1.7 isi", settings.MEDIA_ROOT)
    entries = {
        "draft_entry": make_complete(by=by, period=period, title="Draf", path=path),
        "sent_entry": make_sent(by=by, period=period, title="Terkirim", path=path),
        "returned_entry": make_returned(by=by, period=period, organiser=organiser, title="Kembali", path=path),
        "verified_entry": make_verified(by=by, period=period, organiser=organiser, title="Lolos", path=path),
    }
    first_section = period.sections.order_by("order").first()
    actions.save_answer(entries["draft_entry"], by=by, section=first_section, text="Isi lain", version=1)
    give_to(cast["judge"], entries["verified_entry"], by=organiser)
    decided = make_checked(by=by, period=period, organiser=organiser, title="Diputuskan", path=path)
    foreign = make_complete(by=cast["other_operator"], period=period, title="Instansi lain", path=path)
    decisions = {
        "recorded": actions.decide(decided, by=organiser, decision="verify"),
        "told": entries["returned_entry"].checks.get(),
        "override": make_override(entries["sent_entry"], by=organiser),
    }
    idle = actions.register_innovation(by=by, title="Belum diusulkan", implemented_on=date(2021, 2, 3))
    files = {f"{name.removesuffix('_entry')}_file": entry.files().first() for name, entry in entries.items()}
    return (
        entries
        | files
        | decisions
        | {
            "foreign_entry": foreign,
            "later_entry": make_draft(by=by, period=period, title="Kemudian"),
            "idle_innovation": idle,
            **_imports(organiser, period.proposals.first().agency),
            "initiator": Initiator.objects.create(innovation=idle, name="Sri Wahyuni", position="Kepala Seksi"),
            "evidence": make_evidence(idle, by=by, path=path),
            "first_section": first_section,
            "first_revision": entries["draft_entry"].answers.get(section=first_section).revisions.get(),
            "first_kind": period.attachment_kinds.filter(is_required=True).order_by("order").first(),
            "loose_kind": period.attachment_kinds.filter(is_required=False).order_by("order").first(),
        }
    )
