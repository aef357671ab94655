"""Outgoing messages of judging. Each is a row of the outbox, written with the act that causes it."""

from collections.abc import Iterable

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from competitions.models import Period
from judging.models import Assignment, Result
from kipp.accounts.models import User
from kipp.jobs.mail import Letter
from kipp.text import tanggal


def assigned(period: Period, counts: dict[User, int]) -> None:
    """Tell each judge how many proposals wait, and until when."""
    for judge, count in counts.items():
        until = f" paling lambat {tanggal(period.judging_closes_on)}" if period.judging_closes_on else ""
        _send(
            [judge],
            "judging_assigned",
            f"Nilai {count} proposal{until}",
            period=period,
            count=count,
            link=_link("judging:task_list"),
        )


def remind(period: Period, counts: dict[User, int]) -> None:
    """Tell each judge how many sheets are still to be sent, and until when."""
    for judge, count in counts.items():
        _send(
            [judge],
            "judging_remind",
            f"Pengingat: {count} lembar nilai belum terkirim",
            period=period,
            count=count,
            link=_link("judging:task_list"),
        )


def recused(assignment: Assignment) -> None:
    """Tell the organisers that a judge has declared a conflict of interest."""
    _send(
        User.objects.organisers(),
        "judging_recused",
        f"Pernyataan benturan kepentingan: {assignment.proposal.number}",
        assignment=assignment,
        link=_link("judging:panel"),
    )


def announced(period: Period, results: Iterable[Result]) -> None:
    """Tell each agency what became of its proposal."""
    for result in results:
        _send(
            User.objects.operators_of(result.proposal.agency_id),
            "judging_announced",
            f"Hasil {period.title}",
            period=period,
            result=result,
            proposal=result.proposal,
            link=_link("judging:results"),
        )


def _send(people: Iterable[User], template: str, subject: str, **context) -> None:
    for person in people:
        body = render_to_string(f"emails/{template}.txt", context | {"person": person})
        Letter(subject, body, to=[person.email]).send()


def _link(url_name: str) -> str:
    return settings.BASE_URL + reverse(url_name)
