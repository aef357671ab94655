"""Fill an empty database with the demonstration, up to the chosen stage."""

from datetime import timedelta

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from competitions.actions import open_period
from kipp.accounts.models import Role, User
from kipp.clock import today
from kipp.demo import seed, seed_judging, seed_papers, seed_survey
from kipp.management.commands.prepare import add_stage


class Command(BaseCommand):
    help = "Build the demo by calling the actions: people, a competition up to a stage, a survey semester."

    def add_arguments(self, parser):
        add_stage(parser)

    def handle(self, *, stage, **options):
        if settings.MODE == "production":
            raise CommandError("The demo is never seeded in production.")
        if User.objects.exists():
            raise CommandError(
                "There is data already. For a new demo stop everything, delete the folder var/, start again."
            )
        cast = build(stage)
        self.stdout.write(accounts(cast))


def build(stage: str) -> seed.Cast:
    """Build everything up to a stage and return the cast."""
    units = seed.agencies()
    cast = seed.people(units)
    seed.history(cast)
    registering = stage == "registration"
    closes_on = today() + timedelta(days=14 if registering else 0)
    verifying = stage == "verification"
    # The stage of verification shows what a closing that was moved forward by a day does to an entry.
    edition = seed.period(cast, closes_on=closes_on + timedelta(days=verifying))
    seed.rounds(cast, edition)
    seed_papers.lay_out(cast, edition)
    open_period(edition, by=cast.organiser)
    seed_papers.announce(cast, edition)
    seed.entries(cast, edition, closes_on=closes_on, leave_unfinished=registering)
    if not registering:
        seed.close_entries(cast, edition, closes_on=closes_on)
        verify = seed.verify_some if verifying else seed.verify
        verify(cast, edition)
    if stage in {"judging", "announced"}:
        seed_judging.start(cast, edition)
        seed_judging.score(cast, all_of_them=stage == "announced")
    if stage == "announced":
        seed_judging.present(cast, edition)
        seed_judging.finish(cast, edition)
    seed_survey.surveys(cast, units)
    return cast


def accounts(cast: seed.Cast) -> str:
    """Return what is printed once: who may log in, and the password made just now."""
    shown = [
        *User.objects.filter(role=Role.ORGANISER).order_by("pk")[:1],
        *User.objects.filter(role=Role.OPERATOR).select_related("agency").order_by("pk")[:2],
        *User.objects.filter(role=Role.JUDGE).order_by("pk")[:2],
    ]
    lines = [f"  {user.get_role_display():18} {user.email:44} {user.agency or user.position}" for user in shown]
    return "\n".join(
        [
            "Akun peraga (kata sandi dibuat acak, hanya ditampilkan sekali ini):",
            *lines,
            f"  Kata sandi semua akun peraga: {cast.password}",
        ]
    )
