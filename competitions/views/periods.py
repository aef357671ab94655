"""The organiser's periods: create, edit, open, move the closing."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, TemplateView

from competitions import actions, permissions
from competitions.filters import PeriodFilter
from competitions.forms import ClosingForm, ExtensionForm, PeriodForm, ReadForm
from competitions.models import Criterion, Period, TransitionNotAllowed, changes_of
from competitions.presets import REMINDER_DAYS, TEMA_2024
from competitions.schedule import closing_instant
from kipp.access import Guarded
from kipp.clock import today
from kipp.listing import FilteredList, Link, list_address
from kipp.text import penutupan, rentang

OVER = (Period.Status.ANNOUNCED, Period.Status.ARCHIVED)


class PeriodList(FilteredList):
    permission = permissions.may_create
    template_name = "competitions/period_list.html"
    context_object_name = "periods"
    filterset_class = PeriodFilter
    columns = {"tahun": ["year"], "penutupan": ["registration_closes_on"], "peserta": ["past_proposals"]}
    noun = "periode"
    nothing = "Belum ada periode. Buat periode pertama untuk mulai."

    def visible(self):
        return Period.objects.visible_to(self.request.user).order_by("-year", "pk")


class PeriodCreate(Guarded, FormView):
    permission = permissions.may_create
    template_name = "competitions/period_form.html"
    form_class = PeriodForm

    def get_context_data(self, **kwargs):
        lead = (
            "Kategori, kriteria, bagian proposal, dan lampiran baku disalin ke periode ini. "
            "Semuanya dibekukan saat pendaftaran dibuka."
        )
        back = Link("daftar periode", reverse("competitions:period_list"))
        editions = Period.objects.visible_to(self.request.user).copyable().exists()
        return super().get_context_data(title="Buat periode", lead=lead, back=back, editions=editions, **kwargs)

    def get_initial(self):
        year = today().year
        title = f"Kompetisi Inovasi Pelayanan Publik Kota Tegal {year}"
        return {"year": year, "title": title, "theme": TEMA_2024, "reminder_days": list(REMINDER_DAYS)}

    def form_valid(self, form):
        data = form.cleaned_data
        try:
            period = actions.create_period(
                by=self.request.user, year=data["year"], title=data["title"], theme=data["theme"], **form.dates()
            )
        except ValidationError as refusal:  # another organiser has just created the same year
            form.add_error(None, refusal.messages)
            return self.form_invalid(form)
        messages.success(self.request, "Periode dibuat. Periksa bobot dan bagian proposal sebelum membukanya.")
        return redirect("competitions:period_detail", pk=period.pk)


class PeriodScoped(Guarded):
    def load(self):
        return get_object_or_404(Period.objects.visible_to(self.request.user), pk=self.kwargs["pk"])


class PeriodDetail(PeriodScoped, TemplateView):
    permission = permissions.may_manage
    template_name = "competitions/period_detail.html"

    def get_context_data(self, **kwargs):
        period = self.subject
        in_order = Prefetch("criteria", Criterion.objects.order_by("order", "pk"))
        return super().get_context_data(
            period=period,
            rounds=period.rounds.prefetch_related(in_order).order_by("order", "pk"),
            categories=period.categories.order_by("order", "pk"),
            groups=period.groups.order_by("order", "pk"),
            sections=period.sections.order_by("order", "pk"),
            attachment_kinds=period.attachment_kinds.select_related("blank_form").order_by("order", "pk"),
            gaps=gaps_of(period),
            changes=changes_of(period, self.request.user),
            extensions=extensions_of(period),
            phases=period.phases(today()),
            back_url=list_address("competitions:period_list", self.request.GET),
            reasons=[] if period.is_frozen else actions.reasons_against_opening(period),
            may=permissions.may(self.request.user, period),
            **kwargs,
        )


def gaps_of(period: Period) -> list[str]:
    """Return the days between the stages that belong to none, in words; when all is over nobody needs to know."""
    return [] if period.status in OVER else [rentang(first, last) for first, last in period.idle_days()]


def extensions_of(period: Period) -> list[dict]:
    """Return the lines of the timeline: which agency was given more time, newest first."""
    return [
        {
            "at": extension.at,
            "title": f"{extension.agency.name} sampai {penutupan(extension.until)}",
            "by": extension.by.name,
            "note": f"Alasan: {extension.reason}",
        }
        for extension in period.extensions.select_related("agency", "by").order_by("-pk")
    ]


class VersionScoped(PeriodScoped, FormView):
    """A form that is refused when another officer was first; what was typed can then be sent on top of that."""

    form_class: type[ReadForm] | type[PeriodForm]
    done: str

    def form_valid(self, form):
        self.subject.version = form.cleaned_data["version"]  # what the officer has read, and not what was read just now
        try:
            self.act(form)
        except actions.ChangedMeanwhile as refusal:
            return self.form_invalid(self.renewed(f"{refusal} Bandingkan dengan yang tersimpan, lalu kirim lagi."))
        except (actions.NotReady, TransitionNotAllowed) as refusal:
            form.add_error(None, refusal.reasons if isinstance(refusal, actions.NotReady) else str(refusal))
            return self.form_invalid(form)
        messages.success(self.request, self.done)
        return redirect("competitions:period_detail", pk=self.subject.pk)

    def renewed(self, sentence: str) -> ReadForm | PeriodForm:
        """Return what was typed over what stands now."""
        self.subject = self.load()
        typed = self.request.POST.copy()
        typed["version"] = str(self.subject.version)
        form = self.form_class(**self.get_form_kwargs() | {"data": typed})
        form.add_error(None, sentence)
        form.is_renewed = True
        return form


class PeriodEdit(VersionScoped):
    permission = permissions.may_edit
    template_name = "competitions/period_form.html"
    form_class = PeriodForm
    done = "Periode disimpan."

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"instance": self.subject}

    def get_context_data(self, **kwargs):
        back = Link(self.subject.title, reverse("competitions:period_detail", args=[self.subject.pk]))
        return super().get_context_data(title="Ubah periode", back=back, **kwargs)

    def act(self, form):
        actions.edit_period(form.instance, by=self.request.user)


class PeriodOpen(PeriodScoped, TemplateView):
    """A page that says what opening means, and the step itself."""

    permission = permissions.may_open
    template_name = "competitions/period_open.html"

    def get_context_data(self, **kwargs):
        reasons = actions.reasons_against_opening(self.subject)
        return super().get_context_data(period=self.subject, reasons=reasons, gaps=gaps_of(self.subject), **kwargs)

    def post(self, request, pk):
        try:
            actions.open_period(self.subject, by=request.user)
        except (actions.NotReady, TransitionNotAllowed) as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Pendaftaran dibuka. Pengaturan periode sudah dibekukan.")
        return redirect("competitions:period_detail", pk=pk)


class ClosingMove(VersionScoped):
    permission = permissions.may_move_closing
    template_name = "competitions/closing_move.html"
    form_class = ClosingForm
    done = "Penutupan digeser. Kelayakan semua inovasi dihitung ulang dan semua instansi yang diundang diberi tahu."

    def get_initial(self):
        return {"version": self.subject.version}

    def get_context_data(self, **kwargs):
        return super().get_context_data(period=self.subject, **kwargs)

    def act(self, form):
        data = form.cleaned_data
        actions.move_closing(self.subject, by=self.request.user, closes_on=data["closes_on"], reason=data["reason"])


class ExtensionGrant(PeriodScoped, FormView):
    permission = permissions.may_extend
    template_name = "competitions/extension_grant.html"
    form_class = ExtensionForm

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"period": self.subject}

    def get_context_data(self, **kwargs):
        return super().get_context_data(period=self.subject, **kwargs)

    def form_valid(self, form):
        data = form.cleaned_data
        until = closing_instant(data["closes_on"])
        try:
            actions.extend_for(
                self.subject, by=self.request.user, agency=data["agency"], until=until, reason=data["reason"]
            )
        except (actions.NotReady, TransitionNotAllowed) as refusal:
            form.add_error(None, str(refusal))
            return self.form_invalid(form)
        messages.success(
            self.request,
            f"{data['agency']} dapat mengirim drafnya sampai {penutupan(until)} dan diberi tahu lewat surel.",
        )
        return redirect("competitions:period_detail", pk=self.subject.pk)
