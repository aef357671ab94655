from django.apps import AppConfig


class CompetitionsConfig(AppConfig):
    name = "competitions"
    verbose_name = "Periode"

    def ready(self):
        import competitions.documents
