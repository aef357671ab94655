"""Services, the surveys about them, the answers, and the results that closing freezes."""

from skm.models.answers import NOT_OPEN, Response, SurveyResult
from skm.models.questionnaires import Question, Questionnaire
from skm.models.surveys import Service, Survey, SurveyPeriod, TransitionNotAllowed, new_code

__all__ = [
    "NOT_OPEN",
    "Question",
    "Questionnaire",
    "Response",
    "Service",
    "Survey",
    "SurveyPeriod",
    "SurveyResult",
    "TransitionNotAllowed",
    "new_code",
]
