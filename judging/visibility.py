"""Who sees what of a round, and from when? The only home of that rule: one table. No Django.

Querysets make it a question to the database, the page about judging prints it. What is not in it, nobody sees.
"""

from collections.abc import Mapping
from enum import StrEnum


class Field(StrEnum):
    """What there is to see of a round."""

    TASK = "task"  # seats, pacts, and who judges what
    MARK = "mark"  # with its reason
    VISIT = "visit"  # who visits, and what is found there
    RESULT = "result"  # place and values, also of the rounds before
    AWARD = "award"  # besides the places
    OBJECTION = "objection"  # and its answer
    PUBLICATION = "publication"  # that an announcement is on its way


class Reader(StrEnum):
    """Who looks; the codes of the roles, and everybody without an account."""

    ORGANISER = "organiser"
    JUDGE = "judge"
    OPERATOR = "operator"
    PUBLIC = "public"


class Reach(StrEnum):
    """How many of the rows."""

    ALL = "all"
    OWN_WORK = "own_work"  # of the judge who looks
    OWN_READING = "own_reading"  # of the entries that the judge who looks judges in the round
    OWN_ENTRY = "own_entry"  # of the agency that looks
    WINNERS = "winners"


class Since(StrEnum):
    """The phase of the round from which they are seen, and in all that follow."""

    ALWAYS = "always"
    SIGNED = "signed"  # of a visit: by both who made it
    CLOSED = "closed"
    RELEASED = "released"  # the sheets of the round, to those who entered
    ANNOUNCED = "announced"


Grants = tuple[tuple[Reach, Since], ...]

TABLE: Mapping[Field, Mapping[Reader, Grants]] = {
    Field.TASK: {
        Reader.ORGANISER: ((Reach.ALL, Since.ALWAYS),),
        Reader.JUDGE: ((Reach.OWN_WORK, Since.ALWAYS),),
    },
    Field.MARK: {
        Reader.ORGANISER: ((Reach.ALL, Since.CLOSED),),
        Reader.JUDGE: ((Reach.OWN_WORK, Since.ALWAYS),),
        Reader.OPERATOR: ((Reach.OWN_ENTRY, Since.RELEASED),),
    },
    Field.VISIT: {
        Reader.ORGANISER: ((Reach.ALL, Since.ALWAYS),),
        Reader.JUDGE: ((Reach.OWN_WORK, Since.ALWAYS), (Reach.OWN_READING, Since.SIGNED)),
        Reader.OPERATOR: ((Reach.OWN_ENTRY, Since.RELEASED), (Reach.OWN_ENTRY, Since.ANNOUNCED)),
    },
    Field.PUBLICATION: {
        Reader.ORGANISER: ((Reach.ALL, Since.ALWAYS),),
    },
    # Of the rounds before the last there are no winners: only the agency itself sees where it went on or stayed.
    Field.RESULT: {
        Reader.ORGANISER: ((Reach.ALL, Since.CLOSED),),
        Reader.JUDGE: ((Reach.WINNERS, Since.ANNOUNCED),),
        Reader.OPERATOR: ((Reach.WINNERS, Since.ANNOUNCED), (Reach.OWN_ENTRY, Since.ANNOUNCED)),
        Reader.PUBLIC: ((Reach.WINNERS, Since.ANNOUNCED),),
    },
    Field.OBJECTION: {
        Reader.ORGANISER: ((Reach.ALL, Since.ANNOUNCED),),
        Reader.OPERATOR: ((Reach.OWN_ENTRY, Since.ANNOUNCED),),
    },
    Field.AWARD: {
        Reader.ORGANISER: ((Reach.ALL, Since.CLOSED),),
        Reader.JUDGE: ((Reach.ALL, Since.ANNOUNCED),),
        Reader.OPERATOR: ((Reach.ALL, Since.ANNOUNCED),),
        Reader.PUBLIC: ((Reach.ALL, Since.ANNOUNCED),),
    },
}


def granted(field: Field, role: str | None) -> Grants:
    """Return what the table opens to a role; None, and a role that it does not know, is the public."""
    reader = Reader(role) if role in set(Reader) else Reader.PUBLIC
    return TABLE[field].get(reader, ())
