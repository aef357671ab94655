"""What the record of an innovation is made of beside its profile. All of it is frozen while it competes."""

from django.core.validators import MinValueValidator
from django.db import models
from django.db.models import Q

from competitions.presets import MEGABYTE
from kipp.documents.stored import StoredFile
from proposals.models.entry import Proposal
from proposals.models.innovation import Innovation
from proposals.models.triggers import award_triggers, frozen_part
from proposals.querysets import EvidenceQuerySet

EVIDENCE_MAX_BYTES = 5 * MEGABYTE


class Initiator(models.Model):
    """Somebody who thought of it. The NIP is text: eighteen digits, and no number."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="initiators")
    order = models.PositiveSmallIntegerField("urutan", default=1, validators=[MinValueValidator(1)])
    name = models.CharField("nama pemrakarsa", max_length=160)
    nip = models.CharField("NIP", max_length=18, blank=True)
    position = models.CharField("jabatan", max_length=160)

    class Meta:
        verbose_name = "pemrakarsa"
        ordering = ["order", "pk"]
        constraints = [
            models.CheckConstraint(name="initiator_nip_18_digits", condition=Q(nip="") | Q(nip__regex=r"^[0-9]{18}$")),
        ]
        triggers = [frozen_part()]

    def __str__(self):
        return self.name


class Replication(models.Model):
    """Who took it over, where and since when."""

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="replications")
    institution = models.CharField("instansi yang mereplikasi", max_length=160)
    place = models.CharField("kabupaten atau kota", max_length=120)
    since = models.DateField("tanggal mulai replikasi")
    link = models.URLField("tautan bukti", max_length=300, blank=True)

    class Meta:
        verbose_name = "replikasi"
        ordering = ["since", "pk"]
        triggers = [frozen_part()]

    def __str__(self):
        return self.institution


class StartEvidence(StoredFile):
    """A dated paper that shows when implementation began."""

    class Kind(models.TextChoices):
        DECREE = "decree", "Surat keputusan"
        LAUNCH_REPORT = "launch_report", "Laporan peluncuran"
        PUBLICATION = "publication", "Publikasi bertanggal"

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="evidence")
    kind = models.CharField("jenis bukti", max_length=20, choices=Kind.choices)
    dated_on = models.DateField("tanggal pada bukti")
    page = models.PositiveSmallIntegerField("halaman yang memuat tanggal", validators=[MinValueValidator(1)])

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        verbose_name = "bukti mulai penerapan"
        ordering = ["dated_on", "pk"]
        constraints = [
            models.CheckConstraint(
                name="evidence_kind_known", condition=Q(kind__in=["decree", "launch_report", "publication"])
            ),
            models.CheckConstraint(name="evidence_page_from_one", condition=Q(page__gte=1)),
        ]
        triggers = [frozen_part()]

    def __str__(self):
        return self.get_kind_display()


class Award(models.Model):
    """An award that the innovation has received; its count decides in which groups it may still enter.

    Of an earlier one only the number may be known: then year and level are still to be filled in. One that was won
    here belongs to its proposal and stays as it was given.
    """

    class Level(models.TextChoices):
        CITY = "city", "Kota"
        PROVINCE = "province", "Provinsi"
        NATIONAL = "national", "Nasional"

    innovation = models.ForeignKey(Innovation, models.CASCADE, related_name="awards")
    title = models.CharField("nama penghargaan", max_length=240)
    year = models.PositiveSmallIntegerField("tahun", null=True)
    level = models.CharField("tingkat", max_length=20, choices=Level.choices, blank=True)
    proposal = models.OneToOneField(Proposal, models.PROTECT, null=True, related_name="award")

    class Meta:
        verbose_name = "penghargaan"
        ordering = ["-year", "pk"]
        constraints = [
            models.CheckConstraint(
                name="award_year_with_level",
                condition=Q(year__isnull=True, level="", proposal__isnull=True)
                | Q(year__isnull=False, year__gte=1945, level__in=["city", "province", "national"]),
            ),
        ]
        triggers = award_triggers()

    def __str__(self):
        return self.title
