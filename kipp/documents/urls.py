from django.urls import path

from kipp.documents import letterhead, views

app_name = "documents"
urlpatterns = [
    path("pengaturan/kop/", letterhead.LetterheadEdit.as_view(), name="letterhead"),
    path("dokumen/", views.DocumentList.as_view(), name="list"),
    path("dokumen/<uuid:pk>/", views.DocumentDetail.as_view(), name="detail"),
    path("dokumen/<uuid:pk>/unduh/", views.DocumentDownload.as_view(), name="download"),
    path("keaslian/", views.DocumentLookup.as_view(), name="lookup"),
    path("keaslian/<slug:code>/", views.DocumentVerify.as_view(), name="verify"),
]
