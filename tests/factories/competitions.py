"""Periods, made by the actions that make real ones."""

from datetime import timedelta

import pgtrigger
from django.conf import settings
from django.utils import timezone

from competitions import actions
from competitions.models import BlankForm, GuideFile
from competitions.schedule import closing_instant
from kipp import uploads
from kipp.clock import today

PUBLISHED = "judging.PublishedPeriod:announced_by_two"
KEEPERS = [*(f"competitions.Period:{name}" for name in ("rules_frozen", "known_steps", "closing_kept")), PUBLISHED]


def make_period(*, by, year=2024, closes_in_days=30, **changes):
    """A draft period with the standard configuration."""
    closes_on = today() + timedelta(days=closes_in_days)
    return actions.create_period(
        by=by,
        year=year,
        title=f"Kompetisi Inovasi Pelayanan Publik Kota Tegal {year}",
        theme="Inovasi yang berdampak",
        registration_opens_at=timezone.now() - timedelta(days=1),
        registration_closes_on=closes_on,
        registration_closes_at=closing_instant(closes_on),
        verification_closes_on=closes_on + timedelta(days=10),
        judging_closes_on=closes_on + timedelta(days=20),
        announced_on=closes_on + timedelta(days=30),
        **changes,
    )


def open_now(period, *, by):
    actions.open_period(period, by=by)
    return period


def set_rules(period, **rules):
    """Run the period under other rules, days or status than those it has, past the triggers that keep them."""
    with pgtrigger.ignore(*KEEPERS):
        type(period).objects.filter(pk=period.pk).update(**rules)


def set_group_rules(period, **rules):
    """The same for the rules of every group of the period."""
    with pgtrigger.ignore("competitions.EntryGroup:frozen"):
        period.groups.update(**rules)


def close_now(period):
    """Close registration as the clock would, by moving the appointed time to now."""
    now = timezone.now()
    set_rules(
        period,
        registration_opens_at=now - timedelta(days=2),
        registration_closes_on=(now - timedelta(seconds=1)).astimezone(timezone.get_default_timezone()).date(),
        registration_closes_at=now - timedelta(seconds=1),
    )
    period.refresh_from_db()
    actions.close_registration(period)
    return period


def make_guide_file(period, *, by, title="Petunjuk teknis"):
    """A guide file put down directly: its reading and rewriting is tested where it happens."""
    return GuideFile.objects.create(period=period, title=title, uploaded_by=by, **_stored("juknis.pdf"))


def make_blank_form(period, *, by, code="surat_pernyataan_implementasi"):
    """The blank form of a kind of attachment of a draft."""
    kind = period.attachment_kinds.get(code=code)
    return BlankForm.objects.create(kind=kind, uploaded_by=by, **_stored("formulir.pdf"))


def _stored(name):
    data = b"%PDF-1.7 isi uji"
    path, digest = uploads.store(data, settings.MEDIA_ROOT)
    return {
        "name": name,
        "path": path,
        "sha256": digest,
        "original_sha256": digest,
        "size": len(data),
        "pages": 1,
    }
