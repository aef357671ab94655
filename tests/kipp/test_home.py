"""What waits for each person, and the numbers that lead to their rows."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kipp import home
from kipp.jobs.models import Job
from kipp.text import hari_tanggal, penutupan
from proposals.wording import quota_sentence, verdict_sentences
from tests.factories.competitions import close_now, make_period, set_rules
from tests.factories.judging import hand_in_all, judged_period
from tests.factories.proposals import make_complete, make_draft, make_returned, make_sent, make_verified
from tests.factories.skm import make_open_survey

pytestmark = pytest.mark.django_db


def waiting(user):
    return [(item.text, item.url, item.label) for item in home.context(user)["todo"]]


def test_office_without_a_period_is_led_to_the_one_in_preparation(organiser):
    draft = make_period(by=organiser)

    shown = home.context(organiser)

    assert waiting(organiser) == [(f"{draft.title} belum dibuka.", f"/periode/{draft.pk}/", "Periksa periode")]
    assert (shown["period"], shown["phases"], shown["figures"]) == (None, [], [])


def test_office_sees_what_waits_while_registration_is_open(organiser, operator, other_agency, open_period):
    make_sent(by=operator, period=open_period, title="Terkirim")
    make_draft(by=operator, period=open_period, title="Draf")
    make_returned(by=operator, period=open_period, organiser=organiser, title="Kembali")
    make_open_survey(by=operator, agency=operator.agency, population=1200)
    Job.objects.create(kind="mail.send", state=Job.State.FAILED, attempts=3, error="421")
    closing = penutupan(open_period.registration_closes_at)

    assert waiting(organiser) == [
        ("1 proposal menunggu verifikasi.", "/meja/proposal/?status=submitted", "Verifikasi"),
        (
            f"1 proposal masih berupa draf. Pendaftaran ditutup {closing}.",
            "/meja/proposal/?status=draft",
            "Lihat draf",
        ),
        ("1 instansi belum mendaftarkan inovasi.", "/meja/pengingat/", "Kirim pengingat"),
        ("1 survei belum mencapai jumlah responden yang diperlukan.", "/survei/", "Lihat survei"),
        ("1 pekerjaan latar gagal.", "/pekerjaan/?keadaan=failed", "Lihat pekerjaan"),
    ]


def test_numbers_of_the_office_lead_to_their_rows(client, organiser, operator, other_operator, open_period):
    make_sent(by=operator, period=open_period)
    make_draft(by=other_operator, period=open_period)

    figures = home.context(organiser)["figures"]

    year = open_period.year
    assert [(figure.label, figure.value, figure.url) for figure in figures] == [
        ("proposal terkirim", "1", "/meja/proposal/"),
        ("Perangkat Daerah belum berinovasi", "1", f"/satu-instansi-satu-inovasi/?belum={year}"),
        ("lembar nilai terkirim", "–", "/penilaian/"),
        ("survei sedang dibuka", "0", "/survei/"),
    ]


def test_office_sees_repairs_and_then_that_judging_can_be_prepared(organiser, operator, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    close_now(open_period)
    repairing = waiting(organiser)
    type(returned).objects.filter(pk=returned.pk).update(status="rejected")

    assert repairing == [
        ("1 proposal sedang diperbaiki instansi.", "/meja/proposal/?status=returned", "Lihat perbaikan")
    ]
    assert waiting(organiser) == [("Semua proposal sudah diputuskan.", "/penilaian/", "Siapkan penilaian")]


def test_office_waits_for_the_sheets_and_then_closes(organiser, judge, other_judge, open_period):
    judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])
    before = waiting(organiser)
    hand_in_all(open_period)

    assert before == [("4 lembar nilai belum dikirim juri.", "/penilaian/", "Lihat juri")]
    assert waiting(organiser) == [("Semua lembar nilai sudah dikirim.", "/penilaian/", "Tutup penilaian")]


@pytest.mark.parametrize(
    ("status", "todo"),
    [
        ("decided", [("Hasil penilaian belum diumumkan.", "/penilaian/", "Siapkan pengumuman")]),
        ("announced", []),
    ],
)
def test_office_after_judging(organiser, open_period, monkeypatch, status, todo):
    open_period.status = status
    monkeypatch.setattr(type(type(open_period).objects.all()), "current", lambda rows: open_period)

    assert waiting(organiser) == todo


def test_agency_is_told_to_enter_to_go_on_and_to_repair(operator, organiser, open_period):
    closing = penutupan(open_period.registration_closes_at)
    empty = waiting(operator)
    draft = make_draft(by=operator, period=open_period, title="Antar")
    complete = make_complete(by=operator, period=open_period, title="Bawa")
    returned = make_returned(by=operator, period=open_period, organiser=organiser, title="Jemput")
    make_verified(by=operator, period=open_period, organiser=organiser, title="Sapa")

    assert empty == [
        (
            f"Instansi Anda belum mendaftarkan inovasi. Pendaftaran ditutup {closing}.",
            "/proposal/baru/",
            "Cek kelayakan",
        )
    ]
    assert waiting(operator) == [
        (
            f"Antar: {len(draft.gaps())} hal belum lengkap. Kirim paling lambat {closing}.",
            f"/proposal/{draft.pk}/",
            "Lengkapi",
        ),
        (
            f"Bawa: isian lengkap, belum dikirim. Kirim paling lambat {closing}.",
            f"/proposal/{complete.pk}/periksa/",
            "Periksa dan kirim",
        ),
        (
            f"Jemput: kirim perbaikan paling lambat {hari_tanggal(returned.repair_due_on)}.",
            f"/proposal/{returned.pk}/",
            "Perbaiki",
        ),
    ]


def test_agency_is_told_why_a_complete_draft_cannot_be_sent(operator, other_operator, open_period):
    set_rules(open_period, quota_per_agency=1, is_title_once=True)
    make_sent(by=other_operator, period=open_period, title="Antar  dokumen")
    taken = make_complete(by=operator, period=open_period, title="Antar Dokumen")
    young = make_complete(by=operator, period=open_period, title="Bawa", days_to_spare=-5)
    old = make_complete(by=other_operator, period=open_period, title="Jemput")
    start, rules = young.innovation.implemented_on, young.entry_rules()
    too_young = verdict_sentences(young.verdict(), implemented_on=start, rules=rules)
    duplicate = verdict_sentences(taken.verdict(), implemented_on=taken.innovation.implemented_on, rules=rules)
    with CaptureQueriesContext(connection) as few:
        todo = waiting(operator)
    for number in range(8):
        make_complete(by=operator, period=open_period, title=f"Lain {number}")
    with CaptureQueriesContext(connection) as many:
        waiting(operator)

    assert todo == [
        (f"{title}: isian lengkap, tetapi belum dapat dikirim. {' '.join(why)}", f"/proposal/{pk}/", "Lihat proposal")
        for title, pk, why in (("Antar Dokumen", taken.pk, duplicate), ("Bawa", young.pk, too_young))
    ]
    assert duplicate[-1] == "Judul ini sudah dipakai proposal lain pada periode ini. Ubah judul inovasi."
    assert waiting(other_operator) == [
        (
            f"Jemput: isian lengkap, tetapi belum dapat dikirim. {quota_sentence(1)}",
            f"/proposal/{old.pk}/",
            "Lihat proposal",
        )
    ]
    assert len(few) == len(many)


def test_agency_has_nothing_to_do_without_a_period(operator):
    shown = home.context(operator)

    assert (shown["todo"], list(shown["proposals"]), shown["surveys"]) == ([], [], [])


def test_agency_sees_its_proposals_and_surveys_in_words(operator, open_period):
    sent = make_sent(by=operator, period=open_period, title="Antar")
    make_draft(by=operator, period=open_period, title="Jemput")
    make_open_survey(by=operator, agency=operator.agency)
    make_open_survey(by=operator, agency=operator.agency, population=10)

    shown = home.context(operator)

    assert [line["note"] for line in shown["proposals"]] == [
        f"{open_period.year}, {sent.number}",
        f"{open_period.year}, belum dikirim",
    ]
    assert {line["note"] for line in shown["surveys"]} == {
        "0 responden",
        "0 dari 10 responden yang diperlukan",
    }


def test_judge_is_led_to_the_next_sheet_until_all_are_sent(organiser, judge, other_judge, open_period):
    judged_period(open_period, by=organiser, proposals=2, judges=[judge, other_judge])
    first = judge.assignments.order_by("order").first()
    before = home.context(judge)
    hand_in_all(open_period)
    after = home.context(judge)

    assert (before["following"], before["tasks"]["handed_in"], before["to_do"]) == (first, 0, 2)
    assert (after["following"], after["tasks"]["handed_in"], after["to_do"]) == (None, 2, 2)


def test_each_home_asks_few_questions(client, cast, open_period, django_assert_max_num_queries):
    for person in cast.values():
        client.force_login(person)
        with django_assert_max_num_queries(25):
            assert client.get("/").status_code == 200
