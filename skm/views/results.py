"""The published index of every unit, for everyone."""

from django.shortcuts import get_object_or_404
from django.views.generic import TemplateView

from kipp.access import Guarded, public
from kipp.documents.models import Document
from kipp.listing import FilteredList, list_address
from kipp.text import rentang
from skm.documents import profile_groups, trend, unsur_chart, unsur_rows
from skm.filters import ResultFilter
from skm.index import KINERJA, Mutu
from skm.models import SurveyResult


class Results(FilteredList):
    permission = public
    template_name = "skm/results.html"
    context_object_name = "results"
    filterset_class = ResultFilter
    columns = {
        "unit": ["survey__service__agency__name"],
        "layanan": ["survey__service__name"],
        "responden": ["n"],
        "ikm": ["shown_ikm"],
    }
    noun = "hasil"
    nothing = "Belum ada hasil survei yang diumumkan."

    def visible(self):
        return SurveyResult.objects.with_names().with_shown_index().by_unit()

    def get_context_data(self, **kwargs):
        context = super().get_context_data(**kwargs)
        for result in context["results"]:
            result.kinerja = KINERJA[Mutu(result.mutu)] if result.is_published else ""
        return context


class ResultDetail(Guarded, TemplateView):
    permission = public
    template_name = "skm/result_detail.html"

    def load(self):
        return get_object_or_404(SurveyResult.objects.with_names(), survey__code=self.kwargs["code"].upper())

    def get_context_data(self, **kwargs):
        result = self.subject
        back = list_address("skm:results", self.request.GET)
        survey, period = result.survey, result.survey.survey_period
        days = rentang(period.starts_on, period.ends_on)
        lead = f"Layanan {survey.service}, {period} ({days})"
        context = {"result": result, "survey": survey, "back_url": back, "lead": lead}
        if result.is_published:
            unsur = unsur_rows(result.figures)
            context |= {
                "unsur": unsur,
                "chart": unsur_chart(unsur),
                "kinerja": KINERJA[Mutu(result.mutu)],
                "profile": profile_groups(result),
                "trend": trend(result),
                "documents": Document.objects.ready().filter(
                    kind__in=["skm_report", "skm_poster"],
                    subject_id=result.survey_id,
                    is_public=True,
                ),
            }
        return super().get_context_data(**context, **kwargs)
