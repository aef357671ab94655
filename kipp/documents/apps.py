from django.apps import AppConfig


class DocumentsConfig(AppConfig):
    name = "kipp.documents"
    label = "documents"

    def ready(self):
        import kipp.documents.actions
        import kipp.documents.scans
