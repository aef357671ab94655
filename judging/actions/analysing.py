"""Count how sure a frozen ranking is. Advisory: nothing of it changes a place."""

from django.db import transaction

from judging.bundle import analysis_of, pseudonyms
from judging.models import Analysis, Assignment, Ranking, Score, rules_of


@transaction.atomic
def analyse(ranking: Ranking) -> Analysis:
    """Store the figures of a ranking; asked again, those that are there stay."""
    if existing := Analysis.objects.filter(ranking=ranking).first():
        return existing
    judges = Assignment.objects.of(ranking.round).values_list("judge", flat=True)
    names = pseudonyms(judges, salt=ranking.round.closing.audit_head)
    results = list(ranking.results.select_related("proposal__category", "proposal__group", "proposal__agency"))
    numbers = {result.proposal_id: str(result.proposal.number) for result in results}
    rules = rules_of(ranking.round, [result.proposal for result in results])
    sheets = {
        (numbers[entry], names[judge]): marks
        for (entry, judge), marks in Score.objects.as_of(ranking).sheets_in(ranking.round).items()
        if entry in numbers
    }
    places = {str(result.proposal.number): result.place for result in results}
    figures = analysis_of(sheets, rules, places)
    analysis, _ = Analysis.objects.get_or_create(ranking=ranking, defaults={"figures": figures})
    return analysis
