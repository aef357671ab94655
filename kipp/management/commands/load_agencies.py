"""The units of the city in a new installation; rows that exist already are left as they are."""

from django.core.management.base import BaseCommand
from django.db import transaction

from kipp.accounts.models import Agency
from kipp.audit.chain import record
from kipp.demo.agencies import AGENCIES


class Command(BaseCommand):
    help = "Add the 86 units of Kota Tegal that are not there yet."

    @transaction.atomic
    def handle(self, **options):
        units = {unit.code: unit for unit in Agency.objects.all()}
        missing = [row for row in AGENCIES if row.code not in units]
        for row in missing:
            units[row.code] = Agency.objects.create(
                code=row.code,
                name=row.name,
                kind=row.kind,
                kecamatan=row.kecamatan,
                parent=units[row.parent_code] if row.parent_code else None,
            )
            record("agency.create", units[row.code], by=None)
        self.stdout.write(f"{len(missing)} instansi ditambahkan, {len(AGENCIES) - len(missing)} sudah ada.")
