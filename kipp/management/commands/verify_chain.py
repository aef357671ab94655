from django.core.management.base import BaseCommand, CommandError

from kipp.audit import chain


class Command(BaseCommand):
    help = "Check the hash chain of the audit trail; exit 1 and name the first fault."

    def add_arguments(self, parser):
        parser.add_argument(
            "--printed",
            action="append",
            default=[],
            metavar="NUMBER:HASH",
            type=printed,
            help="a row as it stands in a Berita Acara or lies with another office; may be repeated",
        )

    def handle(self, *args, printed, **options):
        if fault := chain.first_fault(dict(printed)):
            raise CommandError(fault)
        seq, digest = chain.head()
        self.stdout.write(f"Rantai utuh: {seq} baris, ujung {digest}")


def printed(text: str) -> tuple[int, str]:
    """Read "12:ab34…"; spaces from the paper are left out."""
    number, _, digest = "".join(text.split()).partition(":")
    return int(number), digest.lower()
