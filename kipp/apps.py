from django.apps import AppConfig


class KippConfig(AppConfig):
    name = "kipp"
    label = "kipp"
    verbose_name = "KIPP Kota Tegal"

    def ready(self):
        import kipp.celery
