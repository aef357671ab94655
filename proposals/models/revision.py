"""How the text of a section came about: seen by its agency alone."""

from django.db import models

from kipp.accounts.models import User
from proposals.models.entry import Answer
from proposals.models.triggers import frozen_with_its_answer
from proposals.revisions import State


class AnswerRevision(models.Model):
    """A state of a text. It is brought up to date while one person goes on writing, and then stays.

    `version` is that of the answer when the state was begun.
    """

    answer = models.ForeignKey(Answer, models.CASCADE, related_name="revisions")
    version = models.PositiveIntegerField()
    text = models.TextField(blank=True)
    begun_at = models.DateTimeField()
    saved_at = models.DateTimeField()
    saved_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    # The earlier proposal that the text was copied from, by the name it had then.
    origin = models.CharField("disalin dari", max_length=60, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["answer", "version"], name="answer_revision_once")]
        triggers = [frozen_with_its_answer()]

    def __str__(self):
        return f"{self.answer_id} #{self.version}"

    @property
    def state(self) -> State:
        return State(by=self.saved_by_id, begun_at=self.begun_at, text=self.text)
