from django.urls import path

from skm.views import desk, public, results

app_name = "skm"
urlpatterns = [
    path("s/<slug:code>/", public.Answer.as_view(), name="answer"),
    path("s/<slug:code>/kirim/", public.Send.as_view(), name="send"),
    path("s/<slug:code>/terima-kasih/", public.Thanks.as_view(), name="thanks"),
    path("survei/cari/", public.Find.as_view(), name="find"),
    path("survei/", desk.SurveyList.as_view(), name="survey_list"),
    path("survei/baru/", desk.SurveyCreate.as_view(), name="survey_create"),
    path("survei/layanan/baru/", desk.ServiceCreate.as_view(), name="service_create"),
    path("survei/periode/baru/", desk.PeriodCreate.as_view(), name="period_create"),
    path("survei/<int:pk>/", desk.SurveyDetail.as_view(), name="survey_detail"),
    path("survei/<int:pk>/saran/", desk.SuggestionList.as_view(), name="suggestion_list"),
    path("survei/<int:pk>/buka/", desk.SurveyOpen.as_view(), name="survey_open"),
    path("survei/<int:pk>/tutup/", desk.SurveyClose.as_view(), name="survey_close"),
    path("ikm/", results.Results.as_view(), name="results"),
    path("ikm/<slug:code>/", results.ResultDetail.as_view(), name="result_detail"),
]
