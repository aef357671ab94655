import re

import pytest
from django.urls import reverse

from competitions.models import Period
from judging import actions
from judging.models import Assignment, Publication, Ranking
from judging.sheet import Mark
from kipp.accounts.models import Role
from tests.factories.accounts import AgencyFactory, UserFactory
from tests.factories.competitions import close_now, set_rules
from tests.factories.judging import (
    hand_in_all,
    judged_period,
    marks,
    publish,
    seat_all,
    typed_sheet,
    verified_proposal,
)


@pytest.fixture
def judged(open_period, organiser, judge, other_judge):
    return judged_period(open_period, by=organiser, proposals=3, judges=[judge, other_judge])


@pytest.fixture
def task(judged, judge):
    return Assignment.objects.filter(judge=judge).named().order_by("order").first()


@pytest.fixture
def as_judge(client, judge):
    client.force_login(judge)
    return client


@pytest.fixture
def as_organiser(client, organiser):
    client.force_login(organiser)
    return client


def text_of(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def url(name, *args):
    return reverse(f"judging:{name}", args=args)


# Tasks


def test_task_list_counts_and_keeps_the_own_order(as_judge, task, judge):
    actions.hand_in(task, by=judge, version=1, marks=marks(80))
    second = Assignment.objects.filter(judge=judge).named().order_by("order")[1]
    actions.save_sheet(second, by=judge, version=1, marks={"efektif": Mark(None, "Nanti")})

    response = as_judge.get(url("task_list"))

    assert "3 proposal" in text_of(response)
    assert "1 terkirim, 1 draf" in text_of(response)
    own = Assignment.objects.filter(judge=judge).order_by("order")
    assert [row.pk for row in response.context["tasks"]] == [row.pk for row in own]
    assert f'href="{url("sheet", second.pk)}">Nilai proposal berikutnya' in response.content.decode()


def test_task_list_without_tasks_says_so(as_judge, db):
    assert "Belum ada proposal yang ditugaskan kepada Anda." in text_of(as_judge.get(url("task_list")))


# The sheet


def test_sheet_shows_text_definitions_anchors_and_no_preselected_value(as_judge, task):
    response = as_judge.get(url("sheet", task.pk))

    page = response.content.decode()
    assert 'class="dua-panel"' in page
    assert f"Uraian {task.proposal.innovation.title}" in page
    for criterion in task.round.criteria.all():
        assert criterion.definition in page
        assert criterion.anchors[0]["words"] in page
    assert re.findall(r'name="nilai_[a-z_]+"[^>]*value=', page) == []
    assert len(re.findall(r'name="nilai_[a-z_]+"[^>]*inputmode="decimal"', page)) == 5


def test_sheet_saves_a_part_with_comma_and_shows_what_is_stored(as_judge, task):
    data = typed_sheet(task, "82.5", None, None, None, None)

    response = as_judge.post(url("sheet", task.pk), data, follow=True)

    assert "Draf disimpan." in text_of(response)
    assert 'value="82,5"' in response.content.decode()
    assert "Nilai lembar sementara 12,38 dari kriteria berbobot 15%" in text_of(response)


def test_sheet_refuses_what_is_no_score_and_keeps_what_was_typed(as_judge, task):
    data = typed_sheet(task, 80) | {"nilai_efektif": "delapan", "nilai_kebaruan": "100,5"}

    response = as_judge.post(url("sheet", task.pk), data)

    assert response.status_code == 422
    assert "Ada 2 hal yang perlu diperbaiki" in text_of(response)
    assert "Nilai Efektif harus berupa angka, misalnya 82,5" in text_of(response)
    assert "Nilai Kebaruan harus antara 0 dan 100" in text_of(response)
    assert 'value="delapan"' in response.content.decode()
    assert actions.marks_of(task) == {}


def test_autosave_answers_with_the_hour_and_the_new_version(as_judge, task):
    response = as_judge.post(
        url("sheet", task.pk), typed_sheet(task, 80, 80, None, None, None), headers={"HX-Request": "true"}
    )

    page = response.content.decode()
    assert re.search(r"Tersimpan pukul \d\d\.\d\d WIB", page)
    assert 'id="versi-lembar" value="2" hx-swap-oob="true"' in page
    assert "<html" not in page


def test_autosave_of_nonsense_answers_422_with_the_reason(as_judge, task):
    data = typed_sheet(task, 80) | {"nilai_efektif": "delapan"}

    response = as_judge.post(url("sheet", task.pk), data, headers={"HX-Request": "true"})

    assert response.status_code == 422
    assert "Belum tersimpan. Nilai Efektif harus berupa angka, misalnya 82,5" in text_of(response)


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_second_tab_gets_409_with_both_versions(as_judge, task, headers):
    first = typed_sheet(task, 70, reason="Dari tab pertama.")
    second = typed_sheet(task, 90, reason="Dari tab kedua.")
    as_judge.post(url("sheet", task.pk), first)

    response = as_judge.post(url("sheet", task.pk), second, headers=headers)

    assert response.status_code == 409
    assert "Lembar ini sudah diubah di tab lain" in text_of(response)
    assert "90,00 Dari tab kedua. 70,00 Dari tab pertama." in text_of(response)
    assert actions.marks_of(task)["efektif"].value == 70


def test_conflict_page_lets_the_typed_version_be_stored(as_judge, task):
    as_judge.post(url("sheet", task.pk), typed_sheet(task, 70))
    page = as_judge.post(url("sheet", task.pk), typed_sheet(task, 90)).content.decode()
    hidden = dict(re.findall(r'<input type="hidden" name="((?:versi|nilai|alasan)[a-z_]*)" value="([^"]*)"', page))

    as_judge.post(url("sheet", task.pk), hidden)

    assert {mark.value for mark in actions.marks_of(task).values()} == {90}


def test_hand_in_names_everything_that_is_missing_and_keeps_the_text(as_judge, task):
    data = typed_sheet(task, 80, None, 20, 95, 80, reason="")

    response = as_judge.post(url("hand_in", task.pk), data)

    assert response.status_code == 422
    text = text_of(response)
    assert "Ada 3 hal yang perlu diperbaiki" in text
    assert "Pilih nilai Efektif" in text
    assert "Isi alasan nilai Bermanfaat" in text
    assert "Isi alasan nilai Dapat Ditransfer" in text
    assert 'value="20"' in response.content.decode()


def test_hand_in_echoes_the_stored_values_and_goes_on_to_the_next(as_judge, task, judge):
    response = as_judge.post(url("hand_in", task.pk), typed_sheet(task, "82.5", 80, 80, 80, 80), follow=True)

    following = Assignment.objects.filter(judge=judge).outstanding().order_by("order").first()
    assert response.redirect_chain == [(url("sheet", following.pk), 302)]
    assert (
        f"Nilai {task.proposal.number} terkirim: Kebaruan 82,5, Efektif 80, Bermanfaat 80,"
        " Dapat Ditransfer 80, Berkelanjutan 80."
    ) in text_of(response)


def test_hand_in_of_the_last_sheet_leads_to_the_list(as_judge, judged, judge):
    for task in Assignment.objects.filter(judge=judge).named():
        response = as_judge.post(url("hand_in", task.pk), typed_sheet(task, 80))

    assert response.url == url("task_list")
    assert "Semua lembar nilai Anda sudah terkirim." in text_of(as_judge.get(response.url))


def test_sheet_handed_in_is_read_only_and_says_so_when_posted_to(as_judge, task):
    as_judge.post(url("hand_in", task.pk), typed_sheet(task, 80))

    page = as_judge.get(url("sheet", task.pk)).content.decode()
    again = as_judge.post(url("sheet", task.pk), typed_sheet(task, 90) | {"versi": "2"}, follow=True)
    twice = as_judge.post(url("hand_in", task.pk), typed_sheet(task, 90) | {"versi": "2"}, follow=True)

    assert "nilai_efektif" not in page
    assert page.count("80,00") == 6
    for response in (again, twice):
        assert "Lembar nilai ini sudah tertutup: Terkirim." in text_of(response)
    assert actions.marks_of(task)["efektif"].value == 80


def test_recuse_asks_for_a_reason_and_takes_the_task_off(as_judge, task):
    refused = as_judge.post(url("recuse", task.pk), {"alasan": " "})
    response = as_judge.post(url("recuse", task.pk), {"alasan": "Saudara kandung."}, follow=True)

    assert "Isi alasan" in text_of(refused)
    assert f"Anda tidak menilai proposal {task.proposal.number}." in text_of(response)
    assert "1 tidak dinilai" in text_of(response)
    assert as_judge.get(url("recuse", task.pk)).status_code == 403


# The panel


def test_panel_shows_progress_and_names_who_is_missing(as_organiser, judged, judge, other_judge, task):
    actions.hand_in(task, by=judge, version=1, marks=marks(81))

    text = text_of(as_organiser.get(url("panel")))

    assert "Lembar nilai terkirim: 1 dari 6" in text
    assert "0 draf, 0 tidak dinilai." in text
    assert f"{judge.name} belum mengirim 2 lembar:" in text
    assert f"{other_judge.name} belum mengirim 3 lembar:" in text
    assert "81" not in re.sub(r"KIPP-2024-\d+|Rekaan \d+|Nomor \d+", "", text)


def test_panel_tells_progress_by_judge_and_by_proposal(as_organiser, judged, judge, task):
    actions.hand_in(task, by=judge, version=1, marks=marks(81))

    by_judge = text_of(as_organiser.get(url("panel")))
    by_proposal = text_of(as_organiser.get(url("panel"), {"tampilan": "proposal"}))

    assert f"{judge.name} 1 1 dari 3 0 0 2 lembar {judge.name}" in by_judge
    assert f"{task.proposal.number} {task.proposal.innovation.title} 1 1 dari 2 0 0" in by_proposal
    assert "Kemajuan per juri" not in by_proposal


@pytest.mark.parametrize(
    ("wanted", "left"),
    [({}, 5), ({"keadaan": "draft"}, 1), ({"keadaan": "todo"}, 4), ({"juri": "judge"}, 2), ({"juri": "0"}, 5)],
)
def test_missing_sheets_are_narrowed_by_judge_and_state(as_organiser, judged, judge, task, wanted, left):
    actions.hand_in(task, by=judge, version=1, marks=marks(81))
    begun = Assignment.objects.filter(judge=judge).outstanding().named().order_by("order").first()
    actions.save_sheet(begun, by=judge, version=1, marks={"efektif": Mark(None, "Nanti")})
    query = {name: str(judge.pk) if value == "judge" else value for name, value in wanted.items()}

    response = as_organiser.get(url("outstanding", judged.pk), query)

    assert f"{left} lembar" in text_of(response)


def test_panel_without_a_period_says_so(as_organiser, db):
    assert "Belum ada periode yang dibuka." in text_of(as_organiser.get(url("panel")))


def test_start_page_names_what_waits_and_posts_nothing_through(as_organiser, open_period, organiser):
    close_now(open_period)
    waiting = verified_proposal(open_period, by=organiser, title="Menunggu Meja", status="submitted")

    page = text_of(as_organiser.get(url("start", open_period.pk)))
    response = as_organiser.post(url("start", open_period.pk), follow=True)

    sentence = f"Proposal {waiting.number} (Menunggu Meja) masih menunggu keputusan verifikasi."
    assert sentence in page
    assert sentence in text_of(response)
    open_period.refresh_from_db()
    assert open_period.status == Period.Status.VERIFICATION


def test_assign_page_begins_with_everyone_and_counts_before_saving(as_organiser, open_period, organiser, judge):
    close_now(open_period)
    agency = AgencyFactory()
    insider = UserFactory(role=Role.JUDGE, agency=agency)
    own = verified_proposal(open_period, by=organiser, agency=agency)
    other = verified_proposal(open_period, by=organiser)
    seat_all(open_period, by=organiser)

    page = as_organiser.get(url("assign", open_period.pk))
    chosen = [f"{judge.pk}-{own.pk}"]
    preview = as_organiser.post(url("assign", open_period.pk), {"pasangan": chosen, "pratinjau": "1"})

    assert len(re.findall(r'name="pasangan"[^>]* checked', page.content.decode())) == 3
    assert "Instansi yang sama" in text_of(page)
    assert "2 proposal, 2 juri, 3 lembar nilai." in text_of(page)
    assert f"Juri untuk proposal berikut kurang dari 2: {own.number}" in text_of(page)
    assert "2 proposal, 2 juri, 1 lembar nilai." in text_of(preview)
    assert other.number in text_of(preview)
    assert Assignment.objects.count() == 0
    assert insider.name in text_of(page)


def test_assign_page_stores_the_pairs_and_refuses_the_own_house(as_organiser, open_period, organiser, judge):
    close_now(open_period)
    agency = AgencyFactory()
    insider = UserFactory(role=Role.JUDGE, agency=agency)
    own = verified_proposal(open_period, by=organiser, agency=agency)
    seat_all(open_period, by=organiser)

    refused = as_organiser.post(url("assign", open_period.pk), {"pasangan": [f"{insider.pk}-{own.pk}"]})
    stored = as_organiser.post(url("assign", open_period.pk), {"pasangan": [f"{judge.pk}-{own.pk}"]}, follow=True)

    assert refused.status_code == 422
    assert "Pasangan juri dan proposal ini tidak dapat dipilih" in text_of(refused)
    assert "Penugasan juri disimpan." in text_of(stored)
    assert list(Assignment.objects.values_list("judge", "proposal")) == [(judge.pk, own.pk)]


def test_assign_page_does_not_drop_what_has_begun(as_organiser, judged, task, judge):
    actions.save_sheet(task, by=judge, version=1, marks=marks(80))

    response = as_organiser.post(url("assign", judged.pk), {"pasangan": []})

    assert response.status_code == 422
    assert f"{judge.name} sudah mulai menilai {task.proposal.number}." in text_of(response)


def test_absence_is_recorded_from_the_list_of_missing_sheets(as_organiser, judged, task):
    listed = as_organiser.get(url("outstanding", judged.pk))
    response = as_organiser.post(url("absence", task.pk), {"alasan": "Sakit."}, follow=True)

    assert url("absence", task.pk) in listed.content.decode()
    assert "6 lembar" in text_of(listed)
    assert f"{task.judge.name} tercatat tidak menilai {task.proposal.number}." in text_of(response)
    assert "5 lembar" in text_of(response)


def test_close_page_names_who_is_missing(as_organiser, judged, judge):
    page = text_of(as_organiser.get(url("close", judged.pk)))
    response = text_of(as_organiser.post(url("close", judged.pk), follow=True))

    for text in (page, response):
        assert f"{judge.name} belum mengirim 3 lembar:" in text
    assert Ranking.objects.count() == 0


def test_close_decide_and_announce_by_the_pages(as_organiser, judged, client):
    hand_in_all(judged, 80)

    def taken(name, data=None):
        return text_of(as_organiser.post(url(name, judged.pk), data or {}, follow=True))

    assert "Penilaian ditutup dan peringkat dibekukan." in taken("close")
    first, second, third = judged.proposals.order_by("number")
    page = text_of(as_organiser.get(url("decide", judged.pk)))
    doubled = {f"urutan_{p.pk}": "1" for p in (first, second, third)} | {"alasan": "A.", "hadir": "B."}
    right = doubled | {f"urutan_{first.pk}": "2", f"urutan_{third.pk}": "3"}
    assert first.number in page
    assert url("decide", judged.pk) in as_organiser.get(url("panel")).content.decode()
    assert "Setiap proposal harus mendapat urutan yang berbeda" in taken("decide", doubled)
    assert "Isi alasan keputusan pleno" in taken("decide", right | {"alasan": ""})
    assert "Keputusan pleno dicatat dan peringkat disusun ulang." in taken("decide", right)
    assert f'"{url("decide", judged.pk)}"' not in as_organiser.get(url("panel")).content.decode()
    assert "Tidak ada nilai sama pada peringkat pemenang." in text_of(
        as_organiser.get(url("decide", judged.pk), follow=True)
    )
    history = f"Keputusan pleno Urutan {second.number}, {first.number}, {third.number}"
    assert history in text_of(as_organiser.get(url("ranking", judged.pk)))
    assert second.innovation.title in text_of(as_organiser.get(url("announce", judged.pk)))
    another = UserFactory(role=Role.ORGANISER)
    assert "Pengumuman diusulkan." in taken("announce")
    client.force_login(another)
    approved = text_of(client.post(url("approve", Publication.objects.get().pk), follow=True))
    assert "Pengumuman disetujui. Hasil diumumkan." in approved
    winners = [row.proposal for row in as_organiser.get(url("results")).context["results"]]
    assert winners == [second, first, third]


def test_ranking_page_shows_the_total_of_every_judge_and_the_documents(as_organiser, judged, judge):
    hand_in_all(judged, lambda task: marks(70 if task.judge == judge else 90))
    ranking = actions.close_judging(judged, by=judged.rounds.get().assignments.first().created_by)

    response = as_organiser.get(url("ranking", judged.pk))

    assert "80,00 70,00 90,00" in text_of(response)
    kinds = ["berita_acara", "berkas_hasil", "rekap_nilai", "rekap_nilai_xlsx"]
    assert [document.kind for document in response.context["documents"]] == kinds
    assert ranking.results.count() == 3


def test_results_are_empty_before_announcement_and_then_show_winners_only(client, judged, organiser):
    titles = {p.number: p.innovation.title for p in judged.proposals.select_related("innovation")}
    set_rules(judged, winners=1)
    numbers = sorted(titles)
    hand_in_all(judged, lambda task: marks(60 + 10 * numbers.index(task.proposal.number)))
    actions.close_judging(judged, by=organiser)
    before = text_of(client.get(url("results")))
    publish(judged, by=organiser)

    after = text_of(client.get(url("results")))

    assert "Belum ada hasil yang diumumkan." in before
    assert f"Juara I {titles[numbers[2]]}" in after
    assert "80,00" in after
    assert titles[numbers[0]] not in after
    assert "70,00" not in after
