"""What the database refuses about the Tim Penilai, its pacts, and who is assigned: the rules of the actions in SQL."""

import pgtrigger

from judging.assignment import CONFLICT_YEARS

# Once judging is closed papers name the panel, and may be built again.
PANEL_STANDS = """
    PERFORM 1 FROM competitions_period p
      WHERE p.id = NEW.period_id AND p.status NOT IN ('decided', 'announced', 'archived') FOR SHARE;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the panel stands once judging is closed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

ONLY_JUDGES_SIT = """
    PERFORM 1 FROM accounts_user u WHERE u.id = NEW.judge_id AND u.role = 'judge' AND u.is_active;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only judges sit on a panel' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

WORK_IS_DONE = """
    PERFORM 1 FROM judging_assignment a JOIN competitions_round r ON r.id = a.round_id
      JOIN proposals_proposal p ON p.id = a.proposal_id
      WHERE r.period_id = NEW.period_id AND a.judge_id = NEW.judge_id
        AND a.handed_in_at IS NULL AND a.recused_at IS NULL AND p.status = 'verified';
    IF FOUND THEN
      RAISE EXCEPTION 'a judge with open sheets stays on the panel' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# The seat is held while the assignment is written: a removal waits for it, and then finds the open sheet.
SEATED = """
    PERFORM 1 FROM judging_panelmember m JOIN competitions_round r ON r.period_id = m.period_id
      WHERE r.id = NEW.round_id AND m.judge_id = NEW.judge_id AND m.removed_at IS NULL FOR SHARE OF m;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only members of the panel judge' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def panel_stands() -> pgtrigger.Trigger:
    """Who sits, and by which decree, changes until judging is closed."""
    return pgtrigger.Trigger(
        name="panel_stands", when=pgtrigger.Before, operation=pgtrigger.Insert | pgtrigger.Update, func=PANEL_STANDS
    )


def seat_triggers() -> list[pgtrigger.Trigger]:
    """A seat is given to a judge, never to another one, and is left once, with all sheets done."""
    return [
        panel_stands(),
        pgtrigger.Trigger(
            name="only_judges_sit", when=pgtrigger.Before, operation=pgtrigger.Insert, func=ONLY_JUDGES_SIT
        ),
        pgtrigger.Trigger(
            name="work_is_done", when=pgtrigger.Before, operation=pgtrigger.UpdateOf("removed_at"), func=WORK_IS_DONE
        ),
        pgtrigger.ReadOnly(name="appointed_stays", fields=["period", "judge", "appointed_at", "appointed_by"]),
        pgtrigger.Protect(
            name="removed_stays", operation=pgtrigger.Update, condition=pgtrigger.Q(old__removed_at__isnull=False)
        ),
        pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
    ]


def seated() -> pgtrigger.Trigger:
    """Only members of the panel are assigned."""
    return pgtrigger.Trigger(
        name="seated",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("round_id", "judge_id"),
        func=SEATED,
    )


# The time is the database's own, whatever was sent with the row.
SIGNED_BY_A_MEMBER = """
    IF NEW.text_sha256 <> encode(sha256(convert_to(NEW.text, 'UTF8')), 'hex') THEN
      RAISE EXCEPTION 'the fingerprint is of another text' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM judging_panelmember m
      WHERE m.period_id = NEW.period_id AND m.judge_id = NEW.judge_id AND m.removed_at IS NULL;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only members of the panel sign' USING ERRCODE = 'check_violation';
    END IF;
    NEW.signed_at := clock_timestamp();
    RETURN NEW;
"""

UNDER_PACT = """
    PERFORM 1 FROM judging_assignment a JOIN competitions_round r ON r.id = a.round_id
      JOIN judging_integritypact k ON k.period_id = r.period_id AND k.judge_id = a.judge_id
      WHERE a.id = NEW.assignment_id;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'no marks before the pact is signed' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def pact_triggers() -> list[pgtrigger.Trigger]:
    """A pact is signed by a member, while the panel may change, and never changed."""
    return [
        panel_stands(),
        pgtrigger.Trigger(
            name="signed_by_a_member", when=pgtrigger.Before, operation=pgtrigger.Insert, func=SIGNED_BY_A_MEMBER
        ),
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
    ]


def under_pact() -> pgtrigger.Trigger:
    """Nobody gives a mark before the pact of that period is signed."""
    return pgtrigger.Trigger(name="under_pact", when=pgtrigger.Before, operation=pgtrigger.Insert, func=UNDER_PACT)


# The rule of judging/assignment.py in SQL, for what is not the judge's own house.
FREE_OF_CONFLICT = f"""
    WITH RECURSIVE entry AS (
      SELECT p.id, p.agency_id, p.period_id FROM proposals_proposal p WHERE p.id = NEW.proposal_id
    ), counted AS (
      SELECT s.agency_id FROM judging_posting s, entry e
        JOIN competitions_period q ON q.id = e.period_id LEFT JOIN judging_panel t ON t.period_id = e.period_id
       WHERE s.judge_id = NEW.judge_id AND (s.until IS NULL OR s.until >= (q.registration_closes_on
         - make_interval(years => COALESCE(t.conflict_years, {CONFLICT_YEARS})))::date)
    ), posted_house AS (
      SELECT g.id, g.parent_id FROM accounts_agency g JOIN counted c ON g.id = c.agency_id
      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN posted_house h ON g.id = h.parent_id
    ), entry_house AS (
      SELECT g.id, g.parent_id FROM accounts_agency g JOIN entry e ON g.id = e.agency_id
      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN entry_house h ON g.id = h.parent_id
    )
    SELECT (SELECT e.agency_id FROM entry e) IN (SELECT id FROM posted_house)
        OR EXISTS (SELECT 1 FROM counted c JOIN entry_house h ON h.id = c.agency_id) INTO refused;
    IF refused THEN
      RAISE EXCEPTION 'a judge never judges where they were posted' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM proposals_conflict c
      WHERE c.person_id = NEW.judge_id AND c.proposal_id = NEW.proposal_id AND c.lifted_at IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'a judge in conflict keeps out' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 (statements of our own)


def free_of_conflict() -> pgtrigger.Trigger:
    """Nobody is assigned what comes from where they were posted, nor what they have a standing conflict with."""
    return pgtrigger.Trigger(
        name="without_conflict",
        when=pgtrigger.Before,
        operation=pgtrigger.Insert | pgtrigger.UpdateOf("round_id", "proposal_id", "judge_id"),
        declare=[("refused", "boolean")],
        func=FREE_OF_CONFLICT,
    )


# What is decided is named by numbers, within the period of the round.
PLENO_IS_FREE = """
    PERFORM 1 FROM proposals_conflict c JOIN proposals_proposal p ON p.id = c.proposal_id
      JOIN competitions_round r ON r.period_id = p.period_id
      WHERE r.id = NEW.round_id AND p.number = ANY (NEW.decided_order)
        AND c.person_id = NEW.by_id AND c.lifted_at IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def pleno_is_free() -> pgtrigger.Trigger:
    """Nobody records the decision on a tie in which an entry takes part that they have a conflict with."""
    return pgtrigger.Trigger(
        name="pleno_is_free", when=pgtrigger.Before, operation=pgtrigger.Insert, func=PLENO_IS_FREE
    )
