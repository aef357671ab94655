"""Letterhead, signatories, and issued documents with number, file and SHA-256."""

import base64
import secrets
import uuid
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Self

import pgtrigger
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Now

from kipp.accounts.models import Agency
from kipp.documents.kinds import KINDS

PLACEHOLDER = Path(__file__).with_name("emblem.svg")
CODE_LETTERS = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that reads like something else


def new_code() -> str:
    """Return ten letters and digits that cannot be guessed: what the QR on the paper carries."""
    return "".join(secrets.choice(CODE_LETTERS) for _ in range(10))


@cache
def placeholder() -> bytes:
    """Return the neutral emblem that stands on papers until one is uploaded."""
    return PLACEHOLDER.read_bytes()


class Letterhead(models.Model):
    """The identity of the office on every paper. One row."""

    class Paper(models.TextChoices):
        A4 = "A4", "A4 (210 × 297 mm)"
        FOLIO = "Folio", "Folio (210 × 330 mm)"

    government = models.CharField("pemerintah", max_length=120, default="PEMERINTAH KOTA TEGAL")
    office = models.CharField("kantor", max_length=160, default="SEKRETARIAT DAERAH")
    unit = models.CharField("bagian", max_length=160, blank=True, default="Bagian Organisasi")
    address = models.CharField("alamat", max_length=240, default="Jalan Ki Gede Sebayu Nomor 12, Tegal")
    contact = models.CharField("kontak", max_length=240, blank=True)
    city = models.CharField("kota", max_length=60, default="Tegal")
    paper = models.CharField("kertas", max_length=10, choices=Paper.choices, default=Paper.A4)
    emblem_file = models.BinaryField("lambang", default=b"")  # PNG or JPEG drawn anew, see kipp.uploads

    class Meta:
        constraints = [
            models.CheckConstraint(name="letterhead_one_row", condition=Q(pk=1)),
            models.CheckConstraint(name="letterhead_paper_known", condition=Q(paper__in=["A4", "Folio"])),
            models.CheckConstraint(
                name="letterhead_names_the_office",
                condition=~Q(government="") & ~Q(office="") & ~Q(address="") & ~Q(city=""),
            ),
        ]

    def __str__(self):
        return self.government

    @classmethod
    def current(cls) -> "Letterhead":
        return cls.objects.filter(pk=1).first() or cls(pk=1)

    @property
    def emblem(self) -> str:
        """Return the emblem as an address that needs no request: papers fetch nothing."""
        data = bytes(self.emblem_file)
        if not data:
            kind, data = "svg+xml", placeholder()
        else:
            kind = "png" if data.startswith(b"\x89PNG") else "jpeg"
        return f"data:image/{kind};base64,{base64.b64encode(data).decode()}"

    @property
    def sender(self) -> str:
        """Return the office as it stands below a page or a letter: "Bagian Organisasi, Sekretariat Daerah"."""
        return ", ".join(name for name in (self.unit, self.office.title()) if name)

    @property
    def emblem_alt(self) -> str:
        return f"Lambang {self.government.title()}"


class Signatory(models.Model):
    """Who signs, in which office. A new holder is a new row; one is in office at a time."""

    position = models.CharField("jabatan", max_length=160)
    name = models.CharField("nama", max_length=160)
    rank = models.CharField("pangkat", max_length=80, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    is_active = models.BooleanField("aktif", default=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="signatory_one_in_office",
                fields=["is_active"],
                condition=Q(is_active=True),
                violation_error_message="Penanda tangan lain masih aktif.",
            ),
            models.CheckConstraint(name="signatory_is_named", condition=~Q(position="") & ~Q(name="")),
            models.CheckConstraint(name="signatory_nip_18_digits", condition=Q(nip="") | Q(nip__regex=r"^[0-9]{18}$")),
        ]

    def __str__(self):
        return f"{self.name}, {self.position}"

    @classmethod
    def current(cls) -> "Signatory | None":
        """Return the signatory in office, or None."""
        return cls.objects.filter(is_active=True).first()


class NumberSeries(models.Model):
    """The last number given out in a series and year. Taken under a row lock, so without gaps."""

    code = models.CharField(max_length=20)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="series_once")]

    def __str__(self):
        return f"{self.code}/{self.year}"

    @classmethod
    def locked(cls, code: str, year: int):
        """Return the series under its row lock, held to the end of the caller's transaction."""
        cls.objects.get_or_create(code=code, year=year)
        return cls.objects.select_for_update().get(code=code, year=year)

    @classmethod
    def take(cls, code: str, year: int) -> int:
        """Return the next number, in the caller's transaction."""
        return cls.locked(code, year).give()

    def give(self) -> int:
        """Return the next number of a series that is `locked`."""
        self.last += 1
        self.save(update_fields=["last"])
        return self.last


class FileScanQuerySet(models.QuerySet):
    def withheld(self) -> Self:
        """Those whose file nobody but its agency may have."""
        return self.exclude(state=FileScan.State.CLEAN)

    def states(self, hashes: Iterable[str]) -> "dict[str, FileScan.State]":
        """Return what is said of each of these files that is subject to scanning, by its hash. One query."""
        said = self.filter(pk__in=list(hashes)).values_list("pk", "state")
        return {sha256: FileScan.State(state) for sha256, state in said}


class FileScan(models.Model):
    """What the virus scanner says of a stored file, whoever uploaded it. Once it has spoken, that stays.

    A file that has no row here is not subject to scanning.
    """

    class State(models.TextChoices):
        WAITING = "waiting", "Belum dipindai"
        CLEAN = "clean", "Aman"
        REJECTED = "rejected", "Ditolak"

        @property
        def withholds(self) -> bool:
            return self != self.CLEAN

    sha256 = models.CharField(max_length=64, primary_key=True)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    noted_at = models.DateTimeField(db_default=Now())
    settled_at = models.DateTimeField(null=True)

    objects = FileScanQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="file_scan_settled_with_time",
                condition=Q(state="waiting", settled_at__isnull=True)
                | Q(state__in=["clean", "rejected"], settled_at__isnull=False),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(name="identity_fixed", fields=["sha256", "noted_at"]),
            pgtrigger.Protect(
                name="settled_once",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__settled_at__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.sha256}: {self.get_state_display()}"

    @classmethod
    def settle(cls, sha256: str, *, clean: bool) -> bool:
        """Take the scanner's word on a file that waits; False when it has spoken already."""
        state = cls.State.CLEAN if clean else cls.State.REJECTED
        waiting = cls.objects.filter(pk=sha256, state=cls.State.WAITING)
        return bool(waiting.update(state=state, settled_at=Now()))


class DocumentQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see all, operators those of their agency, everyone the public ones, unless the kind says who."""
        allowed = Q(is_public=True)
        if user.is_authenticated and user.is_organiser:
            allowed = Q()
        elif user.is_authenticated and user.is_operator:
            allowed |= Q(agency=user.agency_id)
        for kind in KINDS.values():
            if kind.subjects:
                own = Q(subject_id__in=kind.subjects(user).values("pk"))
                allowed = (Q(kind=kind.code) & own) | (~Q(kind=kind.code) & allowed)
        return self.filter(allowed)

    def ready(self):
        return self.filter(ready_at__isnull=False)


class Document(models.Model):
    """One paper: numbered when asked for, made by the worker, never changed afterwards."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.CharField(max_length=10, unique=True, default=new_code)
    kind = models.CharField(max_length=40)
    key = models.CharField(max_length=120, unique=True)
    number = models.CharField("nomor", max_length=80, unique=True)
    title = models.CharField("judul", max_length=240)
    subject_id = models.BigIntegerField()
    dated_on = models.DateField()
    agency = models.ForeignKey(Agency, models.PROTECT, null=True, related_name="documents")
    is_public = models.BooleanField(default=False)
    path = models.CharField(max_length=200, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    size = models.PositiveIntegerField(null=True)
    requested_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField(db_default=Now())
    ready_at = models.DateTimeField(null=True)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "subject_id"], name="document_kind_subject")]
        constraints = [
            models.CheckConstraint(
                name="document_ready_has_file",
                condition=Q(ready_at__isnull=True, path="", sha256="", size__isnull=True)
                | (Q(ready_at__isnull=False, size__gt=0) & ~Q(path="") & ~Q(sha256="")),
            ),
        ]
        triggers = [
            pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
            pgtrigger.ReadOnly(
                name="identity_fixed",
                fields=["id", "code", "kind", "key", "number", "title", "subject_id", "dated_on", "agency"],
            ),
            pgtrigger.Protect(
                name="file_fixed",
                operation=pgtrigger.Update,
                condition=pgtrigger.Q(old__ready_at__isnull=False)
                & (
                    pgtrigger.Q(old__path__df=pgtrigger.F("new__path"))
                    | pgtrigger.Q(old__sha256__df=pgtrigger.F("new__sha256"))
                    | pgtrigger.Q(old__size__df=pgtrigger.F("new__size"))
                    | pgtrigger.Q(old__ready_at__df=pgtrigger.F("new__ready_at"))
                ),
            ),
        ]

    def __str__(self):
        return f"{self.title} ({self.number})"

    def attach(self, *, path: str, sha256: str, size: int) -> bool:
        """Take the finished file, once; False when another worker was first."""
        waiting = type(self).objects.filter(pk=self.pk, ready_at=None)
        return bool(waiting.update(path=path, sha256=sha256, size=size, ready_at=Now()))
