from django.core.management.base import BaseCommand, CommandError

from kipp.audit import chain


class Command(BaseCommand):
    help = "Check the hash chain of the audit trail; exit 1 and name the first fault."

    def handle(self, *args, **options):
        if fault := chain.first_fault():
            raise CommandError(fault)
        seq, digest = chain.head()
        self.stdout.write(f"Rantai utuh: {seq} baris, ujung {digest}")
