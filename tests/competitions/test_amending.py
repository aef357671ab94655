"""What may still change after opening: by one act with a reason, kept, told, and shown to whom it concerns."""

import re
from datetime import timedelta

import pytest
from django.db import DatabaseError, IntegrityError, connection, transaction

from competitions import actions
from competitions.models import Amendment, Period, TransitionNotAllowed, What
from kipp.accounts.models import Agency, Role
from kipp.audit.models import Entry
from kipp.jobs.models import Job, Mail
from kipp.jobs.queue import HANDLERS
from kipp.text import penutupan, tanggal
from tests.competitions.test_forms import date_of
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import set_rules

pytestmark = pytest.mark.django_db

DAYS = ("verification_closes_on", "judging_closes_on", "announced_on")


@pytest.fixture(autouse=True)
def letters_are_rows(settings):
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"


def days_of(period):
    period.refresh_from_db()
    return tuple(getattr(period, name) for name in DAYS)


def amend(period, by, **changes):
    return actions.amend(period, by=by, changes=changes, reason="Gedung terendam banjir")


def letters():
    """What the jobs have written, each of them done twice."""
    for job in Job.objects.filter(kind="competitions.amended"):
        for _ in range(2):
            HANDLERS[job.kind](**job.params)
    return {mail.to: mail.body for mail in Mail.objects.all()}


def test_change_is_kept_told_and_shown(client, open_period, organiser, operator, judge):
    """One act of two changes: rows, trail, letters by role, and the pages of both sides."""
    colleague = UserFactory(role=Role.ORGANISER)
    school = UserFactory(role=Role.OPERATOR, agency=AgencyFactory(kind=Agency.Kind.SMP, code="SMP1"))
    set_rules(open_period, invited_kinds=[operator.agency.kind])
    old, new = open_period.judging_closes_on, open_period.judging_closes_on + timedelta(days=3)

    rows = amend(open_period, organiser, judging_closes_on=new, winners=5, reminder_days=[5], theme=open_period.theme)

    assert [(row.what, row.old, row.new, row.by) for row in rows] == [
        ("judging_closes_on", old, new, organiser),
        ("winners", 3, 5, organiser),
        ("reminder_days", [7, 3, 1], [5], organiser),
    ]
    assert (open_period.judging_closes_on, open_period.winners, open_period.reminder_days) == (new, 5, [5])
    entry = Entry.objects.order_by("-seq").first()
    words = {"Penilaian selesai": [tanggal(old), tanggal(new)], "Jumlah pemenang": ["3", "5"]}
    reminder = {"Pengingat (hari sebelum batas waktu)": ["7, 3, 1", "5"]}
    assert (entry.verb, entry.note, entry.data) == (
        "period.amend",
        "Gedung terendam banjir",
        {"changes": words | reminder},
    )
    sent = letters()
    assert set(sent) == {colleague.email, operator.email, judge.email}
    assert f"Penilaian selesai\nSemula: {tanggal(old)}\nMenjadi: {tanggal(new)}" in sent[judge.email]
    assert ["Pengingat" in sent[person.email] for person in (colleague, operator, judge)] == [True, False, False]
    seen = {}
    for person, address in ((organiser, f"/periode/{open_period.pk}/"), (operator, "/"), (school, "/")):
        client.force_login(person)
        html = client.get(address).content.decode()
        lines = ("Penilaian selesai menjadi", "Pengingat (hari sebelum batas waktu) menjadi", organiser.name)
        seen[person] = [line in html for line in lines]
    assert seen == {organiser: [True, True, True], operator: [True, False, False], school: [False, False, False]}


def test_agency_reads_the_newest_three_changes_with_the_moved_closing(client, open_period, organiser, operator):
    for winners in (4, 5, 6):
        amend(open_period, organiser, winners=winners)
    actions.move_closing(
        open_period, by=organiser, closes_on=open_period.registration_closes_on + timedelta(days=1), reason="Banjir"
    )
    client.force_login(operator)

    html = client.get("/").content.decode()

    lines = ("Pendaftaran ditutup menjadi", *(f"Jumlah pemenang menjadi {winners}" for winners in (6, 5, 4)))
    assert [line in html for line in lines] == [True, True, True, False]


def test_guidance_is_made_clearer_while_all_can_read_it(client, open_period, organiser, operator):
    section = open_period.sections.get(code="ringkasan")
    old = section.guidance
    client.force_login(organiser)
    address = f"/periode/{open_period.pk}/perubahan/bagian/ringkasan/"
    typed = {"guidance": "Jelaskan masalah, gagasan, dan hasilnya.", "reason": "Kurang jelas", "version": "1"}

    page = client.post(address, typed, follow=True)
    again = client.post(address, typed | {"version": "2"})
    stale = client.post(address, typed | {"guidance": "Lain"})

    section.refresh_from_db()
    assert section.guidance == typed["guidance"]
    assert (Amendment.objects.get().old, Amendment.objects.get().section) == (old, section)
    assert "Pertanyaan pemandu 1 Ringkasan diubah" in page.content.decode()
    assert again.context["form"].errors == {"__all__": ["Ubah paling sedikit satu hal."]}
    assert "baru saja diubah oleh penyelenggara lain" in stale.content.decode()
    assert "Semula: " + old in letters()[operator.email]
    assert [
        client.get(address.replace(*pair)).status_code for pair in (("bagian", "kelompok"), ("ringkasan", "x"))
    ] == [
        404,
        404,
    ]
    open_period.refresh_from_db()
    kind = open_period.attachment_kinds.get(code="data_dukung")
    actions.amend_guidance(kind, by=organiser, guidance="Satu berkas.", reason="Kurang jelas")
    kind.refresh_from_db()
    assert kind.guidance == "Satu berkas."


# --- Days --------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "moves", [(40, 40, 40), (-9, -9, -9), (3, -3, 0), (-3, 3, 20), (15, 15, 0), (0, -9, -19)], ids=str
)
def test_days_move_together_in_whatever_direction(moves, open_period, organiser):
    """The database holds the order after every row, so the rows come in an order that never breaks it."""
    before = days_of(open_period)
    wanted = tuple(day + timedelta(days=move) for day, move in zip(before, moves, strict=True))

    if list(wanted) == sorted(set(wanted)):
        amend(open_period, organiser, **dict(zip(DAYS, wanted, strict=True)))
        assert days_of(open_period) == wanted
    else:
        with pytest.raises(actions.NotReady):
            amend(open_period, organiser, **dict(zip(DAYS, wanted, strict=True)))
        assert days_of(open_period) == before


def test_stage_with_a_day_of_its_own_begins_and_gives_it_up(open_period, organiser):
    """Days that belong to no stage are shown; one that overlaps is refused."""
    verified_on = open_period.verification_closes_on
    amend(open_period, organiser, judging_opens_on=verified_on + timedelta(days=4))
    idle = open_period.idle_days()
    with pytest.raises(actions.NotReady, match="Penilaian bertumpang dengan Verifikasi"):
        amend(open_period, organiser, judging_opens_on=verified_on)
    amend(open_period, organiser, judging_opens_on=None)

    assert idle == [(verified_on + timedelta(days=1), verified_on + timedelta(days=3))]
    assert open_period.idle_days() == []


@pytest.mark.parametrize(
    ("what", "shift", "reason"),
    [
        ("announced_on", -400, "Pengumuman tidak boleh sebelum hari ini."),
        ("judging_closes_on", 11, "Pengumuman tidak boleh sebelum Penilaian selesai."),
        ("verification_closes_on", -11, "Verifikasi selesai tidak boleh sebelum Pendaftaran ditutup."),
        ("verification_closes_on", 10, "Penilaian bertumpang dengan Verifikasi."),
        ("announced_on", 0, "Ubah paling sedikit satu hal."),
    ],
)
def test_day_that_does_not_fit_is_refused(what, shift, reason, open_period, organiser):
    day = getattr(open_period, what) + timedelta(days=shift)

    with pytest.raises(actions.NotReady) as refusal:
        amend(open_period, organiser, **{what: day})

    assert any(sentence.startswith(reason) for sentence in refusal.value.reasons)
    assert not Amendment.objects.exists()
    assert not Job.objects.exists()


def test_moved_closing_pushes_later_days_by_the_same_rows_and_they_can_then_be_set(open_period, organiser, operator):
    """An overlap that the closing left behind does not stand against changing something else."""
    amend(open_period, organiser, verification_opens_on=open_period.registration_closes_on + timedelta(days=3))
    Job.objects.all().delete()
    day = open_period.judging_closes_on + timedelta(days=2)
    announced = open_period.announced_on

    actions.move_closing(open_period, by=organiser, closes_on=day, reason="Banjir")

    pushed = open_period.amendments.filter(reason="Banjir").order_by("pk").values_list("what", "new")
    assert list(pushed) == [
        ("verification_opens_on", None),
        ("judging_closes_on", day.isoformat()),
        ("verification_closes_on", day.isoformat()),
    ]
    assert days_of(open_period) == (day, day, announced)
    assert re.findall("^(.+)\nSemula", letters()[operator.email], re.MULTILINE) == [
        "Pendaftaran ditutup",
        "Verifikasi dimulai",
        "Penilaian selesai",
        "Verifikasi selesai",
    ]
    amend(open_period, organiser, winners=4)
    wanted = tuple(day + timedelta(days=days) for days in (10, 20, 30))
    amend(open_period, organiser, **dict(zip(DAYS, wanted, strict=True)))
    assert days_of(open_period) == wanted


def test_closing_moved_earlier_is_told_to_every_invited_agency(open_period, organiser, operator, other_operator, judge):
    """Whoever has an unfinished draft must know; the request leaves one job, whatever the number of agencies."""
    old = open_period.registration_closes_at
    change = actions.move_closing(
        open_period, by=organiser, closes_on=open_period.registration_closes_on - timedelta(days=5), reason="Banjir"
    )
    asked = list(Job.objects.values_list("kind", "key").order_by("kind"))
    before = Mail.objects.count()

    sent = letters()

    assert (asked, before) == (
        [
            ("competitions.amended", f"amended:registration_closes_on:{change.pk}"),
            ("competitions.closing_moved", f"closing_moved:{change.pk}"),
        ],
        0,
    )
    assert (set(sent), Mail.objects.count()) == ({operator.email, other_operator.email}, 2)
    words = f"Pendaftaran ditutup\nSemula: {penutupan(old)}\nMenjadi: {penutupan(change.new_closes_at)}"
    assert words in sent[operator.email]
    assert Mail.objects.first().subject == f"Pendaftaran ditutup menjadi {penutupan(change.new_closes_at)}"


def test_what_is_late_is_named(open_period, organiser):
    period = open_period
    period.take("close_registration", by=organiser)

    with pytest.raises(TransitionNotAllowed, match="tidak dapat diubah lagi: Tema, Kuota per instansi"):
        amend(period, organiser, theme="Tema lain", quota_per_agency=4, winners=4)

    assert Period.objects.get().winners == 3


# --- The database ------------------------------------------------------------------------------------


def sql(statement):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


def test_nothing_changes_but_by_an_amendment_that_starts_from_what_is(open_period, organiser):
    amend(open_period, organiser, winners=5, quota_per_agency=2)
    section = open_period.sections.get(code="ringkasan")
    actions.amend_guidance(section, by=organiser, guidance="Jelaskan.", reason="Kurang jelas")
    row = {"period": open_period, "reason": "x", "by": organiser}
    refused = [
        ("frozen", lambda: sql("UPDATE competitions_period SET winners = 3")),
        ("frozen", lambda: sql("UPDATE competitions_period SET quota_per_agency = NULL")),
        ("frozen", lambda: sql("UPDATE competitions_period SET winners = 5, announced_on = announced_on + 1")),
        ("frozen", lambda: sql("UPDATE competitions_section SET guidance = 'x'")),
        ("frozen", lambda: sql("UPDATE competitions_section SET guidance = 'Jelaskan.', max_words = 900")),
        ("starts from another", lambda: Amendment.objects.create(what="winners", old=3, new=9, **row)),
        ("names_its_part", lambda: Amendment.objects.create(what="winners", old=5, new=9, section=section, **row)),
        ("names_its_part", lambda: Amendment.objects.create(what="section_guidance", old="", new="x", **row)),
        ("Cannot update or delete", lambda: sql("UPDATE competitions_amendment SET reason = 'lain'")),
        ("Cannot update or delete", lambda: sql("DELETE FROM competitions_amendment")),
    ]

    for words, act in refused:
        with pytest.raises((IntegrityError, DatabaseError), match=words), transaction.atomic():
            act()

    open_period.refresh_from_db()
    assert (open_period.winners, open_period.quota_per_agency) == (5, 2)
    assert str(Amendment.objects.first()) == f"{open_period}: Jumlah pemenang"


# --- The page ----------------------------------------------------------------------------------------


def typed(period, **changes):
    data = {"theme": period.theme, "winners": "3", "champions": "3", "runners_up": "3", "version": "1"}
    data |= {"quota_per_agency": "", "reminder_days": "7, 3, 1"}
    for name in DAYS:
        data |= date_of(name, getattr(period, name))
    return data | {"reason": "Gedung terendam banjir"} | changes


def test_page_changes_what_was_typed_over(client, organiser, open_period):
    client.force_login(organiser)
    address = f"/periode/{open_period.pk}/perubahan/"

    offered = client.get(address)
    nothing = client.post(address, typed(open_period))
    bare = client.post(address, typed(open_period, winners="", reason=""))
    done = client.post(address, typed(open_period, winners="4", quota_per_agency="2"), follow=True)
    late = client.post(address, typed(open_period, winners="6"))

    assert list(offered.context["form"].fields) == [
        *[w for w in What.values if "guidance" not in w],
        "reason",
        "version",
    ]
    assert len(offered.context["guided"]) == 14
    assert nothing.context["form"].non_field_errors() == ["Ubah paling sedikit satu hal."]
    assert bare.context["form"].errors == {"winners": ["Isi jumlah pemenang"], "reason": ["Isi alasan"]}
    assert "Perubahan berlaku, dicatat, dan diberitahukan lewat surel." in done.content.decode()
    assert "baru saja diubah oleh penyelenggara lain" in late.content.decode()
    open_period.refresh_from_db()
    assert (open_period.winners, open_period.quota_per_agency, open_period.version) == (4, 2, 2)
    assert list(Amendment.objects.order_by("pk").values_list("what", flat=True)) == ["quota_per_agency", "winners"]


def resend(client, address, page):
    """Press the button of the page again with exactly what it shows."""
    form = page.context["form"]
    return client.post(address, {name: form.data[name] for name in form.data}, follow=True)


def test_officer_who_was_second_sees_both_and_saves_with_the_next_press(client, organiser, open_period):
    """Of all three forms: what was typed stays, what is stored stands beside it, and the form builds on that."""
    client.force_login(organiser)
    colleague = UserFactory(role=Role.ORGANISER)
    guided = f"/periode/{open_period.pk}/perubahan/bagian/ringkasan/"
    section = open_period.sections.get(code="ringkasan")
    mine = {"guidance": "Jelaskan hasilnya.", "reason": "Kurang jelas", "version": "1"}
    day = open_period.registration_closes_on + timedelta(days=3)
    closing = date_of("closes_on", day) | {"reason": "Banjir", "version": "1"}
    actions.amend_guidance(section, by=colleague, guidance="Jelaskan masalahnya.", reason="Kurang jelas")
    open_period.refresh_from_db()
    amend(open_period, colleague, winners=5)
    pages = {
        address: client.post(address, data)
        for address, data in (
            (guided, mine),
            (f"/periode/{open_period.pk}/perubahan/", typed(open_period, winners="4", theme="Tema kita")),
            (f"/periode/{open_period.pk}/geser-penutupan/", closing),
        )
    }

    shown = [list(page.context["form"].differing()) for page in list(pages.values())[:2]]
    for address, page in pages.items():
        assert "baru saja diubah oleh penyelenggara lain" in page.content.decode()
        assert page.context["form"]["version"].value() == "3"
        Period.objects.filter(pk=open_period.pk).update(version=3)  # each stands alone
        assert resend(client, address, page).redirect_chain == [(f"/periode/{open_period.pk}/", 302)]

    assert shown == [
        [("Pertanyaan pemandu", "Jelaskan hasilnya.", "Jelaskan masalahnya.")],
        [("Tema", "Tema kita", "Inovasi yang berdampak"), ("Jumlah pemenang", "4", "5")],
    ]
    assert [text in pages[guided].content.decode() for text in ("Jelaskan hasilnya.", "Jelaskan masalahnya.")] == [
        True,
        True,
    ]
    open_period.refresh_from_db()
    section.refresh_from_db()
    assert (section.guidance, open_period.winners, open_period.theme, open_period.registration_closes_on) == (
        "Jelaskan hasilnya.",
        4,
        "Tema kita",
        day,
    )


def test_page_of_judging_offers_only_what_lies_ahead(client, organiser, open_period):
    set_rules(open_period, status=Period.Status.JUDGING)
    client.force_login(organiser)

    page = client.get(f"/periode/{open_period.pk}/perubahan/")

    numbers = ["winners", "champions", "runners_up"]
    assert list(page.context["form"].fields) == ["judging_closes_on", "announced_on", *numbers, "reason", "version"]
    assert page.context["guided"] == []
