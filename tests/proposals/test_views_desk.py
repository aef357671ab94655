"""The organiser's desk: what it shows, what it never shows, and how it decides."""

from datetime import timedelta

import pytest
from django.utils import timezone

from kipp.clock import today
from proposals import actions
from proposals.models import Answer, Attachment, Proposal
from tests.factories.accounts import UserFactory
from tests.factories.competitions import make_period, set_rules
from tests.factories.proposals import add_file, make_checked, make_draft, make_returned, make_sent, make_verified

pytestmark = pytest.mark.django_db


@pytest.fixture
def at_desk(client, organiser):
    client.force_login(organiser)
    return client


def titles(page):
    return [proposal.innovation.title for proposal in page.context["proposals"]]


def test_list_is_oldest_first_with_drafts_at_the_end(at_desk, operator, open_period):
    make_draft(by=operator, period=open_period, title="Draf")
    make_sent(by=operator, period=open_period, title="Pertama")
    make_sent(by=operator, period=open_period, title="Kedua")

    page = at_desk.get("/meja/proposal/")
    drafts = at_desk.get("/meja/proposal/", {"status": "draft"})

    assert titles(page) == ["Pertama", "Kedua", "Draf"]
    assert titles(drafts) == ["Draf"]
    counts = ["Semua (3)", "Draf (1)", "Terkirim (2)", "Perlu perbaikan (0)", "Lolos verifikasi (0)"]
    counts += ["Tidak lolos verifikasi (0)", "Ditarik (0)"]
    for shown, chosen in ((page, "Semua (3)"), (drafts, "Draf (1)")):
        assert [(tab["label"], tab["current"]) for tab in shown.context["statuses"]] == [
            (label, label == chosen) for label in counts
        ]


def test_drafts_say_their_age_and_last_editor_and_are_found_by_age(at_desk, operator, open_period):
    old, younger = (make_draft(by=operator, period=open_period, title=title) for title in ("Lama", "Baru"))
    sent = make_sent(by=operator, period=open_period, title="Terkirim")
    Proposal.objects.filter(pk__in=[old.pk, sent.pk]).update(created_at=timezone.now() - timedelta(days=12))
    colleague = UserFactory(role="operator", agency=operator.agency, name="Wulan Rekan")
    actions.save_answer(old, by=operator, section=open_period.sections.first(), text="RAHASIA-DRAF", version=0)
    Answer.objects.filter(proposal=old).update(updated_at=timezone.now() - timedelta(days=5))
    add_file(old, by=colleague, kind=open_period.attachment_kinds.first())
    Attachment.objects.filter(proposal=old).update(uploaded_at=timezone.now() - timedelta(days=3))

    rows = at_desk.get("/meja/proposal/", {"urut": "umur"})
    page = at_desk.get(f"/meja/proposal/{old.pk}/").content.decode()

    words = "Draf, 12 hari, terakhir diubah 3 hari lalu oleh Wulan Rekan"
    assert [(row.innovation.title, row.draft_words) for row in rows.context["proposals"]] == [
        ("Lama", words),
        ("Baru", "Draf sejak hari ini, belum diisi"),
        ("Terkirim", ""),
    ]
    assert [f"{words}." in page, "RAHASIA-DRAF" in page + rows.content.decode()] == [True, False]
    found = {days: titles(at_desk.get("/meja/proposal/", {"umur": days})) for days in ("7", "14")}
    assert found == {"7": ["Lama"], "14": []}
    Proposal.objects.filter(pk=younger.pk).update(created_at=timezone.now() - timedelta(days=7))
    assert titles(at_desk.get("/meja/proposal/", {"umur": "7", "urut": "-umur"})) == ["Baru", "Lama"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({}, ["Antar", "Jemput"]),
        ({"status": "submitted"}, ["Antar"]),
        ({"cari": "JEMP"}, ["Jemput"]),
        ({"cari": "tidak ada"}, []),
        ({"periode": ""}, ["Antar", "Jemput", "Lama"]),
        ({"periode": "2023"}, ["Lama"]),
        ({"kategori": "second"}, ["Jemput"]),
        ({"instansi": "other"}, ["Jemput"]),
    ],
)
def test_filters_narrow_the_list(query, found, at_desk, operator, other_operator, organiser, open_period):
    first, second = open_period.categories.order_by("order")[:2]
    old = make_period(by=organiser, year=2023)
    type(old).objects.filter(pk=old.pk).update(status="registration")
    make_sent(by=operator, period=open_period, title="Antar", category=first)
    make_draft(by=other_operator, period=open_period, title="Jemput", category=second)
    make_draft(by=operator, period=old, title="Lama")
    values = {"second": second.pk, "other": other_operator.agency_id}

    page = at_desk.get("/meja/proposal/", {key: values.get(value, value) for key, value in query.items()})

    assert titles(page) == found


def test_filters_survive_paging(at_desk, operator, open_period):
    for number in range(31):
        make_draft(by=operator, period=open_period, title=f"Draf {number}")

    text = at_desk.get("/meja/proposal/", {"status": "draft"}).content.decode()

    assert 'href="?status=draft&amp;halaman=2"' in text
    assert "31 proposal" in text


def test_draft_shows_its_state_and_never_its_text(at_desk, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.first()
    actions.save_answer(draft, by=operator, section=section, text="RAHASIA-DRAF", version=0)

    page = at_desk.get(f"/meja/proposal/{draft.pk}/")

    text = page.content.decode()
    assert "Proposal ini masih berupa draf." in text
    assert "RAHASIA-DRAF" not in text
    assert "Simpan putusan" not in text


def test_repair_in_progress_is_not_shown(at_desk, operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    section = open_period.sections.order_by("order").first()
    actions.save_answer(returned, by=operator, section=section, text="RAHASIA-PERBAIKAN", version=1)

    text = at_desk.get(f"/meja/proposal/{returned.pk}/").content.decode()

    assert f"Uraian {section.title}." in text
    assert "RAHASIA-PERBAIKAN" not in text
    assert "/unduh/" not in text


def test_sent_proposal_shows_text_files_verdicts_and_the_decision(at_desk, operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    text = at_desk.get(f"/meja/proposal/{sent.pk}/").content.decode()

    for section in open_period.sections.all():
        assert f"Uraian {section.title}." in text
    for file in sent.files():
        assert f"/proposal/lampiran/{file.pk}/unduh/" in text
    assert "Saat dikirim" in text
    assert "Memenuhi, lebih 41 hari" in text
    assert "Simpan putusan" in text


def test_desk_keeps_the_list_as_it_was_left_through_a_decision(at_desk, operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser, title="Sapa Rumah")
    other = make_sent(by=operator, period=open_period, title="Sapa Warga")
    suffix = "?kembali=status%3Dsubmitted%26cari%3Dsapa"

    rows = at_desk.get("/meja/proposal/?status=submitted&cari=sapa").content.decode()
    page = at_desk.get(f"/meja/proposal/{sent.pk}/{suffix}")
    done = at_desk.post(f"/meja/proposal/{sent.pk}/putusan/{suffix}", {"decision": "verify"})

    assert f'href="/meja/proposal/{sent.pk}/{suffix}"' in rows
    assert page.context["back_url"] == "/meja/proposal/?status=submitted&cari=sapa"
    assert page.context["following"] == {"title": "Sapa Warga", "url": f"/meja/proposal/{other.pk}/{suffix}"}
    assert done["Location"] == f"/meja/proposal/{sent.pk}/{suffix}"


def test_columns_of_the_desk_sort_both_ways(at_desk, operator, open_period):
    for title in ("Sapa", "Antar"):
        make_sent(by=operator, period=open_period, title=title)

    shown = {order: titles(at_desk.get("/meja/proposal/", {"urut": order})) for order in ("judul", "-judul", "lain")}

    assert shown == {"judul": ["Antar", "Sapa"], "-judul": ["Sapa", "Antar"], "lain": ["Sapa", "Antar"]}
    assert at_desk.get("/meja/proposal/?urut=judul").content.decode().count('aria-sort="ascending"') == 1


def test_only_decisions_that_may_be_taken_are_offered(at_desk, operator, organiser, open_period):
    sent = make_sent(by=operator, period=open_period, title="Terkirim")
    returned = make_returned(by=operator, period=open_period, organiser=organiser, title="Kembali")

    forms = {
        proposal.status: at_desk.get(f"/meja/proposal/{proposal.pk}/").context["form"] for proposal in (sent, returned)
    }
    offered = {status: [value for value, _ in form.fields["decision"].choices] for status, form in forms.items()}

    assert offered == {"submitted": ["verify", "send_back", "reject"], "returned": ["reject"]}
    assert {status: "due_on" in form.fields for status, form in forms.items()} == {"submitted": True, "returned": False}


def test_history_is_newest_first_with_reasons_and_names(at_desk, operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    check = returned.checks.get()

    lines = at_desk.get(f"/meja/proposal/{returned.pk}/").context["history"]

    note = [f"Alasan: {'; '.join(check.reason_labels)}.", check.note, f"Disampaikan {organiser.name}"]
    assert [(line.title, line.by) for line in lines] == [
        ("Dikembalikan untuk perbaikan", organiser.name),
        ("Saat dikirim: Memenuhi, lebih 41 hari", ""),
        ("Dikirim", operator.name),
    ]
    assert lines[0].note == "\n".join(note)


def test_verifying(at_desk, operator, organiser, open_period):
    sent = make_checked(by=operator, period=open_period, organiser=organiser)

    page = at_desk.post(f"/meja/proposal/{sent.pk}/putusan/", {"decision": "verify"}, follow=True)

    assert page.redirect_chain == [(f"/meja/proposal/{sent.pk}/", 302)]
    assert "Putusan dicatat, belum disampaikan kepada instansi: Lolos verifikasi." in page.content.decode()
    assert (Proposal.objects.get().status, sent.checks.get().is_pending) == ("submitted", True)


def test_sending_back(at_desk, operator, open_period):
    sent = make_sent(by=operator, period=open_period)
    due = today() + timedelta(days=5)

    at_desk.post(
        f"/meja/proposal/{sent.pk}/putusan/",
        {
            "decision": "send_back",
            "reasons": ["careless", "evidence"],
            "note": "Perjelas.",
            "due_on_hari": due.day,
            "due_on_bulan": due.month,
            "due_on_tahun": due.year,
        },
    )

    check = sent.checks.get()
    assert (check.decision, check.repair_due_on, check.reasons, check.note) == (
        "send_back",
        due,
        ["careless", "evidence"],
        "Perjelas.",
    )


def test_rejecting(at_desk, operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    at_desk.post(f"/meja/proposal/{sent.pk}/putusan/", {"decision": "reject", "reasons": ["duplicate_title"]})

    check = sent.checks.get()
    assert (check.decision, check.reason_labels) == ("reject", ["Judul sama dengan proposal lain"])


@pytest.mark.parametrize(
    ("data", "errors"),
    [
        ({}, ["Pilih putusan"]),
        ({"decision": "reject"}, ["Pilih paling sedikit satu alasan"]),
        ({"decision": "send_back", "reasons": ["evidence"]}, ["Isi batas perbaikan"]),
        (
            {"decision": "send_back", "due_on_hari": 1, "due_on_bulan": 1, "due_on_tahun": 2020},
            ["Pilih paling sedikit satu alasan", "Batas perbaikan harus hari ini atau sesudahnya"],
        ),
    ],
)
def test_decision_that_lacks_something_keeps_what_was_typed(data, errors, at_desk, operator, open_period):
    sent = make_sent(by=operator, period=open_period)

    page = at_desk.post(f"/meja/proposal/{sent.pk}/putusan/", data | {"note": "Catatan yang diketik"})

    text = page.content.decode()
    assert page.status_code == 422
    assert [error for messages in page.context["form"].errors.values() for error in messages] == errors
    assert f"Ada {len(errors)} hal yang perlu diperbaiki" in text
    assert "Catatan yang diketik" in text
    assert Proposal.objects.get().status == "submitted"


def test_ineligible_proposal_is_not_verified_and_says_why(at_desk, operator, open_period):
    sent = make_sent(by=operator, period=open_period, days_to_spare=0)
    set_rules(
        open_period,
        registration_closes_on=open_period.registration_closes_on - timedelta(days=1),
        registration_closes_at=open_period.registration_closes_at - timedelta(days=1),
    )

    page = at_desk.post(f"/meja/proposal/{sent.pk}/putusan/", {"decision": "verify"})

    assert page.status_code == 422
    assert "Proposal ini tidak dapat diloloskan: Belum memenuhi, kurang 1 hari." in page.content.decode()


def test_second_click_on_a_decision_is_explained(at_desk, operator, organiser, open_period):
    verified = make_verified(by=operator, period=open_period, organiser=organiser)

    page = at_desk.post(f"/meja/proposal/{verified.pk}/putusan/", {"decision": "verify"}, follow=True)

    assert "Proposal ini sudah berubah. Muat ulang halaman." in page.content.decode()
    assert verified.checks.count() == 1


LISTS = [
    ("organiser", "/meja/proposal/?periode="),
    ("operator", "/proposal/"),
    ("organiser", "/satu-instansi-satu-inovasi/"),
]


@pytest.mark.parametrize(("role", "url"), LISTS)
def test_lists_take_as_many_queries_for_3_as_for_60(
    role, url, client, request, operator, organiser, open_period, django_assert_max_num_queries
):
    def count():
        client.force_login(request.getfixturevalue(role))
        client.get(url)
        with django_assert_max_num_queries(25) as captured:
            client.get(url)
        return len(captured)

    for number in range(3):
        make_sent(by=operator, period=open_period, title=f"Terkirim {number}")
    few = count()
    for number in range(57):
        make_draft(by=operator, period=open_period, title=f"Draf {number}")
        UserFactory(role="operator")

    assert count() == few


@pytest.mark.parametrize("page", ["/proposal/{}/", "/proposal/{}/periksa/"])
def test_pages_of_a_draft_stay_below_25_queries(page, client, operator, open_period, django_assert_max_num_queries):
    draft = make_draft(by=operator, period=open_period)
    client.force_login(operator)

    with django_assert_max_num_queries(25):
        client.get(page.format(draft.pk))


@pytest.mark.parametrize("page", ["/meja/proposal/{}/"])
def test_desk_page_stays_below_25_queries(page, at_desk, operator, open_period, django_assert_max_num_queries):
    sent = make_sent(by=operator, period=open_period)

    with django_assert_max_num_queries(25):
        at_desk.get(page.format(sent.pk))
