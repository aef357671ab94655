"""Notes of the organisers about an innovation."""

from django.contrib import messages
from django.shortcuts import redirect
from django.views.generic import FormView

from kipp.text import tanggal
from proposals import actions, permissions
from proposals.forms import CoachingForm
from proposals.models import Innovation
from proposals.views.history import Line
from proposals.views.innovations import InnovationScoped


def coaching_of(innovation: Innovation) -> list[Line]:
    """Return the notes, the last meeting first. One query."""
    notes = innovation.coaching_notes.select_related("by").order_by("-met_on", "-pk")
    return [Line(note.at, f"Pembinaan {tanggal(note.met_on)}", by=note.by.name, note=note.text) for note in notes]


class CoachingAdd(InnovationScoped, FormView):
    permission = permissions.may_coach
    template_name = "proposals/innovation_form.html"
    form_class = CoachingForm

    def get_context_data(self, **kwargs):
        back = {"back_url": self.own_page, "back_label": "halaman inovasi"}
        return super().get_context_data(heading="Tulis catatan pembinaan", submit="Simpan", **back, **kwargs)

    def form_valid(self, form):
        actions.coach(self.subject, by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Catatan pembinaan disimpan dan dikirim kepada instansi.")
        return redirect(self.own_page)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
