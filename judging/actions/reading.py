"""Everything a judge reads in a round as one file, which is no record: it goes when the round is closed.

It has no row. Its name follows from whose it is and from what stands in it, so that a proposal which the judge no
longer reads leaves no way to the file it stands in.
"""

import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from competitions.models import Period, Round
from judging.models import Assignment
from kipp.accounts.models import User
from kipp.audit.chain import record
from kipp.canonical import digest
from kipp.documents.models import Document
from kipp.jobs.models import Job
from kipp.jobs.queue import enqueue
from proposals.actions import ask_for_complete_file
from proposals.models import SentVersion

FOLDER = "salinan"
MAKE_COPY = "judging.make_copy"
MAX_BYTES = 150_000_000  # of all files together: what one child can hold


class TooLarge(Exception):
    """The files together are more than one PDF may hold."""


@dataclass(frozen=True)
class ReadingCopy:
    """The own tasks in reading order, and the text of each as it was last sent."""

    round: Round
    judge: User
    tasks: Sequence[Assignment]
    versions: Mapping[int, int]  # of proposal: SentVersion

    @property
    def key(self) -> str:
        return digest([self.round.pk, self.judge.pk, [self.versions[task.proposal_id] for task in self.tasks]])

    @property
    def path(self) -> Path:
        return _folder() / str(self.round.pk) / f"{self.key}.pdf"

    @property
    def is_ready(self) -> bool:
        return self.path.is_file()

    def documents(self) -> list[Document]:
        """Return the complete files in reading order, as far as they have been asked for."""
        known = Document.objects.filter(kind="complete", subject_id__in=self.versions.values())
        by_version = {document.subject_id: document for document in known}
        order = (self.versions[task.proposal_id] for task in self.tasks)
        return [by_version[version] for version in order if version in by_version]

    def jobs(self) -> "QuerySet[Job]":
        return Job.objects.filter(key__startswith=self._job_key())

    def unfinished_job(self) -> Job | None:
        """Return the job that works on it or waits for that; a failed one is finished."""
        working = self.jobs().filter(state__in=[Job.State.QUEUED, Job.State.RUNNING])
        job: Job | None = working.first()
        return job

    def go_on(self, *, by: User) -> None:
        """Have the next step done: one complete file that is missing, or with the last of them the whole."""
        done = sum(document.ready_at is not None for document in self.documents())
        enqueue(
            MAKE_COPY,
            key=f"{self._job_key()}{done}",
            by=by,
            round_id=self.round.pk,
            judge_id=self.judge.pk,
            copy_key=self.key,
        )

    def _job_key(self) -> str:
        return f"copy:{self.key}:"


def reading_copy(round_: Round, *, judge: User) -> ReadingCopy:
    """Return what this judge reads in the round: never what was recused, nor what was taken back."""
    own = Assignment.objects.visible_to(judge).of(round_).filter(recused_at=None)
    sent = SentVersion.objects.visible_to(judge).filter(proposal__in=own.values("proposal"))
    versions = dict(sent.values_list("proposal", "pk"))
    tasks = [task for task in own.named().order_by("order", "pk") if task.proposal_id in versions]
    return ReadingCopy(round_, judge, tasks, versions)


@transaction.atomic
def ask_for_copy(copy: ReadingCopy, *, by: User) -> None:
    """Have the complete file of each proposal made, where there is none yet, and then all of them put into one."""
    if copy.is_ready or copy.unfinished_job():
        return
    sent = {
        version.proposal_id: version
        for version in SentVersion.objects.filter(pk__in=copy.versions.values()).select_related(
            "proposal__agency", "proposal__period"
        )
    }
    if sum(line["size"] for version in sent.values() for line in version.content["attachments"]) > MAX_BYTES:
        raise TooLarge
    for task in copy.tasks:
        ask_for_complete_file(sent[task.proposal_id], by=by)
    copy.jobs().delete()  # what failed, or what was made and is gone
    copy.go_on(by=by)
    record("round.copy", copy.round, by=by, proposals=[task.proposal.number for task in copy.tasks])


def clear_copies() -> None:
    """Remove the files of every round that is not judged any more."""
    judged = Round.objects.filter(period__status=Period.Status.JUDGING, closing=None).values_list("pk", flat=True)
    kept = {str(pk) for pk in judged}
    for folder in _folder().glob("*"):
        if folder.name not in kept:
            shutil.rmtree(folder)


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / FOLDER
