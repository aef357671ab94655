"""What the database refuses about visits, their checklists and who signs them: the rules of the actions in SQL."""

import pgtrigger

from judging.models.guards import OUTSIDE_OWN_HOUSE, ROUND_IS_CLOSED, append_only, no_truncate
from judging.models.panel_guards import FREE_OF_CONFLICT, SEATED
from proposals.models.triggers import closed_once, officer_free

OF_FIELD_ROUND = """
    PERFORM 1 FROM competitions_round r JOIN proposals_proposal p ON p.period_id = r.period_id
      WHERE r.id = NEW.round_id AND p.id = NEW.proposal_id AND r.kind = 'field' AND p.status = 'verified';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only entries of a field round are visited' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

OFFICERS_VISIT = """
    PERFORM 1 FROM accounts_user u WHERE u.id = NEW.officer_id AND u.role = 'organiser' AND u.is_active;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the team is of organisers' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

SIGNED_STANDS = """
    PERFORM 1 FROM judging_visitsignature s WHERE s.visit_id = OLD.id AND s.voided_at IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'what is signed stands' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# The visit is held first and its signatures are asked afterwards: one that was waited for is seen then.
_OPEN = f"""
    PERFORM 1 FROM judging_visit v JOIN competitions_round r ON r.id = v.round_id
      JOIN competitions_period p ON p.id = r.period_id
      WHERE v.id = visited AND p.status = 'judging' FOR SHARE OF v, p;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'judging is not open' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM judging_visitsignature s WHERE s.visit_id = visited AND s.voided_at IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'what is signed stands' USING ERRCODE = 'check_violation';
    END IF;
    {ROUND_IS_CLOSED.format(round="(SELECT v.round_id FROM judging_visit v WHERE v.id = visited)")}
"""  # noqa: S608 (statements of our own)

CHECKLIST_OPEN = f"""
    SELECT c.visit_id INTO visited FROM judging_visitclaim c WHERE c.id = COALESCE(NEW.claim_id, OLD.claim_id);
    {_OPEN}
    IF TG_OP = 'DELETE' THEN
      RETURN OLD;
    END IF;
    PERFORM 1 FROM judging_visit v WHERE v.id = visited AND NEW.BY_ID IN (v.judge_id, v.officer_id);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only the two who visit fill in' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 (statements of our own)

BEFORE_THE_VISIT = f"""
    visited := NEW.visit_id;
    {_OPEN}
    PERFORM 1 FROM judging_finding f JOIN judging_visitclaim c ON c.id = f.claim_id WHERE c.visit_id = visited;
    IF FOUND THEN
      RAISE EXCEPTION 'the visit has begun' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# The time is the database's own, whatever was sent with the row.
SIGNED_BY_THE_TWO = f"""
    PERFORM 1 FROM judging_visit v WHERE v.id = NEW.visit_id FOR NO KEY UPDATE;
    IF NEW.contents_sha256 <> encode(sha256(convert_to(NEW.contents, 'UTF8')), 'hex') THEN
      RAISE EXCEPTION 'the fingerprint is of other contents' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM judging_visit v WHERE v.id = NEW.visit_id
      AND NEW.person_id = CASE NEW.side WHEN 'panel' THEN v.judge_id ELSE v.officer_id END;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only the two who visited sign' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM judging_visitclaim c WHERE c.visit_id = NEW.visit_id
      AND NOT EXISTS (SELECT 1 FROM judging_finding f WHERE f.claim_id = c.id);
    IF FOUND THEN
      RAISE EXCEPTION 'a checklist is signed when it is filled in' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM judging_visitsignature s
      WHERE s.visit_id = NEW.visit_id AND s.voided_at IS NULL AND s.contents_sha256 <> NEW.contents_sha256;
    IF FOUND THEN
      RAISE EXCEPTION 'both sign the same contents' USING ERRCODE = 'check_violation';
    END IF;
    {ROUND_IS_CLOSED.format(round="(SELECT v.round_id FROM judging_visit v WHERE v.id = NEW.visit_id)")}
    NEW.signed_at := clock_timestamp();
    RETURN NEW;
"""  # noqa: S608 (statements of our own)

COMPLETE_STANDS = """
    PERFORM 1 FROM judging_visit v WHERE v.id = NEW.visit_id FOR NO KEY UPDATE;
    PERFORM 1 FROM judging_visitsignature s
      WHERE s.visit_id = NEW.visit_id AND s.id <> NEW.id AND s.voided_at IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'what both have signed stands' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""


def visit_triggers() -> list[pgtrigger.Trigger]:
    """A verified entry of a field round is visited by two who are free of conflict; what is signed stands."""
    return [
        _before("of_field_round", pgtrigger.Insert, OF_FIELD_ROUND),
        _of_judge("outside_own_house", OUTSIDE_OWN_HOUSE, declare=[("refused", "boolean")]),
        _of_judge("without_conflict", FREE_OF_CONFLICT, declare=[("refused", "boolean")]),
        _of_judge("seated", SEATED),
        pgtrigger.Trigger(
            name="officers_visit",
            when=pgtrigger.Before,
            operation=pgtrigger.Insert | pgtrigger.UpdateOf("officer_id"),
            condition=pgtrigger.Q(new__officer__isnull=False),
            func=OFFICERS_VISIT,
        ),
        officer_free("officer", pgtrigger.Insert, pgtrigger.UpdateOf("officer_id"), proposal="NEW.proposal_id"),
        pgtrigger.ReadOnly(name="entry_stays", fields=["round", "proposal", "created_at"]),
        _before("signed_stands", pgtrigger.Update, SIGNED_STANDS),
        pgtrigger.Protect(name="kept", operation=pgtrigger.Delete),
    ]


def claim_triggers() -> list[pgtrigger.Trigger]:
    """A claim is put on the list before anything was found, and stays."""
    return [
        _before("before_the_visit", pgtrigger.Insert, BEFORE_THE_VISIT, declare=[("visited", "bigint")]),
        *append_only(),
    ]


def finding_triggers() -> list[pgtrigger.Trigger]:
    """What was found is written by one of the two while nobody has signed, and only ever added."""
    return [_checklist_open(pgtrigger.Insert, "by_id"), *append_only()]


def photo_triggers() -> list[pgtrigger.Trigger]:
    """A picture is put in, or taken out again, while nobody has signed."""
    return [
        _checklist_open(pgtrigger.Insert | pgtrigger.Delete, "uploaded_by_id"),
        pgtrigger.Protect(name="stays_as_sent", operation=pgtrigger.Update),
        no_truncate(),
    ]


def signature_triggers() -> list[pgtrigger.Trigger]:
    """The two who visited sign the same filled-in checklist; the first signature may be voided, both never."""
    return [
        _before("signed_by_the_two", pgtrigger.Insert, SIGNED_BY_THE_TWO),
        officer_free(
            "person", pgtrigger.Insert, proposal="(SELECT v.proposal_id FROM judging_visit v WHERE v.id = NEW.visit_id)"
        ),
        _before("complete_stands", pgtrigger.Update, COMPLETE_STANDS),
        *closed_once(["voided_at", "voided_by", "voided_reason"]),
        no_truncate(),
    ]


def _before(name: str, operation: pgtrigger.Operation, func: str, **given) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=operation, func=func, **given)


def _of_judge(name: str, func: str, **given) -> pgtrigger.Trigger:
    """The rule for who is assigned, asked of the judge who visits."""
    operation = pgtrigger.Insert | pgtrigger.UpdateOf("judge_id")
    return _before(name, operation, func, condition=pgtrigger.Q(new__judge__isnull=False), **given)


def _checklist_open(operation: pgtrigger.Operation, by: str) -> pgtrigger.Trigger:
    func = CHECKLIST_OPEN.replace("BY_ID", by)
    return _before("checklist_open", operation, func, declare=[("visited", "bigint")])
