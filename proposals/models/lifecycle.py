"""The life of an entry: its states, which step leads from which to which, and what is said when one comes too late."""

from django.db import models

from competitions.models import TransitionNotAllowed


class RegistrationClosed(TransitionNotAllowed):
    """The database's clock is outside the registration of the period."""


# The part of an entry that is neither a section nor an attachment.
ENTRY_PART = "isian"

ONLY_WHILE_JUDGING = "Kelayakan hanya dapat dibatalkan selama penilaian."
# What the database says when a step comes too late, and what the reader is told.
TOO_LATE = {
    "registration is closed": RegistrationClosed("Pendaftaran sudah ditutup."),
    "verification is over": TransitionNotAllowed("Verifikasi sudah selesai."),
    "only while judging": TransitionNotAllowed(ONLY_WHILE_JUDGING),
    "repair is overdue": TransitionNotAllowed("Batas perbaikan sudah lewat."),
    "the title is taken": TransitionNotAllowed("Judul ini sudah dipakai proposal lain pada periode ini."),
}


class ProposalStatus(models.TextChoices):
    DRAFT = "draft", "Draf"
    SUBMITTED = "submitted", "Terkirim"
    RETURNED = "returned", "Perlu perbaikan"
    VERIFIED = "verified", "Lolos verifikasi"
    REJECTED = "rejected", "Tidak lolos verifikasi"
    WITHDRAWN = "withdrawn", "Ditarik"


STEPS = {
    "submit": ({ProposalStatus.DRAFT}, ProposalStatus.SUBMITTED),
    "resubmit": ({ProposalStatus.RETURNED}, ProposalStatus.SUBMITTED),
    "send_back": ({ProposalStatus.SUBMITTED}, ProposalStatus.RETURNED),
    "verify": ({ProposalStatus.SUBMITTED}, ProposalStatus.VERIFIED),
    "reject": ({ProposalStatus.SUBMITTED, ProposalStatus.RETURNED}, ProposalStatus.REJECTED),
    # What was found on the spot while the entry is judged.
    "overturn": ({ProposalStatus.VERIFIED}, ProposalStatus.REJECTED),
    "withdraw": (
        {ProposalStatus.SUBMITTED, ProposalStatus.RETURNED, ProposalStatus.VERIFIED},
        ProposalStatus.WITHDRAWN,
    ),
    # A withdrawal is taken back to the desk, or to the repair it interrupted.
    "take_back": ({ProposalStatus.WITHDRAWN}, ProposalStatus.SUBMITTED),
    "repair_again": ({ProposalStatus.WITHDRAWN}, ProposalStatus.RETURNED),
}
