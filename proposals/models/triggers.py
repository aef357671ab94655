"""What the database itself refuses about entries, whoever writes the row and by whatever path."""

from collections.abc import Mapping
from functools import reduce
from operator import or_

import pgtrigger

from competitions.models.steps import known_steps
from proposals.checklist import Rule

DECISIONS = ("verify", "send_back", "reject", "overturn")

# The period is locked before it is read: a step in flight and the end of the stage cannot miss each other.
OPEN_FOR_ENTRIES = """
    PERFORM 1 FROM competitions_period p WHERE p.id = NEW.period_id FOR SHARE;
    IF NOT EXISTS (
      SELECT 1 FROM competitions_period p WHERE p.id = NEW.period_id AND p.status = 'registration'
        AND p.registration_opens_at <= clock_timestamp()
        AND clock_timestamp() < p.registration_closes_at)
     AND NOT EXISTS (
      SELECT 1 FROM competitions_period p JOIN competitions_agencyextension e ON e.period_id = p.id
        WHERE p.id = NEW.period_id AND p.status IN ('registration', 'verification')
          AND e.agency_id = NEW.agency_id AND clock_timestamp() < e.until) THEN
      RAISE EXCEPTION 'registration is closed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

OPEN_FOR_DECISIONS = """
    PERFORM 1 FROM competitions_period p WHERE p.id = NEW.period_id FOR SHARE;
    IF OLD.status = 'verified' AND NEW.status = 'rejected' THEN
      IF NOT EXISTS (SELECT 1 FROM competitions_period p WHERE p.id = NEW.period_id AND p.status = 'judging') THEN
        RAISE EXCEPTION 'only while judging' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
    IF NOT EXISTS (
      SELECT 1 FROM competitions_period p WHERE p.id = NEW.period_id
        AND p.status IN ('registration', 'verification')) THEN
      RAISE EXCEPTION 'verification is over' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'returned' AND NEW.status = 'submitted'
       AND (clock_timestamp() AT TIME ZONE 'Asia/Jakarta')::date > OLD.repair_due_on THEN
      RAISE EXCEPTION 'repair is overdue' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# Of the last text, the latest word on every rule is that it is met, or two officers excepted it. Whether all of that is
# about what is computed now, the action asks.
PASSES_WHEN_CHECKED = f"""
    IF EXISTS (
      SELECT 1 FROM proposals_sentversion v, unnest(ARRAY[{", ".join(f"'{rule}'" for rule in Rule)}]) AS needed(rule)
        WHERE v.proposal_id = NEW.id
          AND v.ordinal = (SELECT max(l.ordinal) FROM proposals_sentversion l WHERE l.proposal_id = NEW.id)
          AND (SELECT c.mark FROM proposals_ruleconfirmation c WHERE c.sent_version_id = v.id AND c.rule = needed.rule
                 ORDER BY c.ordinal DESC LIMIT 1) IS DISTINCT FROM 'met'
          AND NOT EXISTS (SELECT 1 FROM proposals_ruleoverride o WHERE o.sent_version_id = v.id
                            AND o.rule = needed.rule AND o.approved_at IS NOT NULL)) THEN
      RAISE EXCEPTION 'a rule is not confirmed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 (the names are those of our own rules)

FROZEN_ENTRY = """
    IF (NEW.period_id, NEW.innovation_id, NEW.agency_id)
       IS DISTINCT FROM (OLD.period_id, OLD.innovation_id, OLD.agency_id) THEN
      RAISE EXCEPTION 'an entry stays with its period, innovation and agency' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status NOT IN ('draft', 'returned')
       AND (NEW.category_id, NEW.group_id, NEW.video_link)
       IS DISTINCT FROM (OLD.category_id, OLD.group_id, OLD.video_link) THEN
      RAISE EXCEPTION 'a sent proposal is frozen' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.status = 'returned' AND cardinality(OLD.repair_parts) > 0 AND 'isian' <> ALL (OLD.repair_parts)
       AND (NEW.category_id, NEW.group_id, NEW.video_link)
       IS DISTINCT FROM (OLD.category_id, OLD.group_id, OLD.video_link) THEN
      RAISE EXCEPTION 'this part is not open for repair' USING ERRCODE = 'check_violation';
    END IF;
    IF OLD.number IS NOT NULL AND (NEW.number, NEW.submitted_at, NEW.submitted_by_id)
       IS DISTINCT FROM (OLD.number, OLD.submitted_at, OLD.submitted_by_id) THEN
      RAISE EXCEPTION 'number and time of a sent proposal are final' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

BELONGS_TOGETHER = """
    IF NOT EXISTS (SELECT 1 FROM competitions_category c
                   WHERE c.id = NEW.category_id AND c.period_id = NEW.period_id)
       OR NOT EXISTS (SELECT 1 FROM competitions_entrygroup g
                      WHERE g.id = NEW.group_id AND g.period_id = NEW.period_id)
       OR NOT EXISTS (SELECT 1 FROM proposals_innovation i
                      WHERE i.id = NEW.innovation_id AND i.agency_id = NEW.agency_id) THEN
      RAISE EXCEPTION 'category, group or innovation belong elsewhere' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

INVITED = """
    IF NOT EXISTS (SELECT 1 FROM competitions_period p JOIN accounts_agency a ON a.id = NEW.agency_id
                   WHERE p.id = NEW.period_id
                     AND (cardinality(p.invited_kinds) = 0 OR a.kind = ANY (p.invited_kinds))) THEN
      RAISE EXCEPTION 'the agency is not invited' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# Two entries of one title wait for each other, so that neither overlooks the other.
TITLE_ONCE = r"""
    IF EXISTS (SELECT 1 FROM competitions_period p WHERE p.id = NEW.period_id AND p.is_title_once) THEN
      SELECT lower(btrim(regexp_replace(i.title, '\s+', ' ', 'g'))) INTO wanted
        FROM proposals_innovation i WHERE i.id = NEW.innovation_id;
      PERFORM pg_advisory_xact_lock(hashtextextended(wanted, NEW.period_id));
      IF EXISTS (SELECT 1 FROM proposals_proposal o JOIN proposals_innovation i ON i.id = o.innovation_id
                 WHERE o.period_id = NEW.period_id AND o.id <> NEW.id
                   AND o.status IN ('submitted', 'returned', 'verified')
                   AND lower(btrim(regexp_replace(i.title, '\s+', ' ', 'g'))) = wanted) THEN
        RAISE EXCEPTION 'the title is taken' USING ERRCODE = 'check_violation';
      END IF;
    END IF;
    RETURN NEW;
"""

# An innovation competes while an entry of it is sent; a repair, or a withdrawal from one, that does not open
# `isian` (`ENTRY_PART`) holds it too.
FROZEN_INNOVATION = """
    IF EXISTS (SELECT 1 FROM proposals_proposal p JOIN competitions_period q ON q.id = p.period_id
               WHERE p.innovation_id IN (INNOVATIONS)
                 AND (p.status IN ('submitted', 'verified') OR (p.status IN ('returned', 'withdrawn')
                   AND cardinality(p.repair_parts) > 0 AND 'isian' <> ALL (p.repair_parts)))
                 AND q.status NOT IN ('announced', 'archived')) THEN
      RAISE EXCEPTION 'an innovation in competition is frozen' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""

# The entries are locked before they are looked at: a sending in flight and a change cannot miss each other.
FROZEN_PART = (
    """
    PERFORM 1 FROM proposals_proposal p WHERE p.innovation_id IN (INNOVATIONS) FOR SHARE;
"""
    + FROZEN_INNOVATION
).replace("INNOVATIONS", "NEW.innovation_id, OLD.innovation_id")

GIVEN_AT_ANNOUNCEMENT = """
    IF TG_OP = 'INSERT' AND NEW.proposal_id IS NOT NULL THEN
      IF NOT EXISTS (SELECT 1 FROM proposals_proposal p JOIN competitions_period q ON q.id = p.period_id
                     WHERE p.id = NEW.proposal_id AND p.innovation_id = NEW.innovation_id
                       AND p.status = 'verified' AND q.status = 'announced') THEN
        RAISE EXCEPTION 'an award is given at the announcement' USING ERRCODE = 'check_violation';
      END IF;
      RETURN NEW;
    END IF;
"""

# The proposal is locked first and looked at afterwards; a filter on its status would lock nothing while it is a
# draft, and a text could slip in between the hash and the sending.
FROZEN_WHEN_SENT = """
    SELECT p.status, p.repair_parts INTO state, marked FROM proposals_proposal p
      WHERE p.id = COALESCE(NEW.proposal_id, OLD.proposal_id) FOR SHARE;
    IF state NOT IN ('draft', 'returned') THEN
      RAISE EXCEPTION 'a sent proposal is frozen' USING ERRCODE = 'check_violation';
    END IF;
    IF state = 'returned' AND cardinality(marked) > 0 AND (PART) <> ALL (marked)UNLESS THEN
      RAISE EXCEPTION 'this part is not open for repair' USING ERRCODE = 'check_violation';
    END IF;
    RETURN COALESCE(NEW, OLD);
"""

SECTION_NUMBER = "SELECT s.number FROM competitions_section s WHERE s.id = COALESCE(NEW.section_id, OLD.section_id)"
ATTACHMENT_CODE = "SELECT k.code FROM competitions_attachmentkind k WHERE k.id = COALESCE(NEW.kind_id, OLD.kind_id)"

# What was sent is asked, not the row: that one is gone when another file takes its place.
SENT_WITH_A_VIRUS = f"""EXISTS (
      SELECT 1 FROM proposals_sentversion v, jsonb_array_elements(v.content->'attachments') AS sent(line)
        JOIN documents_filescan f ON f.sha256 = line->>'sha256' AND f.state = 'rejected'
        WHERE v.proposal_id = COALESCE(NEW.proposal_id, OLD.proposal_id) AND line->>'kind' = ({ATTACHMENT_CODE})
          AND v.ordinal = (SELECT max(l.ordinal) FROM proposals_sentversion l WHERE l.proposal_id = v.proposal_id))
"""  # noqa: S608 (the names are those of our own tables)


OF_SENT_VERSION = "(SELECT v.proposal_id FROM proposals_sentversion v WHERE v.id = NEW.sent_version_id)"


def decision_triggers(steps: Mapping[str, tuple[set, str]]) -> list[pgtrigger.Trigger]:
    """A decision is about an entry that can take its step, is never changed, and is released or cancelled once."""
    pairs = sorted((step, str(source)) for step in DECISIONS for source in steps[step][0])
    known = ", ".join(f"('{step}', '{source}')" for step, source in pairs)
    return [
        pgtrigger.Trigger(
            name="decides_what_waits",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            declare=[("state", "text")],
            func=f"""
                SELECT p.status INTO state FROM proposals_proposal p WHERE p.id = NEW.proposal_id FOR SHARE;
                IF (NEW.decision, state) NOT IN ({known}) THEN
                  RAISE EXCEPTION 'no % from %', NEW.decision, state USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,  # noqa: S608 (the names are those of our own table)
        ),
        officer_free("by", pgtrigger.Insert, proposal="NEW.proposal_id"),
        officer_free("released_by", pgtrigger.UpdateOf("released_by_id"), proposal="NEW.proposal_id"),
        *closed_once(["released_at", "released_by"], ["cancelled_at", "cancelled_by", "cancelled_reason"]),
    ]


def officer_free(officer: str, *operations: pgtrigger.Operation, proposal: str = OF_SENT_VERSION) -> pgtrigger.Trigger:
    """Whoever has a standing conflict of interest with an entry keeps out of deciding on it."""
    return pgtrigger.Trigger(
        name=f"{officer}_is_free",
        when=pgtrigger.Before,
        operation=reduce(or_, operations),
        func=f"""
            PERFORM 1 FROM proposals_conflict c
              WHERE c.person_id = NEW.{officer}_id AND c.proposal_id = {proposal} AND c.lifted_at IS NULL;
            IF FOUND THEN
              RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def about_what_waits(*operations: pgtrigger.Operation) -> pgtrigger.Trigger:
    """What the desk says of a text is about the last one that was sent, while it waits for a decision."""
    return pgtrigger.Trigger(
        name="about_what_waits",
        when=pgtrigger.Before,
        operation=reduce(or_, operations),
        declare=[("state", "text")],
        func="""
            SELECT p.status INTO state FROM proposals_proposal p
              JOIN proposals_sentversion v ON v.proposal_id = p.id WHERE v.id = NEW.sent_version_id FOR SHARE OF p;
            IF state <> 'submitted' OR EXISTS (
                SELECT 1 FROM proposals_sentversion v JOIN proposals_sentversion later
                  ON later.proposal_id = v.proposal_id AND later.ordinal > v.ordinal
                  WHERE v.id = NEW.sent_version_id) THEN
              RAISE EXCEPTION 'only what waits on the desk is checked' USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        """,
    )


def closed_once(*ways: list[str]) -> list[pgtrigger.Trigger]:
    """A row is never changed but for the columns of one way to close it, once; the first of each says when."""
    closed = reduce(or_, (pgtrigger.Q(**{f"old__{way[0]}__isnull": False}) for way in ways))
    return [
        pgtrigger.ReadOnly(name="recorded_stays", exclude=[column for way in ways for column in way]),
        pgtrigger.Protect(name="closes_once", operation=pgtrigger.Update, condition=closed),
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Delete),
    ]


def append_only() -> pgtrigger.Trigger:
    """Rows are only ever added."""
    return pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete)


def frozen_when_sent(part: str, *, unless: str = "") -> pgtrigger.Trigger:
    """Refuses every change to what hangs on a proposal once it has been sent; `part` selects which part it is of.

    `unless` tells of a part that a repair may change although it is not marked.
    """
    return _frozen(FROZEN_WHEN_SENT, part, unless=unless)


def frozen_with_its_answer() -> pgtrigger.Trigger:
    """The same for what hangs on an answer."""
    answer = "FROM proposals_answer a"
    where = "WHERE a.id = COALESCE(NEW.answer_id, OLD.answer_id)"
    part = f"SELECT s.number {answer} JOIN competitions_section s ON s.id = a.section_id {where}"
    proposal = f"(SELECT a.proposal_id {answer} {where})"
    func = FROZEN_WHEN_SENT.replace("COALESCE(NEW.proposal_id, OLD.proposal_id)", proposal)
    return _frozen(func, part)


def _frozen(func: str, part: str, *, unless: str = "") -> pgtrigger.Trigger:
    func = func.replace("PART", part).replace("UNLESS", f" AND NOT {unless}" if unless else "")
    return pgtrigger.Trigger(
        name="frozen_when_sent",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        declare=[("state", "text"), ("marked", "text[]")],
        func=func,
    )


def frozen_innovation() -> pgtrigger.Trigger:
    """What was entered does not change under a sent proposal."""
    return pgtrigger.Trigger(
        name="frozen_in_competition",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("title", "summary", "implemented_on", "is_digital", "goals", "agency_id"),
        func=FROZEN_INNOVATION.replace("INNOVATIONS", "OLD.id"),
    )


def frozen_part(exception: str = "") -> pgtrigger.Trigger:
    """The same for what hangs on an innovation; `exception` is SQL that lets something through before."""
    return pgtrigger.Trigger(
        name="frozen_in_competition",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        func=exception + FROZEN_PART,
    )


def award_triggers() -> list[pgtrigger.Trigger]:
    """The record of awards is frozen like the rest, but for what is won; and what was won stays."""
    won = pgtrigger.Q(old__proposal_id__isnull=False)
    return [
        frozen_part(GIVEN_AT_ANNOUNCEMENT),
        pgtrigger.Protect(name="won_stays", operation=pgtrigger.Update | pgtrigger.Delete, condition=won),
    ]


def entry_triggers(steps: Mapping[str, tuple[set, str]]) -> list[pgtrigger.Trigger]:
    """The life of an entry: born as a draft, moved by the known steps only, each within its time."""
    moved = pgtrigger.Q(old__status__df=pgtrigger.F("new__status"))
    return [
        pgtrigger.Trigger(
            name="born_as_draft",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert,
            condition=pgtrigger.Q(new__status__df="draft"),
            func="RAISE EXCEPTION 'a proposal begins as a draft' USING ERRCODE = 'check_violation';",
        ),
        pgtrigger.Trigger(
            name="belongs_together",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.UpdateOf("category_id", "group_id"),
            func=BELONGS_TOGETHER,
        ),
        pgtrigger.Trigger(name="invited", when=pgtrigger.Before, operation=pgtrigger.Insert, func=INVITED),
        pgtrigger.Trigger(
            name="title_once",
            when=pgtrigger.Before,
            operation=pgtrigger.UpdateOf("status"),
            condition=moved & (pgtrigger.Q(new__status="submitted") | pgtrigger.Q(old__status="withdrawn")),
            declare=[("wanted", "text")],
            func=TITLE_ONCE,
        ),
        known_steps(steps),
        # The database repeats the deadline.
        pgtrigger.Trigger(
            name="entry_before_closing",
            when=pgtrigger.Before,
            operation=pgtrigger.UpdateOf("status"),
            condition=moved & pgtrigger.Q(old__status__in=["draft", "withdrawn"]),
            func=OPEN_FOR_ENTRIES,
        ),
        pgtrigger.Trigger(
            name="decided_in_time",
            when=pgtrigger.Before,
            operation=pgtrigger.UpdateOf("status"),
            condition=moved & pgtrigger.Q(old__status__df="draft"),
            func=OPEN_FOR_DECISIONS,
        ),
        pgtrigger.Trigger(
            name="passes_when_checked",
            when=pgtrigger.Before,
            operation=pgtrigger.UpdateOf("status"),
            condition=moved & pgtrigger.Q(new__status="verified"),
            func=PASSES_WHEN_CHECKED,
        ),
        pgtrigger.Trigger(
            name="frozen_entry",
            when=pgtrigger.Before,
            operation=pgtrigger.Update,
            func=FROZEN_ENTRY,
        ),
        pgtrigger.Protect(
            name="sent_stays", operation=pgtrigger.Delete, condition=pgtrigger.Q(old__status__df="draft")
        ),
    ]
