from django.urls import path

from kipp.jobs import views

app_name = "jobs"
urlpatterns = [
    path("", views.JobList.as_view(), name="list"),
    path("<uuid:pk>/ulangi/", views.JobRetry.as_view(), name="retry"),
]
