"""Make the database and the static files ready; in a demo also the content. Safe to repeat."""

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import connections

from kipp.bootstrap import say, step
from kipp.management import privileges

STAGES = ["registration", "verification", "judging", "announced"]

WITHOUT_OWNER = (
    "Set DATABASE_OWNER_URL: the role of DATABASE_URL must not own the tables, or it could switch off what guards "
    "them. See docs/operations.md."
)


def add_stage(parser):
    parser.add_argument("--stage", choices=STAGES, default="judging", help="how far the demo has come")


class Command(BaseCommand):
    help = "Migrate, collect static files and fill an empty demo."
    requires_system_checks = []

    def add_arguments(self, parser):
        add_stage(parser)
        parser.add_argument("--seed", action="store_true", help="seed the demo even if there is data already")

    def handle(self, *, stage, seed=False, **options):
        with step("Database migrated"):
            self.migrate("owner" if "owner" in settings.DATABASES else "default")
        with step("Static files collected"):
            call_command("collectstatic", interactive=False, verbosity=0)
        if settings.MODE == "demo":
            self.fill(stage, seed=seed)

    def migrate(self, alias: str) -> None:
        """Migrate as the owner of the tables, and let the application's role do what it must and no more."""
        if alias != "owner" and settings.MODE == "production":
            raise CommandError(WITHOUT_OWNER)
        call_command("migrate", database=alias, interactive=False, verbosity=0)
        call_command("createcachetable", database=alias, verbosity=0)
        if alias == "owner":
            try:
                privileges.hand_over(connections[alias], settings.DATABASES["default"])
            except privileges.NotApart as refusal:
                raise CommandError(str(refusal)) from refusal

    def fill(self, stage: str, *, seed: bool) -> None:
        """A demo that is there already stays as it is, at whatever stage it has come to."""
        if get_user_model().objects.exists() and not seed:
            say("Demo kept as it is. For a new one: stop everything, delete the folder var/, start again.")
            return
        with step(f"Demo ready (stage: {stage})"):
            call_command("seed_demo", stage=stage)
