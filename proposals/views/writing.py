"""Title and start, and the text: one section a page."""

from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.functional import cached_property
from django.views.generic import FormView

from competitions.models import TransitionNotAllowed
from kipp.text import jam
from proposals import actions
from proposals.completeness import count_words
from proposals.forms import AnswerForm, EntryEditForm
from proposals.models import ENTRY_PART
from proposals.revisions import WINDOW
from proposals.views.own import Part, verdict_of


class EntryEdit(Part, FormView):
    """Title, category, start and video, as long as nothing is sent."""

    part = ENTRY_PART
    template_name = "proposals/entry.html"
    form_class = EntryEditForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"period": self.subject.period}

    def get_initial(self):
        innovation = self.subject.innovation
        return {
            "title": innovation.title,
            "category": self.subject.category_id,
            "group": self.subject.group_id,
            "implemented_on": innovation.implemented_on,
            "video_link": self.subject.video_link,
        }

    def get_context_data(self, **kwargs):
        return super().get_context_data(verdict=verdict_of(self.subject), **kwargs)

    def form_valid(self, form):
        try:
            actions.change_entry(self.subject, by=self.request.user, **form.cleaned_data)
        except actions.AlreadyRegistered as refusal:
            form.add_error("title", str(refusal))
            return self.form_invalid(form)
        except TransitionNotAllowed as refusal:
            messages.error(self.request, str(refusal))
        else:
            messages.success(self.request, "Perubahan disimpan.")
        return redirect(self.back.url)


class SectionEdit(Part, FormView):
    """One section: a plain form first, saved in the background where scripts run."""

    template_name = "proposals/section.html"
    form_class = AnswerForm

    @cached_property
    def section(self):
        return get_object_or_404(self.subject.sections(), code=self.kwargs["code"])

    @property
    def part(self):
        return self.section.number

    @cached_property
    def answer(self):
        return self.subject.answers.filter(section=self.section).select_related("updated_by").first()

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"section": self.section}

    def get_initial(self):
        if self.request.method == "POST":
            return {}
        if self.answer is None:
            return {"version": 0}
        return {"text": self.answer.text, "is_done": self.answer.is_done, "version": self.answer.version}

    def get_context_data(self, **kwargs):
        sections = list(self.subject.sections())
        place = next(number for number, section in enumerate(sections) if section.pk == self.section.pk)
        return super().get_context_data(
            section=self.section,
            answer=self.answer,
            place=f"Bagian {place + 1} dari {len(sections)}, {self.subject.innovation.title}",
            following=sections[place + 1] if place + 1 < len(sections) else None,
            words=count_words(self.answer.text) if self.answer else 0,
            colleague=self.colleague(),
            **kwargs,
        )

    def colleague(self) -> str:
        """Return the name of somebody else who has been saving this section until just now."""
        answer = self.answer
        if answer is None or answer.updated_by_id == self.request.user.pk:
            return ""
        return answer.updated_by.name if timezone.now() - answer.updated_at < WINDOW else ""

    def form_valid(self, form):
        try:
            answer = actions.save_answer(self.subject, by=self.request.user, section=self.section, **form.cleaned_data)
        except actions.VersionConflict as conflict:
            return self.conflict(form, conflict)
        except TransitionNotAllowed as refusal:
            return self.refused(str(refusal))
        if self.request.htmx:
            return render(self.request, "proposals/_saved.html", {"answer": answer})
        messages.success(self.request, f"{self.section.title} tersimpan pukul {jam(answer.updated_at)} WIB.")
        return redirect(self.back.url)

    def conflict(self, form, conflict):
        """Show both texts; saving again is then done on top of what was stored."""
        if self.request.htmx:
            return render(self.request, "proposals/_conflict.html", {"conflict": conflict}, status=409)
        typed = form.data.copy()
        typed["version"] = str(conflict.stored.version)
        form.data = typed
        context = self.get_context_data(form=form, conflict=conflict)
        return self.render_to_response(context, status=409)
