"""What is taken out of a suggestion before anyone reads it. No Django.

People write numbers although they are asked not to. NIK, telephone numbers and e-mail addresses are
replaced; an amount of money or a date is none of these and stays.
"""

import re

REPLACEMENT = "[disamarkan]"

_PERSONAL = re.compile(
    r"[^\s@]+@[^\s@]+\.\w+"  # e-mail
    r"|(?<![\d.])\d(?:[ .-]?\d){15}(?![ .-]?\d)"  # NIK: 16 digits
    r"|(?<!\d)(?:\+?62|0)[ .-]?8(?:[ .-]?\d){7,11}(?!\d)"  # mobile
    r"|(?<!\d)\(?0[1-9]\d{1,2}\)?[ -]?\d(?:[ -]?\d){4,7}(?!\d)"  # landline with area code
)


def scrubbed(text: str) -> str:
    """Return the text without what could reach or name a person by number or address."""
    return _PERSONAL.sub(REPLACEMENT, text)
