"""The project assembles everything. Paths are Indonesian, names English."""

from django.conf import settings
from django.urls import include, path

from kipp import gallery, views
from kipp.accounts.views import StaySignedIn

urlpatterns = [
    path("", views.Home.as_view(), name="home"),
    path("healthz", views.Alive.as_view(), name="alive"),
    path("readyz", views.Ready.as_view(), name="ready"),
    path("akun/tetap-masuk/", StaySignedIn.as_view(), name="stay_signed_in"),
    path("akun/", include("kipp.accounts.allauth_urls")),
    path("pengguna/", include("kipp.accounts.urls")),
    path("pekerjaan/", include("kipp.jobs.urls")),
    path("", include("kipp.documents.urls")),
    path("", include("competitions.urls")),
    path("", include("proposals.urls")),
    path("", include("judging.urls")),
    path("", include("skm.urls")),
]
if settings.MODE != "production":
    urlpatterns += [
        path("komponen/", gallery.Gallery.as_view(), name="gallery"),
        path("komponen/<slug:group>/", gallery.Gallery.as_view(), name="gallery_group"),
    ]

handler400 = "kipp.views.bad_request"
handler403 = "kipp.views.forbidden"
handler404 = "kipp.views.not_found"
handler500 = "kipp.views.server_error"
