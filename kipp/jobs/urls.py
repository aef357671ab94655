from django.urls import path

from kipp.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.JobList.as_view(), name="list"),
    path("surel/", views.MailList.as_view(), name="mail_list"),
    path("surel/<int:pk>/", views.MailDetail.as_view(), name="mail_detail"),
    path("<uuid:pk>/ulangi/", views.JobRetry.as_view(), name="retry"),
]
