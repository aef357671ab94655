"""Entries, made by the actions that make real ones. Files are rows only, except where a test needs the bytes."""

from datetime import timedelta

from proposals import actions
from proposals.eligibility import threshold
from proposals.models import Attachment

DIGEST = "a" * 64


def make_draft(*, by, period, title="Antar Dokumen Kependudukan", days_to_spare=41, category=None):
    """A draft whose innovation has run long enough, by so many days; negative is too young."""
    latest = threshold(period.registration_closes_on, period.min_years_running)
    innovation = actions.register_innovation(by=by, title=title, implemented_on=latest - timedelta(days=days_to_spare))
    return actions.start_proposal(innovation, by=by, category=category or period.categories.order_by("order").first())


def fill(proposal, *, by, words=60):
    """Write every section and put a file beside every kind that is required."""
    for section in proposal.period.sections.all():
        text = f"Uraian {section.title}. " + "pelayanan " * min(words, section.max_words - 10)
        answer = proposal.answers.filter(section=section).first()
        version = answer.version if answer else 0
        actions.save_answer(proposal, by=by, section=section, text=text.strip(), version=version, is_done=True)
    for kind in proposal.period.attachment_kinds.filter(is_required=True):
        if not proposal.attachments.filter(kind=kind).exists():
            add_file(proposal, by=by, kind=kind)
    return proposal


def add_file(proposal, *, by, kind, path="aa/contoh.pdf"):
    return Attachment.objects.create(
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


def make_complete(*, by, period, **changes):
    """A draft that may be sent."""
    return fill(make_draft(by=by, period=period, **changes), by=by)


def make_sent(*, by, period, **changes):
    """A proposal that has been sent and waits on the desk."""
    proposal = make_complete(by=by, period=period, **changes)
    actions.submit(proposal, by=by)
    return proposal


def make_verified(*, by, period, organiser, **changes):
    proposal = make_sent(by=by, period=period, **changes)
    actions.verify(proposal, by=organiser)
    return proposal


def make_returned(*, by, period, organiser, due_in_days=5, **changes):
    proposal = make_sent(by=by, period=period, **changes)
    due_on = period.registration_closes_on + timedelta(days=due_in_days)
    actions.send_back(proposal, by=organiser, reasons=["incomplete"], due_on=due_on, note="Lengkapi bagian dampak.")
    return proposal
