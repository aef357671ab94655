"""What one agency writes is nowhere to be seen by anyone who should not, at any stage of its life.

Each kind of its words is one string that exists nowhere else. Everybody walks every link there is; what they then
know must be exactly what the table says: a leak shows as too much, a walk that missed its way as too little.
"""

import io
from datetime import timedelta

import pikepdf
import pytest
from django.conf import settings

from judging import actions as judging
from kipp.accounts.models import Role
from kipp.jobs.models import Mail
from kipp.jobs.queue import run_waiting
from kipp.uploads import store
from proposals import actions
from proposals.models import Answer, Attachment
from proposals.querysets import ProposalQuerySet
from tests.access.spider import found_by_search, walk
from tests.factories.accounts import UserFactory
from tests.factories.competitions import close_now
from tests.factories.judging import hand_in_all, publish, seat_all, sign_all
from tests.factories.proposals import confirm_all, decide_and_tell, make_complete, make_override, make_sent

TEXT, FILE, TITLE, NUMBER = "kenariteks", "kenariberkas", "Kenarijudul", "KIPP-2024-0001"
REASON, DOUBT = "kenarialasan", "kenariragu"
WORDS = {"text": TEXT, "file": FILE, "title": TITLE, "number": NUMBER, "reason": REASON, "doubt": DOUBT}
EVERYTHING = {"text", "file", "title", "number"}
PEOPLE = ("operator", "other_operator", "organiser", "judge", "other_judge", "visitor")
# At each stage, what everybody knows of the entry; who is not named knows nothing. A file that is being replaced
# is nobody's but the agency's, and what the officers note while they check nobody's but theirs.
KNOWN = {
    "draft": {"operator": {"text", "file", "title"}, "organiser": {"title"}},
    "sent": {"operator": EVERYTHING, "organiser": EVERYTHING | {"doubt"}},
    "decided": {"operator": EVERYTHING, "organiser": EVERYTHING | {"reason", "doubt"}},
    "returned": {"operator": EVERYTHING | {"reason"}, "organiser": {"text", "title", "number", "reason", "doubt"}},
    "judged": {
        "operator": EVERYTHING,
        "organiser": EVERYTHING | {"doubt"},
        "judge": EVERYTHING,
        # Who sits on the panel knows with what a conflict of interest may be declared.
        "other_judge": {"title", "number"},
    },
    "announced": {
        "operator": EVERYTHING,
        "organiser": EVERYTHING | {"doubt"},
        "judge": EVERYTHING,
        "other_operator": {"title", "number"},
        "other_judge": {"title", "number"},
        "visitor": {"title", "number"},  # of the announcement on paper
    },
}


def letter():
    pdf = pikepdf.new()
    pdf.add_blank_page()
    out = io.BytesIO()
    pdf.save(out)
    return out.getvalue()


@pytest.fixture
def people(cast):
    return cast | {"visitor": None}


@pytest.fixture
def entry(operator, other_operator, open_period):
    """The entry with the canaries, and one of another agency beside it; the first number is for the first."""
    path, _ = store(letter(), settings.MEDIA_ROOT)
    proposal = make_complete(by=operator, period=open_period, title=TITLE, path=path)
    Answer.objects.filter(proposal=proposal).update(text=f"Uraian {TEXT} pelayanan.")
    Attachment.objects.filter(proposal=proposal).update(name=f"{FILE}.pdf")
    return proposal


def bring_to(stage, entry, cast):
    """Lead the entry to a stage of its life, and another agency's to the same."""
    operator, organiser = cast["operator"], cast["organiser"]
    if stage == "draft":
        return
    actions.submit(entry, by=operator)
    other = make_sent(by=cast["other_operator"], period=entry.period, title="Lain")
    confirm_all(entry, by=organiser, note=f"Lihat lampiran, {DOUBT}.")
    if stage in {"decided", "returned"}:
        make_override(entry, by=organiser, reason=f"SK lebih awal, {DOUBT}.")
        due_on = entry.period.registration_closes_on + timedelta(days=2)
        note = f"Lengkapi, {REASON}."
        act = actions.decide if stage == "decided" else decide_and_tell
        act(entry, by=organiser, decision="send_back", reasons=["incomplete"], due_on=due_on, note=note)
    if stage in {"judged", "announced"}:
        confirm_all(other, by=organiser)
        for proposal in (entry, other):
            decide_and_tell(proposal, by=organiser, decision="verify")
        period = close_now(entry.period)
        third = UserFactory(role=Role.JUDGE)
        pairs = [(cast["judge"], entry), (third, entry), (cast["other_judge"], other), (third, other)]
        seat_all(period, by=organiser)
        sign_all(period)
        judging.assign(period, by=organiser, pairs=[(judge.pk, proposal.pk) for judge, proposal in pairs])
        judging.start_judging(period, by=organiser)
        if stage == "announced":
            hand_in_all(period, 80)
            judging.close_judging(period, by=organiser)
            publish(period, by=organiser)
            run_waiting()  # the papers


def known(people, *, orders=False):
    """What everybody knows: the kinds of words on the pages that their links lead to."""
    pages = {name: walk(person, orders=orders) for name, person in people.items()}
    return pages, {
        name: {kind for kind, word in WORDS.items() if any(word in text for text in pages[name].values())}
        for name in people
    }


@pytest.mark.parametrize("stage", KNOWN)
def test_everybody_knows_what_the_stage_allows(stage, entry, cast, people):
    bring_to(stage, entry, cast)

    pages, knowing = known(people, orders=stage == "announced")

    assert knowing == {name: KNOWN[stage].get(name, set()) for name in PEOPLE}
    searched = {name: found_by_search(person, pages[name], TEXT) for name, person in people.items()}
    assert {name for name, lists in searched.items() if lists} <= {n for n, k in KNOWN[stage].items() if "text" in k}
    told = {
        mail.to for mail in Mail.objects.all() if any(word in f"{mail.subject}{mail.body}" for word in WORDS.values())
    }
    assert told <= {people[name].email for name in KNOWN[stage] if people[name]}


def test_a_planted_leak_is_found(entry, cast, people, monkeypatch):
    """The control: a queryset that forgets its question."""
    bring_to("sent", entry, cast)
    monkeypatch.setattr(ProposalQuerySet, "visible_to", lambda self, user: self)

    _, knowing = known({"other_operator": people["other_operator"]})

    assert knowing == {"other_operator": {"title", "number"}}
