"""Who has yet to enter, to send or to send again, and reminding those that are chosen."""

from collections.abc import Iterable
from typing import Any

from django.contrib import messages
from django.shortcuts import redirect
from django.utils.functional import cached_property
from django.views.generic import FormView

from competitions.models import Period
from kipp.access import Guarded
from kipp.clock import today
from kipp.text import hari_tanggal, penutupan, ribuan, waktu
from proposals import actions, permissions
from proposals.forms import ReminderForm
from proposals.models import Notice, Proposal, gaps_of

TICK, ALL = "centang", "semua"  # the buttons that tick or untick a stage: `centang=drafts:semua`


class Reminding(Guarded, FormView):
    permission = permissions.may_work_desk
    template_name = "proposals/reminders.html"
    form_class = ReminderForm

    @cached_property
    def period(self) -> Period | None:
        """The running period, while anything may still be sent."""
        current = Period.objects.current()
        return current if current and current.status in permissions.DECIDING else None

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"period": self.period}

    def post(self, request):
        if TICK in request.POST:
            return self.render_to_response(self.get_context_data(form=self.ticked()))
        return super().post(request)

    def ticked(self) -> ReminderForm:
        """Return the form with every row of one stage chosen or none; the others stay as they are."""
        stage, _, which = self.request.POST[TICK].partition(":")
        form = ReminderForm(period=self.period)
        form.initial = {name: self.request.POST.getlist(name) for name in form.stages}
        if stage in form.stages:
            form.initial[stage] = list(form.stages[stage].values_list("pk", flat=True)) if which == ALL else []
        return form

    def get_context_data(self, **kwargs):
        shown = super().get_context_data(period=self.period, **kwargs)
        form = shown["form"]
        rows = {name: list(found) for name, found in form.stages.items()}
        gaps = gaps_of(rows.get("drafts", []))
        lines = {name: [_line(row, gaps, self.period) for row in found] for name, found in rows.items()}
        told = Notice.objects.reminders(line["subject"] for found in lines.values() for line in found)
        shown["stages"] = [
            {
                "name": name,
                "title": f"{form[name].label} ({ribuan(len(found))})",
                "all": f"{name}:{ALL}",
                "none": f"{name}:",
                "rows": list(_with_marks(found, told, chosen=form[name].value())),
                "unreachable": list(
                    {line["agency"].pk: line["agency"].name for line in found if not line["reachable"]}.values()
                ),
            }
            for name, found in lines.items()
        ]
        return shown

    def form_valid(self, form):
        chosen = form.cleaned_data
        told = actions.remind_chosen(
            self.period,  # without one nobody can be chosen
            by=self.request.user,
            on=today(),
            agencies=chosen["agencies"],
            proposals=[*chosen["drafts"], *chosen["repairs"]],
        )
        if told.now:
            messages.success(self.request, f"{ribuan(told.now)} pengingat dikirim.")
        if told.earlier:
            words = f"{ribuan(told.earlier)} sudah diingatkan hari ini dan tidak dikirimi lagi."
            messages.info(self.request, words)
        if told.sent:
            words = f"{ribuan(told.sent)} proposal baru saja dikirim dan tidak diingatkan lagi."
            messages.info(self.request, words)
        return redirect("proposals:reminders")

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


def _line(row: Any, gaps: dict, period: Any) -> dict:
    """Return what a line says of an agency or of an entry."""
    says = {"pk": row.pk, "reachable": row.reachable, "title": ""}
    if not isinstance(row, Proposal):
        says |= {"agency": row, "note": row.get_kind_display(), "until": penutupan(period.registration_closes_at)}
        return says | {"subject": actions.agency_subject(period, row)}
    says |= {"agency": row.agency, "title": row.innovation.title, "subject": str(row.pk)}
    if row.status == Proposal.Status.RETURNED:
        return says | {"note": row.number, "until": f"{hari_tanggal(row.due_on)} pukul 24.00 WIB"}
    lacking = len(gaps[row.pk])
    note = f"{ribuan(lacking)} hal belum lengkap" if lacking else "Isian lengkap"
    return says | {"note": note, "until": penutupan(row.closes_at)}


def _with_marks(lines: Iterable[dict], told: dict, *, chosen: Any) -> Iterable[dict]:
    """Return the lines of those who get mail, with whether each is chosen and when it was last reminded."""
    picked = {str(pk) for pk in chosen or ()}
    for line in lines:
        if not line["reachable"]:
            continue
        past = told.get(line["subject"])
        words = f"{ribuan(past.times)} kali, terakhir {waktu(past.last)}" if past else "Belum pernah"
        yield line | {"told": words, "is_chosen": str(line["pk"]) in picked}
