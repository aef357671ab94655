"""Components that stand around a piece of a page, as block tags; components without content are plain includes.

Each tag takes named inputs and hands them, with what stands between its tags, to the template of the same
name under `components/`. Nothing else of the page is visible there.
"""

from django import template
from django.template.loader import render_to_string

register = template.Library()


@register.simple_block_tag
def panel(content, *, title="", level=2, id="", url="", sticky=False):  # noqa: A002 - the id attribute
    """A white sheet with a heading; `url` links the heading, `sticky` keeps it in sight beside long text."""
    inputs = {"title": title, "level": level, "id": id, "url": url, "sticky": sticky}
    return render_to_string("components/panel.html", {"content": content, **inputs})


@register.simple_block_tag
def notice(content, kind="info"):
    """What must be noticed: info, success, warning or error."""
    return render_to_string("components/notice.html", {"content": content, "kind": kind})


@register.simple_block_tag
def datatable(content, *, caption, stacked=True):
    """A table with caption; on narrow screens its rows stack (cells carry `data-label`), or it scrolls."""
    return render_to_string("components/datatable.html", {"content": content, "caption": caption, "stacked": stacked})


@register.simple_block_tag
def summary(content):
    """The list of what was given: rows by `summary_row`."""
    return render_to_string("components/summary.html", {"content": content})


@register.simple_block_tag
def summary_row(content, label, *, change="", of=""):
    """One row: label, value, and where it is changed; `of` names the row to those who only hear the link."""
    inputs = {"label": label, "change": change, "of": of or label}
    return render_to_string("components/summary_row.html", {"content": content, **inputs})


@register.simple_block_tag
def key_figure(content, label, value):
    """The figure that a page is about, with what stands behind it."""
    return render_to_string("components/key_figure.html", {"content": content, "label": label, "value": value})


@register.simple_block_tag
def disclosure(content, label, *, open=False):  # noqa: A002 - the attribute of the element
    """What opens on demand, without script."""
    return render_to_string("components/disclosure.html", {"content": content, "label": label, "open": open})


@register.simple_block_tag
def dialog(content, *, id, title):  # noqa: A002 - the id attribute
    """A native dialog, opened by the script; never for a destructive act."""
    return render_to_string("components/dialog.html", {"content": content, "id": id, "title": title})
