"""The identity of the office, for the foot of pages and letters: `{% letterhead as office %}`."""

from django import template

from kipp.documents.models import Letterhead

register = template.Library()


@register.simple_tag
def letterhead() -> Letterhead:
    """Return the lines as they are set now."""
    return Letterhead.current()
