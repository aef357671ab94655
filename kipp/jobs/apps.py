from django.apps import AppConfig


class JobsConfig(AppConfig):
    name = "kipp.jobs"
    label = "jobs"

    def ready(self):
        import kipp.jobs.mail
