from django.apps import AppConfig


class SkmConfig(AppConfig):
    name = "skm"
    verbose_name = "Survei kepuasan masyarakat"

    def ready(self):
        import skm.documents
