"""The versions of the questions."""

import pgtrigger
from django.db import models
from django.db.models import Q

from skm.index import UNSUR


class Questionnaire(models.Model):
    """One version of the questions; a survey keeps the version it was answered with."""

    version = models.CharField(max_length=30, unique=True)
    title = models.CharField(max_length=160)
    is_locked = models.BooleanField(default=False)

    class Meta:
        verbose_name = "kuesioner"
        triggers = [
            pgtrigger.Protect(
                name="locked",
                operation=pgtrigger.Update | pgtrigger.Delete,
                condition=pgtrigger.Q(old__is_locked=True),
            )
        ]

    def __str__(self):
        return f"{self.title} ({self.version})"


class Question(models.Model):
    """One question about one unsur; label_1 is worth 1, label_4 is worth 4."""

    questionnaire = models.ForeignKey(Questionnaire, models.CASCADE, related_name="questions")
    unsur = models.CharField(max_length=20)
    order = models.PositiveSmallIntegerField()
    text = models.CharField(max_length=300)
    label_1 = models.CharField(max_length=80)
    label_2 = models.CharField(max_length=80)
    label_3 = models.CharField(max_length=80)
    label_4 = models.CharField(max_length=80)

    class Meta:
        verbose_name = "pertanyaan"
        constraints = [
            models.UniqueConstraint(fields=["questionnaire", "unsur"], name="question_once"),
            models.UniqueConstraint(fields=["questionnaire", "order"], name="question_order_once"),
            models.CheckConstraint(name="question_unsur_known", condition=Q(unsur__in=UNSUR)),
        ]
        triggers = [
            pgtrigger.Trigger(
                name="locked",
                when=pgtrigger.Before,
                operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
                declare=[("owner", "bigint")],
                func="""
                    owner := COALESCE(NEW.questionnaire_id, OLD.questionnaire_id);
                    PERFORM 1 FROM skm_questionnaire q WHERE q.id = owner AND q.is_locked FOR SHARE;
                    IF FOUND THEN
                      RAISE EXCEPTION 'a locked questionnaire is not changed'
                        USING ERRCODE = 'check_violation';
                    END IF;
                    RETURN COALESCE(NEW, OLD);
                """,
            )
        ]

    def __str__(self):
        return f"{self.order}. {self.text}"

    @property
    def labels(self) -> tuple[str, str, str, str]:
        return self.label_1, self.label_2, self.label_3, self.label_4
