"""What the office of the demonstration hands out, says and changes."""

from datetime import timedelta
from uuid import NAMESPACE_URL, uuid5

from competitions import actions
from competitions.models import Period
from kipp.demo import papers
from kipp.demo.seed import Cast, letter
from kipp.text import penutupan, tanggal


def lay_out(cast: Cast, edition: Period) -> None:
    """Juknis and the form of a statement, while the period is a draft: a form is fixed with its kind of attachment."""
    actions.add_guide_file(
        edition,
        by=cast.organiser,
        title=papers.GUIDE_TITLE.format(year=edition.year),
        name=f"juknis-kipp-{edition.year}.pdf",
        data=letter(*papers.printed(papers.GUIDE, year=edition.year)),
    )
    actions.set_blank_form(
        edition.attachment_kinds.get(code=papers.FORM_KIND),
        by=cast.organiser,
        name="formulir-surat-pernyataan-implementasi.pdf",
        data=letter(*papers.printed(papers.FORM, year=edition.year)),
    )


def announce(cast: Cast, edition: Period) -> None:
    """Say under a number that registration is open; later the day of the result is moved."""
    opens_at, closes_at, announced_on = (
        edition.registration_opens_at,
        edition.registration_closes_at,
        edition.announced_on,
    )
    if not (opens_at and closes_at and announced_on):
        raise LookupError(f"{edition} has no dates.")
    actions.publish(
        edition,
        by=cast.organiser,
        token=uuid5(NAMESPACE_URL, f"demo/{edition.year}/pendaftaran"),
        title=papers.ABOUT.format(year=edition.year),
        body=papers.BODY.format(
            year=edition.year, theme=edition.theme, opens_on=tanggal(opens_at), closes=penutupan(closes_at)
        ),
    )
    later = announced_on + timedelta(days=papers.LATER_DAYS)
    actions.amend(edition, by=cast.organiser, changes={"announced_on": later}, reason=papers.REASON)
