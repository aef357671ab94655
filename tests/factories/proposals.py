"""Entries, made by the actions that make real ones. Files are rows only, except where a test needs the bytes."""

from datetime import timedelta

from proposals import actions
from proposals.checklist import VERSION, Mark, Outcome, Rule
from proposals.eligibility import threshold
from proposals.models import Answer, Attachment, Innovation, Proposal, RuleOverride, StartEvidence, checklist_of

DIGEST = "a" * 64
PATH = "aa/contoh.pdf"


def make_draft(*, by, period, title="Antar Dokumen Kependudukan", days_to_spare=41, category=None, group=None):
    """A draft whose innovation has run long enough, by so many days; negative is too young."""
    group = group or period.groups.order_by("order").first()
    latest = threshold(period.registration_closes_on, group.min_months)
    innovation = actions.register_innovation(by=by, title=title, implemented_on=latest - timedelta(days=days_to_spare))
    category = category or period.categories.order_by("order").first()
    return actions.start_proposal(innovation, by=by, category=category, group=group)


def fill(proposal, *, by, words=60, path=PATH):
    """Write every section and put a file beside every kind that is required; the same rows, faster than the actions."""
    proposal.answers.all().delete()
    add_required_files(proposal, by=by, path=path)
    Answer.objects.bulk_create(
        Answer(proposal=proposal, section=section, text=_text(section, words), is_done=True, updated_by=by)
        for section in proposal.sections()
    )
    return proposal


def add_required_files(proposal, *, by, path=PATH):
    """Put a file beside every kind that is required and has none yet."""
    lacking = proposal.attachment_kinds().filter(is_required=True).exclude(pk__in=proposal.attachments.values("kind"))
    Attachment.objects.bulk_create(_file(proposal, kind, by, path) for kind in lacking)


def _text(section, words):
    return f"Uraian {section.title}. {'pelayanan ' * min(words, section.max_words - 10)}".strip()


def add_file(proposal, *, by, kind, path=PATH):
    file = _file(proposal, kind, by, path)
    file.save(force_insert=True)
    return file


def _file(proposal, kind, by, path=PATH):
    return Attachment(
        proposal=proposal,
        kind=kind,
        name=f"{kind.code}.pdf",
        path=path,
        sha256=DIGEST,
        original_sha256=DIGEST,
        size=1234,
        pages=1,
        uploaded_by=by,
    )


def make_complete(*, by, period, path=PATH, **changes):
    """A draft that may be sent; `path` names the bytes of its files where a test reads them."""
    return fill(make_draft(by=by, period=period, **changes), by=by, path=path)


def make_sent(*, by, period, **changes):
    """A proposal that has been sent and waits on the desk."""
    proposal = make_complete(by=by, period=period, **changes)
    actions.submit(proposal, by=by)
    return proposal


def confirm_all(proposal, *, by, note="Lihat lampiran."):
    """An officer confirms every rule that can be met; what needs evidence is found in the attachments."""
    checklist = checklist_of(proposal)
    marks = {
        finding.rule: (Mark.MET, note if finding.outcome is Outcome.NEEDS_EVIDENCE else "")
        for finding in checklist.findings
        if finding.outcome is not Outcome.FAILED
    }
    return actions.confirm_rules(proposal, by=by, marks=marks, seen=checklist.state)


def make_checked(*, by, period, organiser, **changes):
    """A proposal that has been sent and whose every rule is confirmed: it may pass."""
    proposal = make_sent(by=by, period=period, **changes)
    confirm_all(proposal, by=organiser)
    return proposal


def make_override(proposal, *, by, rule=Rule.MIN_AGE, reason="SK memuat tanggal yang lebih awal."):
    """A proposed exception as it stands in the database, whatever is computed of the rule."""
    override = RuleOverride(
        sent_version=proposal.last_sent(),
        rule=rule,
        version=VERSION,
        inputs=dict(checklist_of(proposal).finding(rule).inputs),
        reason=reason,
        evidence="SK Nomor 12 Tahun 2022, halaman 2",
        by=by,
    )
    override.save()
    return override


def make_verified(*, by, period, organiser, **changes):
    proposal = make_checked(by=by, period=period, organiser=organiser, **changes)
    decide_and_tell(proposal, by=organiser, decision="verify")
    return proposal


def make_returned(*, by, period, organiser, due_in_days=5, **changes):
    proposal = make_sent(by=by, period=period, **changes)
    due_on = period.registration_closes_on + timedelta(days=due_in_days)
    note = "Lengkapi bagian dampak."
    decide_and_tell(proposal, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on, note=note)
    return proposal


def decide_and_tell(proposal, *, by, **decision):
    """Decide and release at once; return the decision."""
    check = actions.decide(proposal, by=by, **decision)
    actions.release(check, by=by)
    proposal.refresh_from_db()
    return check


def new_evidence(innovation, *, by, path=PATH):
    """What shows the start of an innovation, not kept yet."""
    return StartEvidence(
        innovation=innovation,
        kind=StartEvidence.Kind.DECREE,
        dated_on=innovation.implemented_on,
        page=1,
        name="sk.pdf",
        path=path,
        sha256=DIGEST,
        original_sha256=DIGEST,
        size=1234,
        pages=1,
        uploaded_by=by,
    )


def make_evidence(innovation, *, by, path=PATH):
    evidence = new_evidence(innovation, by=by, path=path)
    evidence.save()
    return evidence


def make_many_complete(count, *, by, period, name="Inovasi"):
    """Complete drafts in bulk, for races and lists: the same rows, without the audit of each."""
    group = period.groups.order_by("order").first()
    latest = threshold(period.registration_closes_on, group.min_months)
    innovations = Innovation.objects.bulk_create(
        Innovation(agency_id=by.agency_id, title=f"{name} {n}", implemented_on=latest - timedelta(30), created_by=by)
        for n in range(count)
    )
    category = period.categories.order_by("order").first()
    proposals = Proposal.objects.bulk_create(
        Proposal(period=period, innovation=row, agency_id=by.agency_id, category=category, group=group, created_by=by)
        for row in innovations
    )
    Answer.objects.bulk_create(
        Answer(proposal=proposal, section=section, text="Uraian singkat", updated_by=by)
        for section in period.sections.all()
        for proposal in proposals
    )
    Attachment.objects.bulk_create(
        _file(proposal, kind, by) for kind in period.attachment_kinds.filter(is_required=True) for proposal in proposals
    )
    return proposals
