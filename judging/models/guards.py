"""What the database itself refuses in judging: the rules of the actions once more, in SQL."""

import pgtrigger


def append_only() -> list[pgtrigger.Trigger]:
    """Triggers that let rows be added and nothing else, by whatever path."""
    return [
        pgtrigger.Protect(name="append_only", operation=pgtrigger.Update | pgtrigger.Delete),
        no_truncate(),
    ]


def no_truncate() -> pgtrigger.Trigger:
    return pgtrigger.Trigger(
        name="no_truncate",
        level=pgtrigger.Statement,
        when=pgtrigger.Before,
        operation=pgtrigger.Truncate,
        func="RAISE EXCEPTION 'rows of this table are only ever added';",
    )


# The round before the one of a new row; no row for the first.
PREVIOUS = """
      SELECT e.id FROM competitions_round e JOIN competitions_round r ON r.period_id = e.period_id AND e.order < r.order
       WHERE r.id = NEW.round_id ORDER BY e.order DESC LIMIT 1
    """
# Asked after the period is held, as a statement of its own: only then is a closing seen that was waited for.
ROUND_IS_CLOSED = """
    PERFORM 1 FROM judging_roundclosing x WHERE x.round_id = {round};
    IF FOUND THEN
      RAISE EXCEPTION 'the round is closed' USING ERRCODE = 'check_violation';
    END IF;
    """

# The rule of judging/assignment.py in SQL: one house is an agency with all above and below it.
OUTSIDE_OWN_HOUSE = f"""
    WITH RECURSIVE judge_house AS (
      SELECT g.id, g.parent_id FROM accounts_user u JOIN accounts_agency g ON g.id = u.agency_id
       WHERE u.id = NEW.judge_id
      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN judge_house h ON g.id = h.parent_id
    ), entry_house AS (
      SELECT g.id, g.parent_id FROM proposals_proposal p JOIN accounts_agency g ON g.id = p.agency_id
       WHERE p.id = NEW.proposal_id
      UNION SELECT g.id, g.parent_id FROM accounts_agency g JOIN entry_house h ON g.id = h.parent_id
    )
    SELECT (SELECT u.agency_id FROM accounts_user u WHERE u.id = NEW.judge_id)
             IN (SELECT id FROM entry_house)
        OR (SELECT p.agency_id FROM proposals_proposal p WHERE p.id = NEW.proposal_id)
             IN (SELECT id FROM judge_house) INTO refused;
    IF refused THEN
      RAISE EXCEPTION 'a judge never judges the own agency' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM competitions_round r, proposals_proposal p, accounts_user u
      WHERE r.id = NEW.round_id AND p.id = NEW.proposal_id AND u.id = NEW.judge_id
        AND p.period_id = r.period_id AND p.status = 'verified' AND u.role = 'judge';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only judges are assigned, and only verified entries of the period'
        USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM ({PREVIOUS}) before WHERE NOT EXISTS (
      SELECT 1 FROM judging_result s WHERE s.proposal_id = NEW.proposal_id AND s.is_advancing AND s.ranking_id = (
        SELECT k.id FROM judging_ranking k WHERE k.round_id = before.id ORDER BY k.revision DESC LIMIT 1));
    IF FOUND THEN
      RAISE EXCEPTION 'only entries that passed the round before are judged' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 (statements of our own)

HANDED_IN_COMPLETE = f"""
    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id
      WHERE r.id = NEW.round_id AND p.status = 'judging' FOR SHARE OF p;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'judging is not open' USING ERRCODE = 'check_violation';
    END IF;
    {ROUND_IS_CLOSED.format(round="NEW.round_id")}
    PERFORM 1 FROM competitions_criterion c WHERE c.round_id = NEW.round_id AND (
      SELECT s.value FROM judging_score s
       WHERE s.assignment_id = NEW.id AND s.criterion_id = c.id
       ORDER BY s.revision DESC LIMIT 1) IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'an incomplete sheet is not handed in' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""  # noqa: S608 (statements of our own)

REVISIONS_FOLLOW = """
    PERFORM 1 FROM (SELECT COALESCE(MAX(s.revision), 0) + 1 AS next FROM judging_score s
        WHERE s.assignment_id = NEW.assignment_id AND s.criterion_id = NEW.criterion_id) n
      WHERE n.next = NEW.revision;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'revisions follow one another' USING ERRCODE = 'check_violation';
    END IF;
    """
ROUND_OF_SHEET = "(SELECT a.round_id FROM judging_assignment a WHERE a.id = NEW.assignment_id)"

SHEET_OPEN = f"""
    PERFORM 1 FROM judging_assignment a
      JOIN competitions_criterion c ON c.round_id = a.round_id AND c.id = NEW.criterion_id
      JOIN competitions_round r ON r.id = a.round_id
      JOIN competitions_period p ON p.id = r.period_id
      WHERE a.id = NEW.assignment_id AND a.judge_id = NEW.by_id
        AND a.handed_in_at IS NULL AND a.recused_at IS NULL AND p.status = 'judging'
      FOR SHARE OF a, p;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'this sheet takes no marks' USING ERRCODE = 'check_violation';
    END IF;
    {ROUND_IS_CLOSED.format(round=ROUND_OF_SHEET)}
    {REVISIONS_FOLLOW}
    RETURN NEW;
"""

WHILE_DECIDED = """
    PERFORM 1 FROM competitions_round r JOIN competitions_period p ON p.id = r.period_id
      WHERE r.id = {round} AND p.status = 'decided' FOR SHARE OF p;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'results are frozen between closing and announcement'
        USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM judging_roundclosing x JOIN competitions_round e ON e.id = x.round_id
      JOIN competitions_round r ON r.period_id = e.period_id AND e.order > r.order WHERE r.id = {round};
    IF FOUND THEN
      RAISE EXCEPTION 'a later round stands on this one' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# A mark that the pleno changes: of a sheet that counts, by an officer without a conflict, with the next ranking.
PLENO_CHANGES = f"""
    PERFORM 1 FROM judging_assignment a
      JOIN competitions_criterion c ON c.round_id = a.round_id AND c.id = NEW.criterion_id
      JOIN accounts_user u ON u.id = NEW.by_id AND u.role = 'organiser'
      WHERE a.id = NEW.assignment_id AND a.handed_in_at IS NOT NULL AND NEW.decided_in = (
        SELECT MAX(k.revision) + 1 FROM judging_ranking k WHERE k.round_id = a.round_id);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'the pleno changes only marks that count' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM proposals_conflict c JOIN judging_assignment a ON a.proposal_id = c.proposal_id
      WHERE a.id = NEW.assignment_id AND c.person_id = NEW.by_id AND c.lifted_at IS NULL;
    IF FOUND THEN
      RAISE EXCEPTION 'an officer in conflict keeps out' USING ERRCODE = 'check_violation';
    END IF;
    {REVISIONS_FOLLOW}
    {WHILE_DECIDED.format(round=ROUND_OF_SHEET)}
"""  # noqa: S608 (statements of our own)

# Asked at commit: the ranking is counted from the marks, so it comes after them.
CHANGED_MARK_IS_RANKED = f"""
    PERFORM 1 FROM judging_ranking k WHERE k.round_id = {ROUND_OF_SHEET} AND k.revision = NEW.decided_in;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'a changed mark leads to a new ranking' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NULL;
"""

DECIDES_SOMETHING = """
    PERFORM 1 FROM judging_score s JOIN judging_assignment a ON a.id = s.assignment_id
      WHERE a.round_id = NEW.round_id AND s.decided_in = NEW.revision;
    IF NOT FOUND AND cardinality(NEW.decided_order) = 0 THEN
      RAISE EXCEPTION 'a decision of the pleno orders a tie or changes a mark' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# What an agency is told by then: that it went on or stayed, or the result itself.
TOLD_TO_AGENCIES = """
    PERFORM 1 FROM competitions_round r
      JOIN competitions_period p ON p.id = r.period_id
      JOIN judging_roundclosing x ON x.round_id = r.id
       WHERE r.id = NEW.round_id AND (p.status <> 'decided' OR EXISTS (
         SELECT 1 FROM judging_roundclosing y JOIN competitions_round f ON f.id = y.round_id
          WHERE f.period_id = r.period_id AND f.order > r.order))
       FOR SHARE OF p;
    IF NOT FOUND THEN
      RAISE EXCEPTION 'sheets are released once their round is over' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# A ranking that may be announced: the newest of the last round, without a tie across its line.
ANNOUNCEABLE = """k.open_tie = '{}'
         AND NOT EXISTS (SELECT 1 FROM judging_ranking n WHERE n.round_id = k.round_id AND n.revision > k.revision)
         AND NOT EXISTS (
           SELECT 1 FROM competitions_round r
             JOIN competitions_round f ON f.period_id = r.period_id AND f.order > r.order WHERE r.id = k.round_id)"""

STANDS = f"""
    PERFORM 1 FROM judging_ranking k WHERE k.id = NEW.ranking_id AND {ANNOUNCEABLE};
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only the standing ranking of the last round is announced' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

ANNOUNCED_BY_TWO = f"""
    IF NEW.status <> 'announced' OR TG_OP = 'UPDATE' AND OLD.status = 'announced' THEN
      RETURN NEW;
    END IF;
    PERFORM 1 FROM judging_publication u
      JOIN judging_ranking k ON k.id = u.ranking_id
      JOIN competitions_round e ON e.id = k.round_id
       WHERE e.period_id = NEW.id AND u.approved_at IS NOT NULL AND u.withdrawn_at IS NULL
         AND (u.due_at IS NULL OR u.due_at <= clock_timestamp()) AND {ANNOUNCEABLE};
    IF NOT FOUND THEN
      RAISE EXCEPTION 'two organisers announce a result, not before its instant' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# What the panel awards besides the places is settled when the announcement is proposed: who approves it sees it all.
AWARDABLE = """
    PERFORM 1 FROM judging_publication u JOIN judging_ranking k ON k.id = u.ranking_id
      WHERE k.round_id = NEW.round_id AND u.withdrawn_at IS NULL
        AND NOT EXISTS (SELECT 1 FROM judging_ranking n WHERE n.round_id = k.round_id AND n.revision > k.revision);
    IF FOUND THEN
      RAISE EXCEPTION 'awards are settled before the announcement is proposed' USING ERRCODE = 'check_violation';
    END IF;
    PERFORM 1 FROM judging_ranking k JOIN judging_result s ON s.ranking_id = k.id
      WHERE k.round_id = NEW.round_id AND s.proposal_id = NEW.proposal_id AND s.place IS NOT NULL
        AND NOT EXISTS (
          SELECT 1 FROM competitions_round r
            JOIN competitions_round f ON f.period_id = r.period_id AND f.order > r.order WHERE r.id = k.round_id);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'only entries with a place in the last round are awarded' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# The stage begins with the announcement, and ends as the rules of the period say.
WINDOW_AS_RULED = """
    PERFORM 1 FROM competitions_period p
      WHERE p.id = NEW.period_id AND p.status = 'announced' AND p.objection_days > 0
        AND NEW.closes_at = ((NEW.opened_at AT TIME ZONE 'Asia/Jakarta')::date + p.objection_days + 1)::timestamp
              AT TIME ZONE 'Asia/Jakarta';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'objections are taken after the announcement, as long as the rules say'
        USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

# Own results alone, while the stage lasts; the transaction began in time, whatever it waited for since.
OBJECTED_IN_TIME = """
    PERFORM 1 FROM judging_objectionwindow w
      JOIN competitions_round r ON r.period_id = w.period_id
      JOIN judging_ranking k ON k.round_id = r.id
      JOIN judging_result s ON s.ranking_id = k.id
      JOIN proposals_proposal p ON p.id = s.proposal_id AND p.agency_id = NEW.agency_id
      JOIN accounts_user u ON u.id = NEW.by_id AND u.role = 'operator' AND u.agency_id = NEW.agency_id
      WHERE w.id = NEW.window_id AND now() < w.closes_at AND (NEW.proposal_id IS NULL OR NEW.proposal_id = p.id);
    IF NOT FOUND THEN
      RAISE EXCEPTION 'agencies object to their own results while the stage lasts' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""

ANSWERED_BY_THE_OFFICE = """
    PERFORM 1 FROM accounts_user u WHERE u.id = NEW.by_id AND u.role = 'organiser';
    IF NOT FOUND THEN
      RAISE EXCEPTION 'objections are answered by organisers' USING ERRCODE = 'check_violation';
    END IF;
    RETURN NEW;
"""
