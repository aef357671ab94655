"""A new period made like an earlier edition: what comes along, what does not, which dates have moved."""

from datetime import UTC, date, datetime
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError

from competitions import actions
from competitions.actions.copying import of_edition, standard
from competitions.models import BlankForm, Period, Round
from competitions.schedule import moved_by_years
from kipp.audit.models import Entry
from kipp.clock import today
from tests.competitions.test_forms import DAYS, period_data
from tests.factories.competitions import make_blank_form, make_guide_file, make_period, open_now, set_rules
from tests.factories.judging import judged_period
from tests.files import pdfs

pytestmark = pytest.mark.django_db

TITLE = "KIPP tahun berikutnya"


def copy(edition, by, years=1):
    return actions.copy_period(edition, by=by, year=edition.year + years, title=TITLE)


def test_edition_is_copied_whole_and_changed_apart(period, organiser):
    """Every part differs from the presets, and the copy equals the source in all but the year."""
    round_ = period.rounds.get()
    round_.criteria.filter(code="efektif").update(anchors=[{"score": 0, "words": "Tidak ada"}], name="Berdaya guna")
    Round.objects.filter(pk=round_.pk).update(min_sheets=5, tie_breaks=["pleno"])
    period.rounds.update(weight=60)
    field = Round(period=period, kind=Round.Kind.FIELD, name="Lapangan", weight=40, opens_on=period.judging_closes_on)
    field.advance_most, field.advance_least, field.advance_per, field.advance_quota = 9, 70, Round.Per.GROUP, 3
    actions.save_part(field, by=organiser)
    period.categories.get(code="kesehatan").delete()
    period.groups.filter(code="umum").update(min_months=6, max_months=60, max_times_awarded=1)
    period.sections.filter(code="ringkasan").update(order=99, groups=["umum"], weight_shown="7.50")
    period.attachment_kinds.filter(code="data_dukung").update(max_bytes=9_000_000)
    make_blank_form(period, by=organiser)
    rules = {
        "invited_kinds": ["blud"],
        "is_title_once": True,
        "quota_per_agency": 2,
        "winners": 6,
        "champions": 1,
        "runners_up": 0,
        "objection_days": 7,
        "objection_answer_days": 3,
    }
    set_rules(period, theme="Tema", reminder_days=[9], **rules)
    period.refresh_from_db()
    open_now(period, by=organiser)

    made = copy(period, organiser)

    assert of_edition(made, years=0) == of_edition(period, years=1)
    copied = made.rounds.get(code="lapangan")
    assert (copied.opens_on, copied.kind) == (moved_by_years(period.judging_closes_on, 1), "field")
    assert copied.line == "paling banyak 9 proposal dengan nilai paling rendah 70, paling banyak 3 per kelompok"
    assert (made.status, made.title, made.year, made.copied_from) == ("draft", TITLE, 2025, period)
    assert [section.code for section in made.sections.order_by("order")][-1] == "ringkasan"
    entry = Entry.objects.order_by("-seq").first()
    assert (entry.verb, entry.data) == ("period.copy", {"year": 2025, "copied_from": 2024})
    made.sections.all().delete()
    assert period.sections.count() == 9


def test_presets_and_edition_are_sources_of_one_copy(period):
    """What a period made from the presets tells of itself is what the presets say."""
    plain, stored = standard(), of_edition(period, years=0)

    assert said(plain.parts, by=stored.parts) == as_lists(plain.parts)
    assert [(marks["tie_breaks"], len(criteria)) for marks, criteria in stored.rounds] == [
        (marks["tie_breaks"], len(criteria)) for marks, criteria in plain.rounds
    ]


def said(parts, *, by):
    return {
        name: [{key: row[key] for key in wanted} for row, wanted in zip(by[name], rows, strict=True)]
        for name, rows in parts.items()
    }


def as_lists(parts):
    return {
        name: [{key: list(value) if isinstance(value, tuple) else value for key, value in row.items()} for row in rows]
        for name, rows in parts.items()
    }


def test_dates_move_by_the_offset(period, organiser):
    set_rules(
        period,
        registration_opens_at=datetime(2024, 2, 1, 1, tzinfo=UTC),
        registration_closes_on=date(2024, 2, 28),
        registration_closes_at=datetime(2024, 2, 28, 17, tzinfo=UTC),
        verification_opens_on=date(2024, 2, 29),
        verification_closes_on=date(2024, 3, 8),
        judging_closes_on=date(2024, 12, 20),
        announced_on=date(2025, 1, 3),
    )
    open_now_in_the_past(period)

    made = copy(period, organiser, years=2)

    made.refresh_from_db()
    assert (made.registration_opens_at, made.registration_closes_on, made.registration_closes_at) == (
        datetime(2026, 2, 1, 1, tzinfo=UTC),
        date(2026, 2, 28),
        datetime(2026, 2, 28, 17, tzinfo=UTC),
    )
    assert (made.verification_opens_on, made.verification_closes_on, made.judging_opens_on) == (
        date(2026, 2, 28),
        date(2026, 3, 8),
        None,
    )
    assert (made.judging_closes_on, made.announced_on) == (date(2026, 12, 20), date(2027, 1, 3))
    assert "Verifikasi bertumpang dengan Pendaftaran. Beri setiap tahap paling sedikit satu hari." in (
        actions.reasons_against_opening(made)
    )


def open_now_in_the_past(period):
    set_rules(period, status=Period.Status.REGISTRATION)
    period.refresh_from_db()


def test_blank_form_of_a_copy_is_the_same_file_and_each_goes_alone(client, period, organiser, media_root):
    """Replaced or removed in the copy, the form of the edition is downloaded as before."""
    form = make_blank_form(period, by=organiser)
    first = make_blank_form(period, by=organiser, code="data_dukung")
    made = copy(open_now(period, by=organiser), organiser)
    copied, other = (BlankForm.objects.get(kind__period=made, kind__code=row.kind.code) for row in (form, first))

    form.refresh_from_db()
    assert (copied.sha256, copied.path, copied.uploaded_by, copied.uploaded_at) == (
        form.sha256,
        form.path,
        organiser,
        form.uploaded_at,
    )
    actions.remove_blank_form(copied, by=organiser)
    actions.set_blank_form(other.kind, by=organiser, name="Baru.pdf", data=pdfs.plain())
    answers = [client.get(f"/panduan/formulir/{row.pk}/unduh/") for row in (form, first)]
    assert [b"".join(answer.streaming_content) for answer in answers] == [b"%PDF-1.7 isi uji"] * 2
    assert list(BlankForm.objects.filter(kind__period=made).values_list("name")) == [("Baru.pdf",)]


def test_page_copies_and_lists_what_did_not_come_along(client, period, organiser, judge, other_judge):
    make_blank_form(period, by=organiser)
    period.rounds.update(closes_on=period.judging_closes_on)
    open_period = open_now(period, by=organiser)
    make_guide_file(open_period, by=organiser)
    actions.publish(open_period, by=organiser, token=uuid4(), title="Jadwal", body="Jadwal tetap.")
    actions.move_closing(open_period, by=organiser, closes_on=open_period.registration_closes_on, reason="Sama")
    actions.amend(open_period, by=organiser, changes={"winners": 4}, reason="Lebih banyak")
    judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])
    make_period(by=organiser, year=2030)
    actions.archive_past(by=organiser, year=2020, agencies=1, proposals=1)
    client.force_login(organiser)

    offered = client.get("/periode/baru/salinan/").context["form"]
    page = client.post(
        "/periode/baru/salinan/", {"edition": open_period.pk, "year": "2025", "title": TITLE}, follow=True
    )

    made = Period.objects.get(year=2025)
    assert list(offered.fields["edition"].queryset) == [open_period]
    assert offered.initial["year"] == 2025
    assert page.redirect_chain == [(f"/periode/{made.pk}/salinan/", 302)]
    assert dict(page.context["left_behind"]) == {
        "pergeseran penutupan": 1,
        "perubahan ketentuan": 1,
        "berkas panduan": 1,
        "pengumuman": 1,
        "proposal": 2,
        "penugasan": 4,
        "anggota tim penilai": 2,
        "pakta integritas": 2,
    }
    days = {day["label"]: (day["before"], day["now"]) for day in page.context["days"]}
    closes_on = Period.objects.get(pk=open_period.pk).registration_closes_on
    assert days["Pendaftaran ditutup"] == (closes_on, made.registration_closes_on)
    assert days["Tahap 1 selesai"] == (period.judging_closes_on, moved_by_years(period.judging_closes_on, 1))
    assert f"/periode/{made.pk}/salinan/" in client.get(f"/periode/{made.pk}/").content.decode()
    assert client.get(f"/periode/{Period.objects.get(year=2030).pk}/salinan/").status_code == 404


def test_every_kind_of_row_that_may_stay_behind_has_a_name():
    """The list is read from the models, so a new one that hangs on a period appears there by its verbose name."""
    unnamed = [
        relation.related_model.__name__
        for owner in (Period, Round)
        for relation in owner._meta.related_objects
        if "verbose_name" not in relation.related_model._meta.original_attrs
    ]

    assert unnamed == []


def test_year_that_is_taken_is_refused_with_a_sentence(client, open_period, organiser, monkeypatch):
    with pytest.raises(ValidationError):
        copy(open_period, organiser, years=0)
    client.force_login(organiser)
    typed = {"edition": open_period.pk, "year": "2024", "title": TITLE}

    taken = client.post("/periode/baru/salinan/", typed)
    mistyped = [client.post("/periode/baru/salinan/", typed | {"year": year}) for year in ("20240", "0")]
    monkeypatch.setattr(actions, "copy_period", too_late)
    raced = client.post("/periode/baru/salinan/", typed | {"year": "2025"})

    assert taken.context["form"].errors == {"year": ["Periode tahun ini sudah ada"]}
    assert [page.context["form"].errors for page in mistyped] == [{"year": ["Tahun harus antara 2000 dan 2100"]}] * 2
    assert "Periode tahun ini sudah ada" in raced.content.decode()
    assert Period.objects.count() == 1


def too_late(*_, **__):
    raise ValidationError({"year": ["Periode tahun ini sudah ada"]})


# --- Days that belong to no stage ---------------------------------------------------------------------


def test_gap_is_shown_and_keeps_nothing_from_opening(client, organiser):
    client.force_login(organiser)
    none = client.get("/periode/baru/salinan/")
    form = client.get("/periode/baru/").content.decode()
    client.post("/periode/baru/", period_data({**DAYS, "judging_opens_on": date(2031, 7, 9)}))
    period = Period.objects.get()
    words = "Hari yang tidak termasuk tahap mana pun: 6–8 Juli 2031."

    shown = [words in client.get(f"/periode/{period.pk}/{page}").content.decode() for page in ("", "buka/")]
    client.post(f"/periode/{period.pk}/buka/")
    running = words in client.get(f"/periode/{period.pk}/").content.decode()
    set_rules(period, status=Period.Status.ANNOUNCED)
    over = words in client.get(f"/periode/{period.pk}/").content.decode()

    assert (shown, running, over) == ([True, True], True, False)
    assert none.context["form"].initial["year"] == today().year
    assert "Salin edisi lampau" not in form
    assert "Salin edisi lampau" in client.get("/periode/baru/").content.decode()
