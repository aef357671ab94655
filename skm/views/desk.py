"""Services and surveys for their agency and for the organiser."""

from django.conf import settings
from django.contrib import messages
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.views.generic import FormView, ListView, TemplateView

from kipp.access import Guarded
from kipp.documents.models import Document
from kipp.listing import PAGE, FilteredList, list_address
from kipp.qr import qr_code
from skm import actions, permissions
from skm.documents import unsur_rows
from skm.filters import SurveyFilter
from skm.forms import ServiceForm, SurveyForm, SurveyPeriodForm
from skm.index import KINERJA
from skm.models import Response, Survey, TransitionNotAllowed
from skm.scrub import scrubbed


class SurveyList(FilteredList):
    permission = permissions.may_manage
    template_name = "skm/survey_list.html"
    context_object_name = "surveys"
    filterset_class = SurveyFilter
    columns = {
        "layanan": ["service__name"],
        "instansi": ["service__agency__name"],
        "periode": ["survey_period__ends_on"],
        "responden": ["received"],
    }
    noun = "survei"
    nothing = "Belum ada survei. Tambah layanan, lalu siapkan surveinya."

    def visible(self):
        visible = Survey.objects.visible_to(self.request.user).with_names()
        return visible.with_responses(Response.objects.all()).newest_first()

    def get_context_data(self, **kwargs):
        may_create_period = permissions.may_create_period(self.request.user)
        return super().get_context_data(may_create_period=may_create_period, **kwargs)


class DeskForm(Guarded, FormView):
    """A form of the desk; the subclass names form, action and sentence."""

    template_name = "skm/form.html"

    def get_form_kwargs(self):
        return super().get_form_kwargs() | {"user": self.request.user}

    def get_context_data(self, **kwargs):
        return super().get_context_data(heading=self.heading, button=self.button, **kwargs)

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)


class ServiceCreate(DeskForm):
    permission = permissions.may_manage
    form_class = ServiceForm
    heading = "Tambah layanan"
    button = "Simpan layanan"

    def form_valid(self, form):
        service = actions.create_service(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"Layanan {service} disimpan.")
        query = {"layanan": service.pk}
        return redirect(reverse("skm:survey_create", query=query))


class SurveyCreate(DeskForm):
    permission = permissions.may_manage
    form_class = SurveyForm
    heading = "Siapkan survei"
    button = "Simpan survei"

    def get_initial(self):
        return {"service": self.request.GET.get("layanan", "")}

    def form_valid(self, form):
        survey = actions.create_survey(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, "Survei disimpan. Buka survei agar dapat diisi masyarakat.")
        return redirect("skm:survey_detail", pk=survey.pk)


class PeriodCreate(DeskForm):
    permission = permissions.may_create_period
    form_class = SurveyPeriodForm
    heading = "Tambah periode survei"
    button = "Simpan periode"

    def get_form_kwargs(self):
        kwargs = super().get_form_kwargs()
        del kwargs["user"]
        return kwargs

    def form_valid(self, form):
        period = actions.create_period(by=self.request.user, **form.cleaned_data)
        messages.success(self.request, f"Periode {period} disimpan.")
        return redirect("skm:survey_list")


class SurveyScoped(Guarded):
    def load(self):
        visible = Survey.objects.visible_to(self.request.user).with_names()
        return get_object_or_404(
            visible.select_related("result").with_responses(Response.objects.all()),
            pk=self.kwargs["pk"],
        )


class SurveyDetail(SurveyScoped, TemplateView):
    """Code and figures of one survey: live while it is open, frozen afterwards."""

    permission = permissions.may_see
    template_name = "skm/survey_detail.html"

    def get_context_data(self, **kwargs):
        survey = self.subject
        address = settings.BASE_URL + reverse("skm:answer", args=[survey.code])
        return super().get_context_data(
            survey=survey,
            back_url=list_address("skm:survey_list", self.request.GET),
            figures_title="Hasil" if survey.status == Survey.Status.CLOSED else "Angka sementara",
            lead=whereabouts(survey),
            address=address,
            qr=qr_code(address),
            may=permissions.may(self.request.user, survey),
            documents=Document.objects.visible_to(self.request.user)
            .filter(kind__in=["skm_report", "skm_poster"], subject_id=survey.pk)
            .order_by("-kind"),
            **_figures(survey),
            **kwargs,
        )


def whereabouts(survey: Survey) -> str:
    """Say whose survey it is and of when."""
    return f"{survey.service.agency}, {survey.survey_period}"


def _figures(survey: Survey) -> dict:
    """Return n, index and the nine elements, from the frozen result or from the answers so far."""
    if survey.status == Survey.Status.CLOSED:
        result = survey.result
        n, excluded, figures = result.n, result.excluded, result.figures
    else:
        minimum = survey.survey_period.minimum_answers
        tally = survey.responses.tally(minimum_answers=minimum)
        n, excluded, figures = tally.n, tally.excluded, tally.result
    return {
        "n": n,
        "excluded": excluded,
        "ikm": figures.ikm_rounded,
        "mutu": figures.mutu or "",
        "kinerja": KINERJA[figures.mutu] if figures.mutu else "",
        "unsur": unsur_rows(figures),
    }


class SuggestionList(SurveyScoped, ListView):
    """What respondents suggest, for the unit itself, without numbers and addresses of people."""

    permission = permissions.may_see
    template_name = "skm/suggestion_list.html"
    context_object_name = "suggestions"
    paginate_by = 30
    page_kwarg = PAGE

    def get_queryset(self):
        return self.subject.responses.with_suggestion().values_list("suggestion", flat=True)

    def get_context_data(self, **kwargs):
        context = super().get_context_data(survey=self.subject, lead=whereabouts(self.subject), **kwargs)
        context["suggestions"] = [scrubbed(text) for text in context["suggestions"]]
        return context


class SurveyOpen(SurveyScoped):
    permission = permissions.may_open
    http_method_names = ["post"]

    def post(self, request, pk):
        try:
            actions.open_survey(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Survei dibuka dan dapat diisi masyarakat.")
        return redirect("skm:survey_detail", pk=pk)


class SurveyClose(SurveyScoped, TemplateView):
    """A page that says what closing means, and the closing."""

    permission = permissions.may_close
    http_method_names = ["get", "head", "post"]
    template_name = "skm/survey_close.html"

    def get_context_data(self, **kwargs):
        return super().get_context_data(survey=self.subject, lead=whereabouts(self.subject), **kwargs)

    def post(self, request, pk):
        try:
            actions.close_survey(self.subject, by=request.user)
        except TransitionNotAllowed as refusal:
            messages.error(request, str(refusal))
        else:
            messages.success(request, "Survei ditutup. Hasil dibekukan dan laporan sedang dibuat.")
        return redirect("skm:survey_detail", pk=pk)
