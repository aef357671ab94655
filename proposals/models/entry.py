"""Proposal, its text and its files."""

import uuid
from collections.abc import Mapping
from datetime import date, datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import IntegrityError, models, transaction
from django.db.models import Max, Q
from django.db.models.functions import Now
from django.utils.functional import cached_property

from competitions.models import AttachmentKind, Category, EntryGroup, Period, Section, TransitionNotAllowed
from competitions.schedule import last_day
from kipp.accounts.models import Agency, User
from kipp.audit.chain import record
from kipp.documents.models import FileScan
from kipp.documents.stored import StoredFile
from proposals.completeness import Gap
from proposals.content import FileLine, SectionText, content_of
from proposals.eligibility import EntryRules, Verdict, judge_entry
from proposals.models.asked import Asked, rejected_of
from proposals.models.innovation import Innovation
from proposals.models.lifecycle import ENTRY_PART, STEPS, TOO_LATE, ProposalStatus
from proposals.models.triggers import (
    ATTACHMENT_CODE,
    SECTION_NUMBER,
    SENT_WITH_A_VIRUS,
    append_only,
    entry_triggers,
    frozen_when_sent,
)
from proposals.querysets import AttachmentQuerySet, ProposalQuerySet, SentVersionQuerySet
from proposals.video import KEPT, Video


def entry_rules(group: EntryGroup, *, closes_on: date) -> EntryRules:
    """Hand the numbers of a group to the rule; the group itself does not know the rule."""
    return EntryRules(
        closes_on=closes_on,
        min_months=group.min_months,
        max_months=group.max_months,
        max_times_awarded=group.max_times_awarded,
    )


class Proposal(models.Model):
    """The entry of one innovation into one period: its text is frozen with it."""

    Status = ProposalStatus
    STEPS = STEPS
    EDITABLE = {Status.DRAFT, Status.RETURNED}

    period = models.ForeignKey(Period, models.PROTECT, related_name="proposals")
    innovation = models.ForeignKey(Innovation, models.PROTECT, related_name="proposals")
    agency = models.ForeignKey(Agency, models.PROTECT, related_name="proposals")
    category = models.ForeignKey(Category, models.PROTECT, related_name="proposals", verbose_name="kategori")
    group = models.ForeignKey(EntryGroup, models.PROTECT, related_name="+", verbose_name="kelompok")
    video_link = models.CharField("tautan video", max_length=60, blank=True)
    status = models.CharField(max_length=20, choices=Status.choices, default=Status.DRAFT)
    number = models.CharField("nomor", max_length=20, unique=True, null=True)  # noqa: DJ001 (NULLs are distinct)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    content_sha256 = models.CharField(max_length=64, blank=True)
    repair_due_on = models.DateField("batas perbaikan", null=True)
    # Sections by number, attachments by code, `ENTRY_PART`: what the repair may change. Empty: everything.
    repair_parts = ArrayField(models.CharField(max_length=40), default=list)
    created_at = models.DateTimeField(db_default=Now())
    created_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # The form's own key: a second click on "Simpan" finds the first one's row.
    token = models.UUIDField(default=uuid.uuid4, unique=True)

    objects = ProposalQuerySet.as_manager()
    pending: str  # only from `with_pending`
    # Only from `with_last_change`.
    text_changed_at: datetime | None
    text_changed_by: str
    file_changed_at: datetime | None
    file_changed_by: str

    class Meta:
        verbose_name = "proposal"
        indexes = [models.Index(fields=["period", "status"], name="proposal_period_status")]
        constraints = [
            models.UniqueConstraint(
                fields=["period", "innovation"],
                name="proposal_once_per_period",
                violation_error_message="Inovasi ini sudah diusulkan pada periode ini.",
            ),
            models.CheckConstraint(
                name="proposal_status_known",
                condition=Q(status__in=["draft", "submitted", "returned", "verified", "rejected", "withdrawn"]),
            ),
            models.CheckConstraint(
                name="proposal_video_is_allowed", condition=Q(video_link="") | Q(video_link__regex=KEPT)
            ),
            models.CheckConstraint(
                name="proposal_submitted_at_with_by",
                condition=Q(submitted_at__isnull=True, submitted_by__isnull=True)
                | Q(submitted_at__isnull=False, submitted_by__isnull=False),
            ),
            models.CheckConstraint(
                name="proposal_past_draft_is_numbered",
                condition=Q(status="draft", number__isnull=True)
                | (~Q(status="draft") & Q(number__isnull=False, submitted_at__isnull=False) & ~Q(content_sha256="")),
            ),
            models.CheckConstraint(
                name="proposal_returned_has_due_date", condition=~Q(status="returned") | Q(repair_due_on__isnull=False)
            ),
        ]
        triggers = entry_triggers(STEPS)

    def __str__(self):
        return self.innovation.title

    def can(self, step: str) -> bool:
        sources, _ = self.STEPS[step]
        return self.status in sources

    @property
    def files_are_as_sent(self) -> bool:
        """What lies beside the text is what was sent with it."""
        return self.status not in {self.Status.DRAFT, self.Status.RETURNED, self.Status.WITHDRAWN}

    @property
    def is_editable(self) -> bool:
        return self.status in self.EDITABLE

    def part_is_open(self, part: str) -> bool:
        """Sent back with marked parts, only those may change, and files with a virus; the trigger says the same."""
        if self.status != self.Status.RETURNED or not self.repair_parts:
            return True
        return part in self.repair_parts or part in self.infected_parts

    @cached_property
    def infected_parts(self) -> set[str]:
        """The codes of the attachments that were sent with a virus, as the scanner said since. Two queries.

        Asked of what was sent, so that a part stays open once its file has been taken out or replaced.
        """
        sent = self.last_sent()
        return rejected_of(sent.scans()) if sent else set()

    @property
    def unasked_parts(self) -> list[str]:
        """The titles of what is open although the repair does not ask for it."""
        unasked = self.infected_parts - set(self.repair_parts) if self.repair_parts else set()
        return [kind.title for kind in self.attachment_kinds() if kind.code in unasked] if unasked else []

    def take(self, step: str, *, by, note: str = "", data: dict | None = None, **changes) -> None:
        """Take a step of the lifecycle; of two simultaneous clicks exactly one wins."""
        sources, target = self.STEPS[step]
        changes["status"] = target
        with transaction.atomic():
            taken = self._update_from(sources, changes)
            if not taken:
                raise TransitionNotAllowed("Proposal ini sudah berubah. Muat ulang halaman.")
            record(f"proposal.{step}", self, by=by, note=note, **(data or {}))
        self.refresh_from_db(fields=list(changes))

    def _update_from(self, sources: set, changes: dict) -> int:
        try:
            with transaction.atomic():
                return type(self).objects.filter(pk=self.pk, status__in=sources).update(**changes)
        except IntegrityError as refusal:
            for words, answer in TOO_LATE.items():
                if words in str(refusal):
                    raise type(answer)(str(answer)) from refusal
            raise

    @cached_property
    def extended_until(self) -> datetime | None:
        """Until when its agency was given more time, if it was; `with_names` brings it along."""
        given = self.period.extensions.filter(agency=self.agency_id)
        return given.aggregate(longest=Max("until"))["longest"]

    @property
    def closes_at(self) -> datetime:
        """The first instant that is too late for this agency to send."""
        closes_at = self.period.registration_closes_at
        if closes_at is None:
            raise LookupError(f"{self.period} takes no entries.")
        return max(closes_at, self.extended_until or closes_at)

    @property
    def due_on(self) -> date:
        """The last day on which its agency may send it: the end of its registration, or of its repair."""
        if self.status == self.Status.RETURNED and self.repair_due_on:
            return self.repair_due_on
        return last_day(self.closes_at)

    # What the rules say of this entry: only hands the values over.

    def entry_rules(self) -> EntryRules:
        return entry_rules(self.group, closes_on=self.period.reference_date)

    def verdict(self, *, closes_on: date | None = None) -> Verdict:
        """Ask the rules about this entry, as things stand now or as if registration closed on another date."""
        own = type(self).objects.filter(pk=self.pk)
        taken = self.period.is_title_once and own.with_a_taken_title().exists()
        return self.verdict_with(title_taken=taken, closes_on=closes_on)

    def verdict_with(self, *, title_taken: bool, closes_on: date | None = None) -> Verdict:
        """Ask the same where it is known already whether the title is taken. One query, none with awards at hand."""
        return judge_entry(
            implemented_on=self.innovation.implemented_on,
            times_awarded=self.innovation.times_awarded,
            rules=entry_rules(self.group, closes_on=closes_on or self.period.reference_date),
            title_taken=title_taken,
        )

    def sections(self) -> models.QuerySet[Section]:
        """The sections that this entry fills in, in the order of the form."""
        return self.period.sections.of_group(self.group.code)

    def attachment_kinds(self) -> models.QuerySet[AttachmentKind]:
        """The kinds of file that stand beside this entry, in the order of the form."""
        return self.period.attachment_kinds.of_group(self.group.code)

    def scans(self) -> "dict[str, FileScan.State | None]":
        """Return what the scanner said of each attachment, by code. One query."""
        return {file.kind.code: file.scan for file in self.attachments.with_scan().select_related("kind")}

    def gaps(self) -> list[Gap]:
        """Ask what is still missing, as things stand now."""
        files = self.scans()
        return self.gaps_in(dict(self.answers.values_list("section__code", "text")), set(files), rejected_of(files))

    def gaps_in(self, answers: Mapping[str, str], attached: set[str], rejected: set[str]) -> list[Gap]:
        """Ask what these answers and files lack, all by code."""
        return Asked.of(self.period, self.group).gaps(answers, attached, rejected)

    def part_titles(self) -> dict[str, str]:
        """Return the title of each section by its number and of each attachment by its code."""
        sections = {section.number: str(section) for section in self.sections()}
        return sections | {kind.code: kind.title for kind in self.attachment_kinds()}

    def repairable_parts(self) -> dict[str, str]:
        """Return the title of everything that a repair may be narrowed to."""
        return {ENTRY_PART: "Judul, kategori, tanggal mulai, dan video"} | self.part_titles()

    # What it says.

    def as_written(self) -> list[SectionText]:
        """The text as it stands now, in the order of the form. Two queries."""
        return self.section_texts(dict(self.answers.values_list("section__code", "text")))

    def as_sent(self) -> list[SectionText]:
        """The text as it was last sent; empty before. Two queries."""
        sent = self.last_sent()
        return self.section_texts(sent.content["answers"]) if sent else []

    def choose_as_sent(self) -> None:
        """Take back what a repair has chosen anew, for readers who may not see it yet. Not to be saved."""
        sent = self.last_sent()
        if sent:
            self.category = self.period.categories.get(code=sent.content["category"])
            self.group = self.period.groups.get(code=sent.content["group"])

    def as_left(self) -> list[SectionText]:
        """The text as it was last sent, or as it was written when it never was. At most four queries."""
        return self.as_sent() or self.as_written()

    @property
    def reference(self) -> str:
        """What it is called where its title would be too long. Needs the period."""
        return self.number or f"draf {self.period.year}"

    @property
    def video(self) -> Video | None:
        """The video as it stands now."""
        return Video(self.video_link) if self.video_link else None

    def video_as_sent(self) -> Video | None:
        """The video as it was last sent; what everybody but the agency sees. One query."""
        sent = self.last_sent()
        return sent.video if sent else None

    def last_sent(self) -> "SentVersion | None":
        return self.sent_versions.order_by("-ordinal").first()

    def files(self) -> "models.QuerySet[Attachment]":
        """The attachments in the order of the form, without those of a group it has left. One query."""
        own = self.attachments.filter(kind__in=self.attachment_kinds())
        return own.with_scan().select_related("kind").order_by("kind__order", "pk")

    def content(self) -> dict:
        """Everything that sending would send now."""
        return content_of(
            title=self.innovation.title,
            category=self.category.code,
            group=self.group.code,
            implemented_on=self.innovation.implemented_on,
            answers={section.code: section.text for section in self.as_written()},
            files=[
                FileLine(file.kind.code, file.kind.title, file.name, file.sha256, file.size) for file in self.files()
            ],
            video=self.video_link,
        )

    def section_texts(self, answers: dict[str, str]) -> list[SectionText]:
        """These answers, by code, in the order of the form."""
        return [
            SectionText(
                number=section.number,
                code=section.code,
                title=section.title,
                guidance=section.guidance,
                max_words=section.max_words,
                text=answers.get(section.code, ""),
            )
            for section in self.sections()
        ]


class Answer(models.Model):
    """The text of one section. `version` refuses a save on top of somebody else's."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="answers")
    section = models.ForeignKey(Section, models.PROTECT, related_name="+")
    text = models.TextField(blank=True)
    is_done = models.BooleanField("bagian ini sudah selesai", default=False)
    version = models.PositiveIntegerField(default=1)
    updated_at = models.DateTimeField(db_default=Now())
    updated_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "section"], name="answer_once")]
        triggers = [frozen_when_sent(SECTION_NUMBER)]

    def __str__(self):
        return f"{self.proposal_id}/{self.section_id}"


class Attachment(StoredFile):
    """A file beside the text."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="attachments")
    kind = models.ForeignKey(AttachmentKind, models.PROTECT, related_name="+")

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["proposal", "kind"], name="attachment_once_per_kind")]
        triggers = [frozen_when_sent(ATTACHMENT_CODE, unless=SENT_WITH_A_VIRUS)]


class WordsOf(models.Func):
    """The stems of the Indonesian words of a content: its title and its answers, nothing else."""

    template = (
        "(to_tsvector('indonesian', %(expressions)s->>'title')"
        " || jsonb_to_tsvector('indonesian', %(expressions)s->'answers', '[\"string\"]'))"
    )


class SentVersion(models.Model):
    """What was sent, word for word: the receipt, the desk and the judges read this. Only ever added."""

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="sent_versions")
    ordinal = models.PositiveSmallIntegerField()
    content = models.JSONField()
    content_sha256 = models.CharField(max_length=64)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    words = models.GeneratedField(
        expression=WordsOf("content"), output_field=SearchVectorField(), db_persist=True, editable=False
    )

    objects = SentVersionQuerySet.as_manager()
    title: str  # only from `published`

    class Meta:
        indexes = [GinIndex(fields=["words"], name="sent_version_words")]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "ordinal"], name="sent_version_once"),
            models.CheckConstraint(name="sent_version_has_hash", condition=~Q(content_sha256="")),
        ]
        triggers = [append_only()]

    def __str__(self):
        return f"{self.proposal_id} #{self.ordinal}"

    @property
    def video(self) -> Video | None:
        link = self.content.get("video")
        return Video(link) if link else None

    def scans(self) -> "dict[str, FileScan.State | None]":
        """Return what the scanner says by now of each file that was sent, by its code. One query."""
        hashes = {file["kind"]: file["sha256"] for file in self.content["attachments"]}
        states = FileScan.objects.states(hashes.values())
        return {code: states.get(sha256) for code, sha256 in hashes.items()}
