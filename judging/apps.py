from django.apps import AppConfig


class JudgingConfig(AppConfig):
    name = "judging"
    verbose_name = "Penilaian"

    def ready(self):
        from judging import announcing, certificates, documents, dossier, tasks, visit_papers
