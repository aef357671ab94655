"""What the database refuses about the Tim Penilai, its pacts, and who is assigned: the rules of the actions in SQL."""

import pgtrigger

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
      WHERE r.period_id = NEW.period_id AND a.judge_id = NEW.judge_id
        AND a.handed_in_at IS NULL AND a.recused_at IS NULL;
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
