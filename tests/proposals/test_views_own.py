"""The agency's pages: eligibility first, a text that is never lost, a sending that happens once."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from kipp.documents.models import Document
from kipp.text import tanggal
from proposals import actions
from proposals.eligibility import threshold
from proposals.models import Answer, Innovation, Proposal
from tests.factories.competitions import close_now, set_rules
from tests.factories.proposals import make_complete, make_draft, make_returned, make_sent
from tests.files import pdfs

pytestmark = pytest.mark.django_db


@pytest.fixture
def as_operator(client, operator):
    client.force_login(operator)
    return client


def typed(period, *, days_to_spare, title="Antar Dokumen", **changes):
    start = threshold(period.registration_closes_on, 12) - timedelta(days=days_to_spare)
    return {
        "title": title,
        "category": period.categories.order_by("order").first().pk,
        "group": period.groups.order_by("order").first().pk,
        "implemented_on_hari": start.day,
        "implemented_on_bulan": start.month,
        "implemented_on_tahun": start.year,
        **changes,
    }


@pytest.mark.parametrize(
    ("days", "heading", "button"),
    [
        (41, "Memenuhi, lebih 41 hari", "Lanjutkan isi proposal"),
        (0, "Memenuhi, tepat pada batas", "Lanjutkan isi proposal"),
        (-12, "Belum memenuhi, kurang 12 hari", "Simpan sebagai draf"),
    ],
)
def test_check_answers_before_anything_is_created(days, heading, button, as_operator, open_period):
    page = as_operator.get("/proposal/baru/", typed(open_period, days_to_spare=days) | {"cek": "1"})

    assert page.status_code == 200
    text = page.content.decode()
    assert heading in text
    assert button in text
    assert tanggal(threshold(open_period.registration_closes_on, 12)) in text
    assert Innovation.objects.count() == 0


def test_saving_twice_creates_one_draft(as_operator, open_period):
    data = typed(open_period, days_to_spare=-12) | {"token": str(uuid4())}

    first, second = as_operator.post("/proposal/baru/", data), as_operator.post("/proposal/baru/", data)

    proposal = Proposal.objects.get()
    assert proposal.status == "draft"
    assert {first.url, second.url} == {f"/proposal/{proposal.pk}/"}


def test_incomplete_form_says_what_to_do_and_keeps_the_rest(as_operator, open_period):
    data = typed(open_period, days_to_spare=3, title="", implemented_on_tahun="") | {"cek": "1"}

    text = as_operator.get("/proposal/baru/", data).content.decode()

    assert "Ada 2 hal yang perlu diperbaiki" in text
    assert "Isi judul inovasi" in text
    assert "Tanggal mulai penerapan harus memuat tahun" in text
    assert "<title>Galat: " in text


def test_title_that_is_registered_is_a_field_error(as_operator, operator, open_period):
    make_draft(by=operator, period=open_period, title="Antar Dokumen")

    page = as_operator.post("/proposal/baru/", typed(open_period, days_to_spare=3) | {"token": str(uuid4())})

    assert page.status_code == 422
    assert "Inovasi dengan judul ini sudah terdaftar." in page.content.decode()


def test_closed_registration_is_explained(as_operator, open_period):
    data = typed(open_period, days_to_spare=3) | {"token": str(uuid4())}
    close_now(open_period)

    page = as_operator.get("/proposal/baru/")

    assert page.status_code == 200
    assert "Pendaftaran tidak sedang dibuka" in page.content.decode()
    assert as_operator.post("/proposal/baru/", data).status_code == 422
    assert Proposal.objects.count() == 0


def test_review_names_and_links_what_is_missing(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()

    text = as_operator.get(f"/proposal/{draft.pk}/periksa/").content.decode()

    required = open_period.sections.filter(is_required=True).count()
    files = open_period.attachment_kinds.filter(is_required=True).count()
    assert f"{required + files} hal yang masih perlu dilengkapi" in text
    assert f'<a href="/proposal/{draft.pk}/bagian/{section.code}/?dari=periksa">Isi {section}</a>' in text


def section_url(proposal, section):
    return f"/proposal/{proposal.pk}/bagian/{section.code}/"


def test_section_is_saved_by_the_plain_form(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()

    answer = as_operator.post(section_url(draft, section), {"text": "Teks", "is_done": "on", "version": 0})

    assert answer.url == f"/proposal/{draft.pk}/"
    assert Answer.objects.values_list("text", "is_done", "version").get() == ("Teks", True, 1)


def test_section_saved_in_the_background_hands_back_the_version(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()

    page = as_operator.post(section_url(draft, section), {"text": "Teks", "version": 0}, headers={"HX-Request": "true"})

    text = page.content.decode()
    assert page.status_code == 200
    assert "Tersimpan pukul " in text
    assert '<input type="hidden" name="version" value="1" id="id_version" hx-swap-oob="true">' in text


def test_section_page_shows_guidance_counter_and_what_is_stored(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()
    actions.save_answer(draft, by=operator, section=section, text="Teks yang tersimpan", version=0)

    text = as_operator.get(section_url(draft, section)).content.decode()

    for words in (
        section.guidance,
        f"Bagian 1 dari {open_period.sections.count()}",
        f"Paling banyak {section.max_words} kata. Tersimpan 3 kata.",
        "Teks yang tersimpan</textarea>",
        f'hx-post="{section_url(draft, section)}"',
    ):
        assert words in text
    assert '<input type="hidden" name="version" value="1" id="id_version">' in text


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_second_tab_sees_both_texts(headers, as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()
    actions.save_answer(draft, by=operator, section=section, text="Teks tab pertama", version=0)

    page = as_operator.post(section_url(draft, section), {"text": "Teks tab kedua", "version": 0}, headers=headers)

    text = page.content.decode()
    assert page.status_code == 409
    assert "Bagian ini sudah diubah di tab lain." in text
    assert "Teks tab pertama" in text
    if not headers:
        assert "Teks tab kedua" in text
        assert 'name="version" value="1"' in text
    assert Answer.objects.get().text == "Teks tab pertama"


def test_text_past_the_technical_limits_stays_on_the_page(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()
    long = "kata " * 2500

    page = as_operator.post(section_url(draft, section), {"text": long, "version": 0})

    text = page.content.decode()
    assert page.status_code == 422
    assert "paling banyak 10.000 huruf. Sekarang 12.499 huruf" in text
    assert long.strip() in text


def test_text_past_the_word_limit_is_saved_and_named_as_a_gap(as_operator, operator, open_period):
    draft = make_complete(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()
    too_long = "kata " * (section.max_words + 2)

    as_operator.post(section_url(draft, section), {"text": too_long, "version": 1})

    text = as_operator.get(f"/proposal/{draft.pk}/periksa/").content.decode()
    assert f"paling banyak {section.max_words} kata. Sekarang {section.max_words + 2} kata" in text
    assert "Proposal belum dapat dikirim." in text


def test_review_of_a_complete_draft_offers_to_send(as_operator, operator, open_period):
    draft = make_complete(by=operator, period=open_period)

    text = as_operator.get(f"/proposal/{draft.pk}/periksa/").content.decode()

    assert "Memenuhi, lebih 41 hari" in text
    assert "Semua bagian dan lampiran wajib sudah lengkap." in text
    assert f'action="/proposal/{draft.pk}/kirim/"' in text
    assert 'Ubah<span class="tersembunyi">' in text


def test_sending_twice_ends_on_the_same_confirmation(as_operator, operator, open_period):
    draft = make_complete(by=operator, period=open_period)

    first, second = (as_operator.post(f"/proposal/{draft.pk}/kirim/") for _ in range(2))

    assert first.url == second.url == f"/proposal/{draft.pk}/terkirim/"
    page = as_operator.get(first.url).content.decode()
    receipt = Document.objects.get(kind="receipt")
    assert "KIPP-2024-0001" in page
    assert f"/dokumen/{receipt.pk}/" in page
    assert Proposal.objects.get().sent_versions.count() == 1


def test_sending_an_incomplete_draft_leads_back_to_the_review(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)

    page = as_operator.post(f"/proposal/{draft.pk}/kirim/", follow=True)

    assert page.redirect_chain == [(f"/proposal/{draft.pk}/periksa/", 302)]
    assert "Proposal belum dapat dikirim. Periksa keterangan di bawah." in page.content.decode()


def test_sending_after_closing_is_explained(as_operator, operator, open_period):
    draft = make_complete(by=operator, period=open_period)
    close_now(open_period)

    page = as_operator.post(f"/proposal/{draft.pk}/kirim/", follow=True)

    text = page.content.decode()
    assert page.redirect_chain == [(f"/proposal/{draft.pk}/", 302)]
    assert "Proposal tidak terkirim. Pendaftaran ditutup" in text
    assert "Draf ini tidak dikirim dan tidak dapat diubah lagi." in text
    assert Proposal.objects.get().status == "draft"


def test_sent_proposal_is_read_only(as_operator, operator, open_period):
    sent = make_sent(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()

    page = as_operator.get(section_url(sent, section), follow=True)

    text = page.content.decode()
    assert page.redirect_chain == [(f"/proposal/{sent.pk}/", 302)]
    assert "Proposal ini tidak dapat diubah lagi." in text
    assert f"Uraian {section.title}." in text


def test_returned_proposal_shows_reasons_and_is_sent_again(as_operator, operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)

    text = as_operator.get(f"/proposal/{returned.pk}/").content.decode()
    answer = as_operator.post(f"/proposal/{returned.pk}/kirim-ulang/")

    assert "Isian tidak lengkap" in text
    assert "Lengkapi bagian dampak." in text
    assert answer.url == f"/proposal/{returned.pk}/terkirim/"
    returned.refresh_from_db()
    assert (returned.status, returned.number, returned.sent_versions.count()) == ("submitted", "KIPP-2024-0001", 2)


def test_entry_can_be_changed_while_it_is_a_draft(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period, days_to_spare=-12)

    answer = as_operator.post(f"/proposal/{draft.pk}/isian/", typed(open_period, days_to_spare=1, title="Judul baru"))

    draft = Proposal.objects.get()
    assert answer.url == f"/proposal/{draft.pk}/"
    assert (draft.innovation.title, draft.verdict().margin) == ("Judul baru", 1)


def test_attachment_that_is_no_pdf_is_refused_with_a_sentence(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    kind = open_period.attachment_kinds.order_by("order").first()
    url = f"/proposal/{draft.pk}/lampiran/{kind.code}/"

    none = as_operator.post(url)
    wrong = as_operator.post(url, {"file": SimpleUploadedFile("surat.pdf", b"bukan pdf")})
    large = as_operator.post(url, {"file": SimpleUploadedFile("surat.pdf", b"%PDF-" + b"0" * kind.max_bytes)})

    assert [page.status_code for page in (none, wrong, large)] == [422, 422, 422]
    assert f"Pilih berkas {kind.title}" in none.content.decode()
    assert "Berkas harus PDF" in wrong.content.decode()
    assert "Ukuran berkas paling besar 2 MB. Berkas ini 2,1 MB" in large.content.decode()
    assert draft.attachments.count() == 0


def test_entry_that_is_not_changed_keeps_what_was_typed(as_operator, operator, open_period):
    make_draft(by=operator, period=open_period, title="Sudah ada")
    draft = make_draft(by=operator, period=open_period, title="Judul lama")
    url = f"/proposal/{draft.pk}/isian/"

    shown = as_operator.get(url).content.decode()
    future = as_operator.post(url, typed(open_period, days_to_spare=-800, title="Judul baru"))
    taken = as_operator.post(url, typed(open_period, days_to_spare=1, title="sudah ada"))

    assert 'value="Judul lama"' in shown
    assert [page.status_code for page in (future, taken)] == [422, 422]
    assert "Tanggal mulai penerapan tidak boleh setelah hari ini" in future.content.decode()
    assert 'value="Judul baru"' in future.content.decode()
    assert "Inovasi dengan judul ini sudah terdaftar." in taken.content.decode()


def test_background_save_past_the_limits_says_so_beside_the_text(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()

    page = as_operator.post(
        section_url(draft, section), {"text": "x\n" * 600, "version": 0}, headers={"HX-Request": "true"}
    )

    assert page.status_code == 422
    assert "Belum tersimpan." in page.content.decode()
    assert "paling banyak 500 baris. Sekarang 600 baris" in page.content.decode()


@pytest.mark.parametrize("page", ["bagian", "isian", "lampiran", "hapus"])
def test_proposal_sent_in_another_tab_is_explained(page, as_operator, operator, open_period, monkeypatch):
    """The page was opened while it could be changed; the sending came between."""
    sent = make_sent(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()
    kind = sent.files().first().kind
    path, data = {
        "bagian": (f"bagian/{section.code}/", {"text": "Susulan", "version": 1}),
        "isian": ("isian/", typed(open_period, days_to_spare=1)),
        "lampiran": (f"lampiran/{kind.code}/", {"file": SimpleUploadedFile("surat.pdf", pdfs.plain())}),
        "hapus": (f"lampiran/{kind.code}/hapus/", {}),
    }[page]
    monkeypatch.setattr("proposals.permissions.may_edit", lambda user, proposal: True)

    answer = as_operator.post(f"/proposal/{sent.pk}/{path}", data, follow=True)

    assert answer.redirect_chain == [(f"/proposal/{sent.pk}/", 302)]
    assert "Proposal ini sudah dikirim dan tidak dapat diubah." in answer.content.decode()


def test_quota_is_explained(as_operator, operator, open_period):
    set_rules(open_period, quota_per_agency=1)
    make_sent(by=operator, period=open_period, title="Satu")
    draft = make_complete(by=operator, period=open_period, title="Dua")

    page = as_operator.post(f"/proposal/{draft.pk}/kirim/", follow=True)

    assert "Setiap instansi paling banyak mengirim 1 proposal." in page.content.decode()


def test_repair_that_comes_too_late_is_explained(as_operator, operator, organiser, open_period):
    returned = make_returned(by=operator, period=open_period, organiser=organiser)
    Proposal.objects.filter(pk=returned.pk).update(repair_due_on="2020-01-01")

    page = as_operator.post(f"/proposal/{returned.pk}/kirim-ulang/", follow=True)

    assert "Batas perbaikan sudah lewat." in page.content.decode()
    assert Proposal.objects.get().status == "returned"


def test_change_from_the_last_check_leads_back_to_it(as_operator, operator, open_period):
    draft = make_draft(by=operator, period=open_period)
    section = open_period.sections.order_by("order").first()
    typed = {"text": "Uraian.", "version": 0}

    answers = {
        suffix: as_operator.post(f"/proposal/{draft.pk}/bagian/{section.code}/{suffix}", typed | {"version": version})
        for version, suffix in enumerate(("?dari=periksa", ""))
    }

    assert {suffix: answer["Location"] for suffix, answer in answers.items()} == {
        "?dari=periksa": f"/proposal/{draft.pk}/periksa/",
        "": f"/proposal/{draft.pk}/",
    }


def test_own_list_is_narrowed_and_leads_back(as_operator, operator, open_period):
    make_draft(by=operator, period=open_period, title="Antar")
    sent = make_sent(by=operator, period=open_period, title="Jemput")

    page = as_operator.get("/proposal/", {"status": "submitted"})
    behind = as_operator.get(f"/proposal/{sent.pk}/?kembali=status%3Dsubmitted")

    assert [proposal.innovation.title for proposal in page.context["proposals"]] == ["Jemput"]
    assert behind.context["back_url"] == "/proposal/?status=submitted"
