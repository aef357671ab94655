"""Twenty hostile texts in every place where somebody can write: shown as text, run nowhere, and no page breaks."""

import pytest
from django.apps import apps
from django.db import connection, models

from proposals import actions
from tests.browser import worlds
from tests.browser.looking import HEIGHT, NARROWEST, too_wide
from tests.browser.screenshots import crawl
from tests.factories.proposals import add_required_files, make_draft

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.timeout(400)]

RUN = "window.kenari=1"
HOSTILE = [
    f"<script>{RUN}</script>",
    f"<img src=x onerror={RUN}>",
    f'"><svg onload={RUN}>',
    f"'><body onload='{RUN}'>",
    f"javascript:{RUN}",
    f"<a href=javascript:{RUN}>tekan</a>",
    f"</textarea><script>{RUN}</script>",
    f"</title><script>{RUN}</script>",
    f"--><script>{RUN}</script>",
    f"]]><script>{RUN}</script>",
    f"<iframe srcdoc='<script>parent.{RUN}</script>'>",
    "<a href=//jahat.example hx-get=/ hx-trigger=load>x</a>",
    "<style>body{display:none}</style>",
    "{{ 7|add:7 }}{% now 'Y' %}${7*7}",
    f"&lt;script&gt;{RUN}&lt;/script&gt;",
    "<meta http-equiv=refresh content=0;url=//jahat.example>",
    "\u202ekanan ke kiri\u202c",
    "=cmd|' /C calc'!A0",
    "W" * 300,
    "Bcc: jahat@jahat.example %0d%0aX: 1",
]
OURS = {"accounts", "documents", "jobs", "competitions", "proposals", "judging", "skm"}
# What a machine reads, not a person: names of files and states, keys, addresses, what a rule of the database checks.
NOT_TYPED = {
    *("status", "state", "role", "kind", "code", "key", "number", "path", "sha256", "dataset_hash", "paper"),
    *("email", "password", "nip", "url", "task", "decision", "combination", "field", "unsur", "channel", "mutu"),
    *("content_sha256", "original_sha256", "audit_head", "total_exact", "decided_by", "rule", "version", "to"),
    *("sex", "age_class", "education", "occupation", "verb", "step", "official", "token", "lock", "tie_rule"),
    *("outcome", "mark"),
}


def written(model: type[models.Model]) -> list[models.Field]:
    """The columns of a model that hold what somebody has typed."""
    return [
        field
        for field in model._meta.concrete_fields
        if isinstance(field, models.CharField | models.TextField)
        and not field.choices
        and not field.primary_key
        and field.name not in NOT_TYPED
    ]


def columns() -> list[tuple[str, models.Field]]:
    return [
        (model._meta.db_table, field)
        for model in apps.get_models()
        if model._meta.app_label in OURS
        for field in written(model)
    ]


def poison() -> int:
    """Write all texts into every such column, each row beginning with another; return how many columns there are.

    Where a column is too short for all of them it holds as many as fit.
    """
    places = columns()
    texts = [" ".join(HOSTILE[first:] + HOSTILE[:first]) for first in range(len(HOSTILE))]
    with connection.cursor() as cursor:
        for table in {table for table, _ in places}:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
        for number, (table, field) in enumerate(places):
            cursor.execute(
                f'UPDATE "{table}" SET "{field.column}" = left((%s::text[])[1 + (row_no + %s) %% %s], %s) FROM '  # noqa: S608
                f'(SELECT ctid AS row_id, row_number() OVER () AS row_no FROM "{table}") rows '
                f'WHERE "{table}".ctid = rows.row_id AND "{field.column}" <> %s',
                [texts, number, len(texts), field.max_length or 4000, ""],
            )
        for table in {table for table, _ in places}:
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    return len(places)


LOOKED_AT = [
    (worlds.registering, ["operator"]),
    (worlds.scoring, ["judge"]),
    (worlds.announced, ["visitor", "organiser"]),
]


class Watch:
    """What went wrong on the pages that somebody was shown: questions, texts that ran, pages that broke."""

    def __init__(self, page):
        self.page = page
        self.faults: list[str] = []
        self.shown: set[int] = set()
        page.set_viewport_size({"width": NARROWEST, "height": HEIGHT})
        page.on("dialog", lambda dialog: (self.faults.append(f"asked: {dialog.message}"), dialog.dismiss()))

    def look(self):
        if self.page.evaluate("Boolean(window.kenari) || !document.body.checkVisibility()"):
            self.faults.append(f"ran: {self.page.url}")
        if too_wide(self.page):
            self.faults.append(f"too wide: {self.page.url}")
        text = self.page.locator("body").inner_text()
        self.shown |= {number for number, hostile in enumerate(HOSTILE) if hostile[:40] in text}


@pytest.mark.parametrize(("world", "roles"), LOOKED_AT, ids=[world.__name__ for world, _ in LOOKED_AT])
def test_hostile_text_is_shown_and_never_run(world, roles, sign_in, live_server, complaints):
    cast = world()
    places = poison()
    watches = {role: Watch(sign_in(cast[role])) for role in roles}
    for role, watch in watches.items():
        for _ in crawl(watch.page, live_server.url, start=["/", *cast["unlinked"].get(role, [])]):
            watch.look()

    assert ({role: watch.faults for role, watch in watches.items()}, complaints) == ({role: [] for role in roles}, [])
    assert places >= 46
    assert all(len(watch.shown) >= 3 for role, watch in watches.items() if role != "visitor")


def test_hostile_text_that_was_sent_is_shown_and_never_run(sign_in, live_server, complaints):
    """What was sent is kept as a whole of its own, beside the columns."""
    cast = worlds.people()
    operator, period = cast["operator"], worlds.opened(cast)
    for number, text in enumerate(HOSTILE):
        proposal = make_draft(by=operator, period=period, title=f"{number} {text}"[:160])
        for section in period.sections.all():
            actions.save_answer(proposal, by=operator, section=section, text=text, version=0, is_done=True)
        add_required_files(proposal, by=operator)
        actions.submit(proposal, by=operator)
    page = sign_in(cast["organiser"])
    watch = Watch(page)

    page.goto(f"{live_server.url}/meja/proposal/")
    links = page.locator("tbody th a").evaluate_all("links => links.map(link => link.href)")
    for link in links:
        page.goto(link)
        watch.look()

    assert (len(links), watch.faults, complaints) == (len(HOSTILE), [], [])
    assert watch.shown == set(range(len(HOSTILE)))


def test_what_runs_is_noticed(page):
    page.set_content(f"<img src=x onerror={RUN}>")

    page.wait_for_function("window.kenari === 1")


def test_what_is_written_is_found():
    names = {f"{table}.{field.name}" for table, field in columns()}

    assert {
        "accounts_user.name",
        "accounts_agency.name",
        "competitions_period.title",
        "proposals_innovation.title",
        "proposals_answer.text",
        "judging_score.reason",
        "skm_response.suggestion",
        "skm_service.name",
    } - names == set()
