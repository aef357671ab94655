"""An unprepared reader finds the next step at once: one primary button on the list of parts."""

import re

import pytest

from tests.factories.competitions import set_rules
from tests.factories.proposals import make_complete, make_draft, make_sent

pytestmark = pytest.mark.django_db


def test_task_list_names_the_one_next_step(client, operator, open_period):
    empty = make_draft(by=operator, period=open_period, title="Kosong")
    ready = make_complete(by=operator, period=open_period, title="Lengkap")
    young = make_complete(by=operator, period=open_period, title="Muda", days_to_spare=-5)
    client.force_login(operator)
    section = open_period.sections.order_by("order").first()

    pages = {draft.pk: client.get(f"/proposal/{draft.pk}/").content.decode() for draft in (empty, ready, young)}

    primary = {
        pk: re.findall(r'<a class="tombol tombol-primary" href="([^"]+)">([^<]+)</a>', page)
        for pk, page in pages.items()
    }
    assert primary == {
        empty.pk: [(f"/proposal/{empty.pk}/bagian/{section.code}/", "Lanjutkan pengisian")],
        ready.pk: [(f"/proposal/{ready.pk}/periksa/", "Periksa dan kirim")],
        young.pk: [],
    }
    assert f"Berikutnya: Isi {section}." in pages[empty.pk]
    assert "inovasinya belum memenuhi syarat di bawah ini" in pages[young.pk]


def test_used_up_quota_is_said_before_sending_is_tried(client, operator, open_period):
    set_rules(open_period, quota_per_agency=1)
    make_sent(by=operator, period=open_period, title="Terkirim")
    ready = make_complete(by=operator, period=open_period, title="Lengkap")
    client.force_login(operator)

    tasks, review = (client.get(f"/proposal/{ready.pk}/{page}").content.decode() for page in ("", "periksa/"))

    words = "Setiap instansi paling banyak mengirim 1 proposal. Kuota instansi Anda sudah terpakai."
    assert [words in page for page in (tasks, review)] == [True, True]
    assert ['<a class="tombol tombol-primary"' in tasks, 'id="kirim"' in review] == [False, False]
