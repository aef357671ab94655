"""What the application's role may do in the database: the tables belong to another.

Triggers guard what is a record, but whoever owns a table switches its triggers off. So the application's role owns
nothing, and what a trigger always forbids is not granted to it at all.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pgtrigger
from django.db import transaction
from django.db.backends.base.base import BaseDatabaseWrapper

READ_AND_WRITE = "SELECT, INSERT, UPDATE, DELETE"

# The library lets a session name triggers that shall step aside, and that needs no right. Here none ever does.
NEVER_ASIDE = """
    CREATE OR REPLACE FUNCTION public._pgtrigger_should_ignore(trigger_name NAME) RETURNS BOOLEAN AS
    $$ BEGIN RETURN FALSE; END; $$ LANGUAGE plpgsql
"""
OWNS_OR_MAY_BECOME = """
    SELECT rolsuper OR pg_has_role(%(role)s, current_user, 'MEMBER')
           OR EXISTS (SELECT 1 FROM pg_tables WHERE schemaname = 'public' AND tableowner = %(role)s)
      FROM pg_roles WHERE rolname = %(role)s
"""


class NotApart(Exception):
    """The two roles are not apart; the text says why and what to do."""


def hand_over(owner: BaseDatabaseWrapper, application: Mapping[str, Any]) -> None:
    """Grant the role of the application what it needs; make the role if there is none. Safe to repeat."""
    quoted = owner.ops.quote_name
    role, database = quoted(application["USER"]), quoted(owner.settings_dict["NAME"])
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        _set_password(cursor, role, application)
        cursor.execute(OWNS_OR_MAY_BECOME, {"role": application["USER"]})
        if cursor.fetchone()[0]:
            raise NotApart(
                f"The role {application['USER']} owns tables or may become their owner. Give the tables to the role of "
                "DATABASE_OWNER_URL (REASSIGN OWNED BY), and take superuser rights and memberships from the other."
            )
        cursor.execute(f"GRANT {READ_AND_WRITE} ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        # A table of its own that lasts a session would stand before the real one in what the triggers ask.
        cursor.execute(f"REVOKE TEMPORARY ON DATABASE {database} FROM PUBLIC")
        cursor.execute(NEVER_ASIDE)
        for table, operation in [
            *forbidden(),
            *(("django_migrations", verb) for verb in ("INSERT", "UPDATE", "DELETE")),
        ]:
            cursor.execute(f"REVOKE {operation} ON {quoted(table)} FROM {role}")


def _set_password(cursor: Any, role: str, application: Mapping[str, Any]) -> None:
    """Make the role, or give it the password that the application will use, where the owner may do that."""
    cursor.execute("SELECT rolsuper OR rolcreaterole FROM pg_roles WHERE rolname = current_user")
    may_make = cursor.fetchone()[0]
    cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [application["USER"]])
    known = cursor.fetchone() is not None
    if may_make or not known:
        verb = "ALTER" if known else "CREATE"
        cursor.execute(f"{verb} ROLE {role} LOGIN PASSWORD %s", [application["PASSWORD"]])


def forbidden() -> Iterator[tuple[str, str]]:
    """Return each table with what a trigger forbids on all of its rows."""
    for model, trigger in pgtrigger.registered():
        # ReadOnly is one of them too, but forbids a change of some columns only.
        if type(trigger) is pgtrigger.Protect and trigger.condition is None:
            for operation in (pgtrigger.Update, pgtrigger.Delete):
                if str(operation) in str(trigger.operation).split(" OR "):
                    yield model._meta.db_table, str(operation)  # noqa: SLF001 (_meta is Django's public API)
