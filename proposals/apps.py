from django.apps import AppConfig


class ProposalsConfig(AppConfig):
    name = "proposals"
    verbose_name = "Proposal"

    def ready(self):
        import proposals.documents
        import proposals.tasks
