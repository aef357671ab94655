"""An unprepared reader finds the next step at once: one primary button on the list of parts."""

import re

import pytest

from tests.factories.proposals import make_complete, make_draft

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
