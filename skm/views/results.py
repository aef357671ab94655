"""The published index of every unit, for everyone."""

from django.shortcuts import get_object_or_404
from django.views.generic import ListView, TemplateView

from kipp.access import Guarded, public
from kipp.documents.models import Document
from skm.documents import profile_groups, trend, unsur_chart, unsur_rows
from skm.index import KINERJA, Mutu
from skm.models import SurveyPeriod, SurveyResult


class Results(Guarded, ListView):
    permission = public
    template_name = "skm/results.html"
    context_object_name = "results"
    paginate_by = 30
    page_kwarg = "halaman"

    def get_queryset(self):
        results = SurveyResult.objects.with_names().by_unit()
        if (period := self.request.GET.get("periode", "")).isascii() and period.isdigit():
            results = results.filter(survey__survey_period=int(period[:9]))
        return results

    def get_context_data(self, **kwargs):
        context = super().get_context_data(
            kinerja=KINERJA,
            periods=SurveyPeriod.objects.filter(surveys__status="closed").distinct().order_by("-ends_on", "pk"),
            chosen=self.request.GET.get("periode", ""),
            **kwargs,
        )
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
        context = {"result": result, "survey": result.survey}
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
