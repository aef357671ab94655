"""Rows of the surveys: the public pages, the desk of an agency, the published results."""

from tests.access.matrix import only, same
from tests.factories.skm import make_closed_survey, make_open_survey, make_survey

STAFF = ("organiser", "operator", "other_operator")
OWNERS = ("organiser", "operator")

DRAFT, OPEN, CLOSED = ({"pk": f"{state}_survey.pk"} for state in ("draft", "open", "closed"))
DRAFT_CODE, OPEN_CODE, CLOSED_CODE = ({"code": f"{state}_survey.code"} for state in ("draft", "open", "closed"))
UNKNOWN_CODE = {"code": "XXXXX"}


def owned(status):
    """Operators of another agency and judges: such a survey does not exist for them."""
    return only(OWNERS, status, others=404)


ROWS = [
    # The phone page. An empty form carries no ticket of ours: gone.
    ("skm:answer", OPEN_CODE, same(200), "get"),
    ("skm:send", OPEN_CODE, same(410), "post"),
    ("skm:answer", DRAFT_CODE, same(404), "get"),
    ("skm:send", DRAFT_CODE, same(404), "post"),
    ("skm:answer", CLOSED_CODE, same(410), "get"),
    ("skm:send", CLOSED_CODE, same(410), "post"),
    ("skm:answer", UNKNOWN_CODE, same(410), "get"),
    ("skm:send", UNKNOWN_CODE, same(410), "post"),
    ("skm:answer", OPEN_CODE, same(405), "post"),
    ("skm:send", OPEN_CODE, same(302), "get"),
    ("skm:thanks", OPEN_CODE, same(200), "get"),
    ("skm:thanks", OPEN_CODE, same(405), "post"),
    ("skm:thanks", UNKNOWN_CODE, same(410), "get"),
    ("skm:find", {}, same(200), "get"),
    ("skm:find", {}, same(405), "post"),
    # Published results
    ("skm:results", {}, same(200), "get"),
    ("skm:results", {}, same(405), "post"),
    ("skm:result_detail", CLOSED_CODE, same(200), "get"),
    ("skm:result_detail", CLOSED_CODE, same(405), "post"),
    ("skm:result_detail", OPEN_CODE, same(404), "get"),
    ("skm:result_detail", UNKNOWN_CODE, same(404), "get"),
    # The desk
    ("skm:survey_list", {}, only(STAFF, 200), "get"),
    ("skm:survey_list", {}, only(STAFF, 405), "post"),
    ("skm:survey_create", {}, only(STAFF, 200), "get"),
    ("skm:survey_create", {}, only(STAFF, 422), "post"),
    ("skm:service_create", {}, only(STAFF, 200), "get"),
    ("skm:service_create", {}, only(STAFF, 422), "post"),
    ("skm:period_create", {}, only("organiser", 200), "get"),
    ("skm:period_create", {}, only("organiser", 422), "post"),
    ("skm:survey_detail", DRAFT, owned(200), "get"),
    ("skm:survey_detail", OPEN, owned(200), "get"),
    ("skm:survey_detail", CLOSED, owned(200), "get"),
    ("skm:survey_detail", OPEN, owned(405), "post"),
    ("skm:suggestion_list", OPEN, owned(200), "get"),
    ("skm:suggestion_list", OPEN, owned(405), "post"),
    ("skm:survey_open", DRAFT, owned(302), "post"),
    ("skm:survey_open", OPEN, owned(403), "post"),
    ("skm:survey_open", CLOSED, owned(403), "post"),
    ("skm:survey_open", DRAFT, owned(405), "get"),
    ("skm:survey_close", OPEN, owned(200), "get"),
    ("skm:survey_close", OPEN, owned(302), "post"),
    ("skm:survey_close", DRAFT, owned(403), "get"),
    ("skm:survey_close", DRAFT, owned(403), "post"),
    ("skm:survey_close", CLOSED, owned(403), "post"),
]


def build_skm_world(cast):
    """A draft, an open and a closed survey of the operator's agency."""
    organiser, agency = cast["organiser"], cast["operator"].agency
    return {
        "draft_survey": make_survey(by=organiser, agency=agency),
        "open_survey": make_open_survey(by=organiser, agency=agency),
        "closed_survey": make_closed_survey(by=organiser, agency=agency),
    }
