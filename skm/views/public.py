"""The survey on the respondent's phone: one page, one POST, one thank-you."""

from functools import lru_cache

from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import FormView, TemplateView

from kipp.access import Guarded, public
from skm import actions
from skm.forms import AnswerForm, FindForm, new_ticket
from skm.index import KINERJA, Mutu
from skm.models import Question, Survey, SurveyResult
from skm.screening import flags

GONE, NOT_YET = 410, 404


@lru_cache(maxsize=32)
def questions_of(questionnaire_id: int) -> list[Question]:
    """Return the questions of a locked version. The database refuses their change, so they may be kept."""
    return list(Question.objects.filter(questionnaire=questionnaire_id).order_by("order"))


class SurveyByCode(Guarded):
    """Loads by the printed code; an unknown code is no 404, because a false sticker must be told."""

    permission = public

    def load(self):
        surveys = Survey.objects.with_names()
        return surveys.filter(code=self.kwargs["code"].upper()).first()


class AnswerPage(SurveyByCode):
    def _form(self, data=None, **kwargs):
        survey = self.subject
        questions = questions_of(survey.questionnaire_id)
        return AnswerForm(data, survey=survey, questions=questions, **kwargs)

    def _page(self, form, status=200):
        context = {"survey": self.subject, "form": form}
        return render(self.request, "skm/public/answer.html", context, status=status)


class Answer(AnswerPage):
    """The questions, under a new ticket whenever the code is opened.

    Back must show the page as it was, with its old ticket, or the same sheet would count twice. Hence
    browsers may keep it (nobody else may: a ticket is for one sheet), and it is sent to another
    address: what is sent to the address of a page makes browsers forget the page.
    """

    http_method_names = ["get", "head"]

    def get(self, request, code):
        survey = self.subject
        if survey is None or survey.status != Survey.Status.OPEN:
            return unavailable(request, survey)
        page = self._page(self._form(initial={"ticket": new_ticket(survey)}))
        page["Cache-Control"] = "private, no-cache"
        return page


# Without Django's CSRF cookie: phones that refuse cookies must be able to answer, nobody is signed in
# here, and the signed ticket in the form (survey, period, token) already proves that the form is ours.
@method_decorator(csrf_exempt, name="dispatch")
class Send(AnswerPage):
    http_method_names = ["get", "head", "post"]

    def get(self, request, code):
        """Lead whoever opens this address to the questions."""
        return redirect("skm:answer", code=code)

    def post(self, request, code):
        survey = self.subject
        if survey is None or survey.status != Survey.Status.OPEN:
            return unavailable(request, survey)
        form = self._form(request.POST)
        if form.is_forged:
            return render(request, "skm/public/forged.html", {"survey": survey}, status=GONE)
        if not form.is_valid():
            return self._page(form, status=422)
        ticket = form.cleaned_data["ticket"]
        try:
            actions.answer(
                survey,
                token=ticket.token,
                sheet=form.sheet,
                flags=flags(
                    trap=form.cleaned_data["trap"],
                    seconds=ticket.seconds,
                    quick_below_seconds=survey.survey_period.quick_below_seconds,
                ),
            )
        except actions.SurveyNotOpen:
            survey.refresh_from_db(fields=["status"])
            return unavailable(request, survey)
        return redirect("skm:thanks", code=survey.code)


class Thanks(SurveyByCode, TemplateView):
    """The same words for a first and a repeated sending."""

    template_name = "skm/public/thanks.html"

    def get(self, request, *args, **kwargs):
        if self.subject is None:
            return unavailable(request, None)
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        survey = self.subject
        latest = (
            SurveyResult.objects.with_names()
            .published()
            .filter(survey__service__agency=survey.service.agency_id)
            .order_by("-survey__survey_period__ends_on", "-pk")
            .first()
        )
        kinerja = KINERJA[Mutu(latest.mutu)] if latest else ""
        return super().get_context_data(survey=survey, latest=latest, kinerja=kinerja, **kwargs)


class Find(Guarded, FormView):
    """From the printed code to the survey; the address is built here, never taken from the visitor."""

    permission = public
    http_method_names = ["get", "head"]
    template_name = "skm/public/find.html"
    form_class = FindForm

    def get(self, request):
        if "kode" not in request.GET:
            return self.render_to_response(self.get_context_data(form=FindForm()))
        form = FindForm(request.GET)
        if form.is_valid():
            return redirect("skm:answer", code=form.cleaned_data["kode"])
        return self.render_to_response(self.get_context_data(form=form), status=422)


def unavailable(request, survey):
    """Say why there is no form here: never known, not yet open, or closed."""
    if survey is None:
        running = Survey.objects.open().with_names().order_by("service__agency__name", "service__name")
        return render(request, "skm/public/unknown.html", {"surveys": running[:200]}, status=GONE)
    if survey.status == Survey.Status.DRAFT:
        return render(request, "skm/public/not_yet.html", {"survey": survey}, status=NOT_YET)
    return render(request, "skm/public/closed.html", {"survey": survey}, status=GONE)
