"""Agencies, people, roles."""

from typing import Any

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils import timezone

from kipp.sentences import NIP


class AgencyQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def visible_to(self, user):
        """Organisers see every agency, everyone else only the one they belong to."""
        if user.is_authenticated and user.role == Role.ORGANISER:
            return self
        return self.filter(pk=getattr(user, "agency_id", None))


class Agency(models.Model):
    """An instansi that may take part: the tree of the city, editable."""

    class Kind(models.TextChoices):
        PERANGKAT_DAERAH = "perangkat_daerah", "Perangkat Daerah"
        KECAMATAN = "kecamatan", "Kecamatan"
        KELURAHAN = "kelurahan", "Kelurahan"
        BLUD = "blud", "BLUD"
        BUMD = "bumd", "BUMD"
        SMP = "smp", "SMP Negeri"

    code = models.CharField("kode", max_length=30, unique=True)
    name = models.CharField("nama", max_length=160)
    kind = models.CharField("jenis", max_length=20, choices=Kind.choices)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="induk"
    )
    kecamatan = models.CharField(max_length=60, blank=True)
    is_active = models.BooleanField("aktif", default=True)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        verbose_name = "instansi"
        constraints = [
            models.CheckConstraint(
                name="agency_kind_known",
                condition=Q(kind__in=["perangkat_daerah", "kecamatan", "kelurahan", "blud", "bumd", "smp"]),
            ),
            models.CheckConstraint(name="agency_not_own_parent", condition=~Q(parent=models.F("pk"))),
        ]

    def __str__(self):
        return self.name


class Role(models.TextChoices):
    ORGANISER = "organiser", "Penyelenggara"
    OPERATOR = "operator", "Operator instansi"
    JUDGE = "judge", "Juri"


class UserQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Organisers see everybody, everyone else only themselves."""
        return self if user.is_authenticated and user.role == Role.ORGANISER else self.filter(pk=user.pk)

    def active(self):
        return self.filter(is_active=True)

    def organisers(self):
        return self.active().filter(role=Role.ORGANISER).order_by("pk")

    def judges(self):
        return self.active().filter(role=Role.JUDGE).order_by("name", "pk")

    def operators_of(self, agency_id):
        return self.active().filter(role=Role.OPERATOR, agency=agency_id).order_by("pk")


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):  # type: ignore[misc]  # made at run time
    def create_user(self, *, email: str, name: str, role: str, password: str | None = None, **fields: Any) -> "User":
        """Create an account; without a password it waits for its invitation to be taken up."""
        user: User = self.model(email=self.normalize_email(email).lower(), name=name, role=role, **fields)
        user.set_password(password)
        user.full_clean(exclude=["password"])
        user.save()
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """A person with one role. Accounts are made by invitation only."""

    email = models.EmailField("alamat surel", unique=True)
    name = models.CharField("nama", max_length=160)
    nip = models.CharField(
        "NIP",
        max_length=18,
        blank=True,
        validators=[RegexValidator(r"^\d{18}$", f"{NIP}.")],
    )
    position = models.CharField("jabatan", max_length=160, blank=True)
    role = models.CharField("peran", max_length=20, choices=Role.choices)
    agency = models.ForeignKey(
        Agency,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="people",
        verbose_name="instansi",
    )
    is_active = models.BooleanField("aktif", default=True)
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name", "role"]

    class Meta:
        verbose_name = "pengguna"
        constraints = [
            models.CheckConstraint(
                name="user_operator_has_agency",
                condition=~Q(role="operator") | Q(agency__isnull=False),
                violation_error_message="Pilih instansi operator ini.",
            ),
            models.CheckConstraint(name="user_role_known", condition=Q(role__in=["organiser", "operator", "judge"])),
        ]

    def __str__(self):
        return self.name

    @property
    def is_organiser(self):
        return self.role == Role.ORGANISER

    @property
    def is_operator(self):
        return self.role == Role.OPERATOR

    @property
    def is_judge(self):
        return self.role == Role.JUDGE
