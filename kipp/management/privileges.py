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


def hand_over(owner: BaseDatabaseWrapper, application: Mapping[str, Any]) -> None:
    """Grant the role of the application what it needs; make the role if there is none. Safe to repeat."""
    role = owner.ops.quote_name(application["USER"])
    with transaction.atomic(using=owner.alias), owner.cursor() as cursor:
        cursor.execute("SELECT 1 FROM pg_roles WHERE rolname = %s", [application["USER"]])
        if cursor.fetchone() is None:
            cursor.execute(f"CREATE ROLE {role} LOGIN PASSWORD %s", [application["PASSWORD"]])
        cursor.execute(f"GRANT {READ_AND_WRITE} ON ALL TABLES IN SCHEMA public TO {role}")
        cursor.execute(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {role}")
        for table, operation in [
            *forbidden(),
            *(("django_migrations", verb) for verb in ("INSERT", "UPDATE", "DELETE")),
        ]:
            cursor.execute(f"REVOKE {operation} ON {owner.ops.quote_name(table)} FROM {role}")


def forbidden() -> Iterator[tuple[str, str]]:
    """Return each table with what a trigger forbids on all of its rows."""
    for model, trigger in pgtrigger.registered():
        # ReadOnly is one of them too, but forbids a change of some columns only.
        if type(trigger) is pgtrigger.Protect and trigger.condition is None:
            for operation in (pgtrigger.Update, pgtrigger.Delete):
                if str(operation) in str(trigger.operation).split(" OR "):
                    yield model._meta.db_table, str(operation)  # noqa: SLF001 (_meta is Django's public API)
