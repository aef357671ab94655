"""Every page that anybody gets from us is Indonesian: asked, refused, sent empty, and led on to after a success."""

import logging
from http.cookies import SimpleCookie

import pytest
from django.db import transaction
from django.urls import reverse

from kipp.jobs.models import Mail
from tests.access.matrix import resolved
from tests.access.world import ROWS, label, make_things, visitors
from tests.language.english import findings, read

pytestmark = pytest.mark.django_db
# The other two see the same pages as their like, or less of them.
WHO = ("anonymous", "organiser", "operator", "judge")
REFUSALS = {403, 404, 405}


def answered(client, url, method):
    """What the browser shows in the end: after a success the page that says so."""
    response = getattr(client, method)(url)
    return client.get(response["Location"]) if method == "post" and response.status_code == 302 else response


def asked():
    """Rows and who asks. A refusal looks the same everywhere: each sort is heard once."""
    refused = set()
    for row in ROWS:
        for role in WHO:
            status = row[2][role]
            if status not in REFUSALS or (role, status) not in refused:
                refused.add((role, status))
                yield row, role


def heard(row, client, things):
    """Every text that the answer gives, and every mail that it sends; nothing of it stays."""
    name, kwargs, _, method = row
    url = reverse(name, kwargs=resolved(kwargs, things))
    signed_in = {name: morsel.value for name, morsel in client.cookies.items()}
    with transaction.atomic():
        Mail.objects.all().delete()
        response = answered(client, url, method)
        if response.headers.get("content-type", "").startswith("text/html"):
            yield from read(response.content.decode())
        yield from (text for mail in Mail.objects.values_list("subject", "body") for text in mail)
        transaction.set_rollback(True)
    client.cookies = SimpleCookie(signed_in)


def test_no_page_of_the_matrix_holds_english(cast, caplog, settings):
    caplog.set_level(logging.CRITICAL, "django.request")
    settings.EMAIL_BACKEND = "kipp.jobs.mail.OutboxBackend"
    things = make_things(cast)
    clients = visitors(cast)
    found, texts = {}, set()
    for row, role in asked():
        pieces = set(heard(row, clients[role], things)) - texts
        texts |= pieces
        for finding in findings(pieces):
            found[finding] = f"{label(row)} as {role}"

    assert found == {}, "\n".join(f"{where}: {finding}" for finding, where in sorted(found.items()))
    assert len(texts) > 1000
