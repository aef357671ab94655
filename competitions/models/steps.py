"""What the database itself refuses of a status: any move that no step makes."""

from collections.abc import Mapping

import pgtrigger


def known_steps(steps: Mapping[str, tuple[set, str]]) -> pgtrigger.Trigger:
    """Let the status move only as one of these steps does, each with where it may come from and where it leads."""
    pairs = sorted((str(source), str(target)) for sources, target in steps.values() for source in sources)
    known = ", ".join(f"('{source}', '{target}')" for source, target in pairs)
    return pgtrigger.Trigger(
        name="known_steps",
        when=pgtrigger.Before,
        operation=pgtrigger.UpdateOf("status"),
        condition=pgtrigger.Q(old__status__df=pgtrigger.F("new__status")),
        func=f"""
                IF (OLD.status, NEW.status) NOT IN ({known}) THEN
                  RAISE EXCEPTION 'no step leads from % to %', OLD.status, NEW.status USING ERRCODE = 'check_violation';
                END IF;
                RETURN NEW;
            """,
    )
