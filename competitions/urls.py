from django.urls import path

from competitions.views import configuration, parts, periods

app_name = "competitions"
urlpatterns = [
    path("", periods.PeriodList.as_view(), name="period_list"),
    path("baru/", periods.PeriodCreate.as_view(), name="period_create"),
    path("<int:pk>/", periods.PeriodDetail.as_view(), name="period_detail"),
    path("<int:pk>/ubah/", periods.PeriodEdit.as_view(), name="period_edit"),
    path("<int:pk>/bobot/<slug:code>/", configuration.RoundWeights.as_view(), name="round_weights"),
    path("<int:pk>/susunan/<slug:part>/", parts.PartList.as_view(), name="part_list"),
    path("<int:pk>/susunan/<slug:part>/tambah/", parts.PartAdd.as_view(), name="part_add"),
    path("<int:pk>/susunan/<slug:part>/<slug:code>/ubah/", parts.PartEdit.as_view(), name="part_edit"),
    path("<int:pk>/susunan/<slug:part>/<slug:code>/geser/", parts.PartMove.as_view(), name="part_move"),
    path("<int:pk>/susunan/<slug:part>/<slug:code>/hapus/", parts.PartRemove.as_view(), name="part_remove"),
    path("<int:pk>/buka/", periods.PeriodOpen.as_view(), name="period_open"),
    path("<int:pk>/geser-penutupan/", periods.ClosingMove.as_view(), name="closing_move"),
    path("<int:pk>/perpanjangan/", periods.ExtensionGrant.as_view(), name="extension_grant"),
]
