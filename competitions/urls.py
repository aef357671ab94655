from django.urls import path

from competitions import views

app_name = "competitions"
urlpatterns = [
    path("", views.PeriodList.as_view(), name="period_list"),
    path("baru/", views.PeriodCreate.as_view(), name="period_create"),
    path("<int:pk>/", views.PeriodDetail.as_view(), name="period_detail"),
    path("<int:pk>/ubah/", views.PeriodEdit.as_view(), name="period_edit"),
    path("<int:pk>/bobot/<slug:code>/", views.RoundWeights.as_view(), name="round_weights"),
    path("<int:pk>/buka/", views.PeriodOpen.as_view(), name="period_open"),
    path("<int:pk>/geser-penutupan/", views.ClosingMove.as_view(), name="closing_move"),
]
