"""The agency's proposals: list, a new one with its eligibility first, and the page of each."""

from collections.abc import Sequence
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.db.models import F
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views import View
from django.views.generic import TemplateView

from competitions.models import Period
from kipp.access import Guarded
from kipp.documents.models import FileScan
from kipp.listing import FilteredList, Link, list_address
from kipp.text import penutupan, ribuan, ukuran_berkas, waktu
from proposals import actions, permissions
from proposals.completeness import count_words
from proposals.eligibility import judge_entry
from proposals.filters import OwnFilter
from proposals.forms import NewEntryForm
from proposals.models import ENTRY_PART, Innovation, Proposal, entry_rules, used_up_of, verdict_left_of
from proposals.views.history import history
from proposals.views.twins import twins
from proposals.wording import ages_sentence, gap_sentence, quota_sentence, verdict_sentences, verdict_short

EXCEPTED = "Penyelenggara mengecualikan proposal ini dari syarat tersebut, sehingga perbaikannya dapat dikirim ulang."
FROM_REVIEW = "periksa"  # value of `dari` in the address of a part


class ProposalList(FilteredList):
    permission = permissions.may_start
    template_name = "proposals/own_list.html"
    context_object_name = "proposals"
    filterset_class = OwnFilter
    columns = {"judul": ["innovation__title"], "periode": ["period__year"], "dikirim": ["submitted_at"]}
    noun = "proposal"
    nothing = "Belum ada proposal. Mulai dengan cek kelayakan."

    def visible(self):
        visible = Proposal.objects.visible_to(self.request.user).with_names()
        return visible.order_by("-period__year", F("submitted_at").desc(nulls_first=True), "pk")


class ProposalCreate(Guarded, TemplateView):
    """GET answers whether the innovation may enter; POST registers it, eligible or not, as a draft."""

    permission = permissions.may_start
    template_name = "proposals/create.html"

    def get(self, request):
        period = Period.objects.current()
        checked = period and "cek" in request.GET
        form = NewEntryForm(self._typed(request), period=period) if checked else None
        return self.render_to_response(self.context(period, form))

    def post(self, request):
        period = Period.objects.current()
        form = NewEntryForm(request.POST, period=period) if period else None
        if form is None or not form.is_valid():
            return self.render_to_response(self.context(period, form), status=422)
        try:
            proposal = actions.begin_entry(by=request.user, **form.cleaned_data)
        except actions.AlreadyRegistered as refusal:
            form.add_error("title", str(refusal))
        except (actions.NotInvited, actions.RegistrationClosed) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Proposal disimpan sebagai draf.")
            return redirect("proposals:detail", pk=proposal.pk)
        return self.render_to_response(self.context(period, form), status=422)

    def context(self, period, form):
        shown = {"period": period, "open_now": period is not None and period.status == Period.Status.REGISTRATION}
        if shown["open_now"]:
            shown["invited"] = permissions.may_enter(self.request.user, period)
            shown["closing"] = penutupan(period.registration_closes_at)
            shown["registered"] = Innovation.objects.visible_to(self.request.user).not_entered(period).order_by("title")
            shown["form"] = form or NewEntryForm(period=period)
            shown["ages"] = ages_sentence({group.name: group.min_months for group in shown["form"].groups})
            if form is not None and form.is_valid():
                shown["verdict"] = typed_verdict(form.cleaned_data, closes_on=period.reference_date)
                shown["twins"] = twins(self.request.user, form.cleaned_data["title"])
        return self.get_context_data(**shown)

    def _typed(self, request):
        # The key is made with the page that carries the sending button, not with the question.
        typed = request.GET.copy()
        typed.setdefault("token", str(uuid4()))
        return typed


class OwnScoped(Guarded):
    """A page of the agency about its own proposal."""

    permission = permissions.may_view_own

    def load(self):
        return get_object_or_404(Proposal.objects.visible_to(self.request.user).with_names(), pk=self.kwargs["pk"])


class WhileEditable(View):
    """What changes the text is open only while it may change; afterwards the page says so instead of failing."""

    request: Any
    subject: Proposal

    def dispatch(self, request, *args, **kwargs):
        if not permissions.may_edit(request.user, self.subject):
            return self.refused("Proposal ini tidak dapat diubah lagi.")
        if not self.is_open():
            return self.refused("Bagian ini tidak diminta diperbaiki.")
        return super().dispatch(request, *args, **kwargs)

    def is_open(self) -> bool:
        """A repair may be narrowed to some parts of the entry; what this page changes is among them."""
        return True

    def refused(self, words: str):
        """Say it beside what was typed when a script asked, else on the page of the proposal."""
        if self.request.htmx:
            return not_saved(self.request, [words])
        messages.error(self.request, words)
        return redirect("proposals:detail", pk=self.subject.pk)


def not_saved(request, sentences: Sequence[str]):
    """Answer a script whose save was refused; what was typed stays where it is."""
    return render(request, "proposals/_not_saved.html", {"sentences": sentences}, status=422)


class Part(OwnScoped, WhileEditable):
    """A page that changes one part, and leads back to where it was opened: the task list or the last check."""

    part: str

    def is_open(self):
        return self.subject.part_is_open(self.part)

    @property
    def back(self) -> Link:
        if self.request.GET.get("dari") == FROM_REVIEW:
            return Link("periksa dan kirim", reverse("proposals:review", args=[self.subject.pk]))
        return Link("daftar bagian", reverse("proposals:detail", args=[self.subject.pk]))

    def get_context_data(self, **kwargs):
        return super().get_context_data(proposal=self.subject, back=self.back, **kwargs)

    def form_invalid(self, form):
        if self.request.htmx:
            return not_saved(self.request, [sentence for errors in form.errors.values() for sentence in errors])
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ProposalDetail(OwnScoped, TemplateView):
    """The task list while it is written, the text as sent afterwards."""

    def get_template_names(self):
        return ["proposals/tasks.html" if self.subject.is_editable else "proposals/detail.html"]

    def get_context_data(self, **kwargs):
        proposal = self.subject
        common = {
            "proposal": proposal,
            "may": permissions.may(self.request.user, proposal),
            "back_url": list_address("proposals:own_list", self.request.GET),
            "closing": penutupan(proposal.closes_at),
        }
        if proposal.is_editable:
            newest = proposal.checks.visible_to(self.request.user).order_by("released_at", "pk").last()
            parts = task_list(proposal, may_edit=common["may"]["edit"])
            common |= parts | {"check": newest} | readiness(proposal, parts["gaps"])
            common["may_take_over"] = self.may_take_over(parts["tasks"])
        else:
            common |= {"sections": proposal.as_sent(), "history": history(proposal, user=self.request.user)}
        return super().get_context_data(**common, **kwargs)

    def may_take_over(self, tasks: list[dict]) -> bool:
        """Tell whether an earlier proposal has a text for a section that is still empty."""
        user, proposal = self.request.user, self.subject
        if not permissions.may_take_over(user, proposal) or not any(task["state"] == "empty" for task in tasks):
            return False
        return Proposal.objects.visible_to(user).before(proposal).exists()


def verdict_panel(verdict, *, implemented_on, rules) -> dict:
    """Return what the templates about a verdict declare."""
    return {
        "eligible": verdict.eligible,
        "kind": "success" if verdict.eligible else "warning",
        "next_step": "Lanjutkan isi proposal" if verdict.eligible else "Simpan sebagai draf",
        "heading": verdict_short(verdict),
        "sentences": verdict_sentences(verdict, implemented_on=implemented_on, rules=rules),
    }


def typed_verdict(data: dict, *, closes_on) -> dict:
    """Return the verdict on what was typed, before anything is kept."""
    start, rules = data["implemented_on"], entry_rules(data["group"], closes_on=closes_on)
    verdict = judge_entry(implemented_on=start, times_awarded=data.get("times_awarded", 0), rules=rules)
    return verdict_panel(verdict, implemented_on=start, rules=rules)


def verdict_of(proposal: Proposal) -> dict:
    return verdict_panel(
        proposal.verdict(), implemented_on=proposal.innovation.implemented_on, rules=proposal.entry_rules()
    )


def readiness(proposal: Proposal, gaps: Sequence[dict]) -> dict:
    """Return the verdict, what the quota says once it is used up, and whether the entry may be sent."""
    verdict, quota = verdict_of(proposal), used_up_of([proposal]).get(proposal.pk)
    used_up = "" if quota is None else quota_sentence(quota)
    eligible = verdict["eligible"] or verdict_left_of(proposal, proposal.verdict()).eligible
    if eligible and not verdict["eligible"]:
        verdict["sentences"].append(EXCEPTED)
    return {"verdict": verdict, "used_up": used_up, "ready": eligible and not gaps and not used_up}


def task_list(proposal: Proposal, *, may_edit: bool, suffix: str = "") -> dict:
    """Return every section and attachment with its state and page, and the gaps with the page where each is mended.

    `suffix` ends the address of each page (where it leads back to); without the right to edit there are no addresses.
    """
    answers = {answer.section_id: answer for answer in proposal.answers.select_related("updated_by")}
    files = {file.kind_id: file for file in proposal.files()}
    sections, kinds = list(proposal.sections()), list(proposal.attachment_kinds().select_related("blank_form"))

    def page(part: str, name: str, *code: str) -> str:
        is_open = may_edit and proposal.part_is_open(part)
        return reverse(f"proposals:{name}", args=[proposal.pk, *code]) + suffix if is_open else ""

    def state(part: str, found: dict) -> dict:
        is_locked = may_edit and not proposal.part_is_open(part)
        return found | {"state": "locked", "label": "Terkunci"} if is_locked else found

    pages = {section.number: page(section.number, "section", section.code) for section in sections}
    pages |= {kind.code: page(kind.code, "attachment", kind.code) for kind in kinds}
    titles = {section.number: str(section) for section in sections} | {kind.code: kind.title for kind in kinds}
    tasks = []
    for section in sections:
        found = state(section.number, _state(section, answers.get(section.pk)))
        tasks.append({"section": section, "url": pages[section.number], **found})
    return {
        "entry_url": page(ENTRY_PART, "entry"),
        "gaps": [{"sentence": gap_sentence(gap, titles), "url": pages[gap.where]} for gap in proposal.gaps()],
        "tasks": tasks,
        "done": sum(bool(task["answer"] and task["answer"].is_done) for task in tasks),
        "files": [
            {
                "kind": kind,
                "url": pages[kind.code],
                "blank": _blank_form(kind),
                **state(kind.code, _file_state(kind, files.get(kind.pk))),
            }
            for kind in kinds
        ],
    }


def _blank_form(kind) -> str:
    """Return where the form to fill in is fetched, if this kind of attachment has one."""
    form = getattr(kind, "blank_form", None)
    return reverse("competitions:blank_form_download", args=[form.pk]) if form else ""


def _state(section, answer) -> dict:
    if answer is None or not answer.text:
        return {"answer": answer, "state": "empty", "label": "Belum diisi", "note": ""}
    words = f"{ribuan(count_words(answer.text))} kata dari paling banyak {ribuan(section.max_words)} kata"
    words += f"; terakhir oleh {answer.updated_by}, {waktu(answer.updated_at)}"
    if answer.is_done:
        return {"answer": answer, "state": "done", "label": "Selesai", "note": words}
    return {"answer": answer, "state": "started", "label": "Sedang diisi", "note": words}


def _file_state(kind, file) -> dict:
    if file is not None and file.scan == FileScan.State.REJECTED:
        return {"file": file, "state": "rejected", "label": "Ditolak", "note": f"{file.name} mengandung virus"}
    if file is not None:
        return {"file": file, "state": "done", "label": "Selesai", "note": f"{file.name}, {ukuran_berkas(file.size)}"}
    if kind.is_required:
        return {"file": None, "state": "empty", "label": "Belum diunggah", "note": "Wajib"}
    return {"file": None, "state": "empty", "label": "Opsional", "note": ""}
