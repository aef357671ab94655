from django.urls import include, path

from competitions.views import amending, announcements, configuration, copying, guides, parts, periods

app_name = "competitions"
of_parts = [
    path("", parts.PartList.as_view(), name="part_list"),
    path("tambah/", parts.PartAdd.as_view(), name="part_add"),
    path("<slug:code>/ubah/", parts.PartEdit.as_view(), name="part_edit"),
    path("<slug:code>/geser/", parts.PartMove.as_view(), name="part_move"),
    path("<slug:code>/hapus/", parts.PartRemove.as_view(), name="part_remove"),
]
of_periods = [
    path("", periods.PeriodList.as_view(), name="period_list"),
    path("baru/", periods.PeriodCreate.as_view(), name="period_create"),
    path("baru/salinan/", copying.PeriodCopy.as_view(), name="period_copy"),
    path("<int:pk>/", periods.PeriodDetail.as_view(), name="period_detail"),
    path("<int:pk>/ubah/", periods.PeriodEdit.as_view(), name="period_edit"),
    path("<int:pk>/salinan/", copying.PeriodCopied.as_view(), name="period_copied"),
    path("<int:pk>/bobot/", configuration.PeriodWeights.as_view(), name="period_weights"),
    path("<int:pk>/bobot/<slug:code>/", configuration.RoundWeights.as_view(), name="round_weights"),
    path("<int:pk>/susunan/<slug:part>/", include(of_parts)),
    path("<int:pk>/susunan/tahap/<slug:round>/kriteria/", include(of_parts), {"part": "kriteria"}),
    path("<int:pk>/buka/", periods.PeriodOpen.as_view(), name="period_open"),
    path("<int:pk>/geser-penutupan/", periods.ClosingMove.as_view(), name="closing_move"),
    path("<int:pk>/perpanjangan/", periods.ExtensionGrant.as_view(), name="extension_grant"),
    path("<int:pk>/perubahan/", amending.AmendmentMake.as_view(), name="amendment_make"),
    path("<int:pk>/perubahan/<slug:part>/<slug:code>/", amending.GuidanceAmend.as_view(), name="guidance_amend"),
    path("<int:pk>/susunan/lampiran/<slug:code>/formulir/", guides.BlankFormEdit.as_view(), name="blank_form_edit"),
    path(
        "<int:pk>/susunan/lampiran/<slug:code>/formulir/hapus/",
        guides.BlankFormRemove.as_view(),
        name="blank_form_remove",
    ),
    path("<int:pk>/panduan/", guides.GuideFileList.as_view(), name="guide_files"),
    path("<int:pk>/panduan/tambah/", guides.GuideFileAdd.as_view(), name="guide_file_add"),
    path("panduan/<int:pk>/ganti/", guides.GuideFileReplace.as_view(), name="guide_file_replace"),
    path("panduan/<int:pk>/tarik/", guides.GuideFileWithdraw.as_view(), name="guide_file_withdraw"),
    path("panduan/<int:pk>/hapus/", guides.GuideFileRemove.as_view(), name="guide_file_remove"),
    path("<int:pk>/umumkan/", announcements.AnnouncementPublish.as_view(), name="publish"),
]
urlpatterns = [
    path("periode/", include(of_periods)),
    path("panduan/", guides.Guide.as_view(), name="guide"),
    path("panduan/<int:pk>/unduh/", guides.GuideFileDownload.as_view(), name="guide_file_download"),
    path("panduan/formulir/<int:pk>/unduh/", guides.BlankFormDownload.as_view(), name="blank_form_download"),
    path("pengumuman/", announcements.AnnouncementList.as_view(), name="announcement_list"),
]
