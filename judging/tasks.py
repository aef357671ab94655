"""What the jobs of a ranking start."""

from judging import actions
from judging.models import Ranking
from kipp.jobs.queue import handler


@handler("judging.analyse", label="Hitung keandalan peringkat")
def analyse(*, ranking_id: int) -> None:
    actions.analyse(Ranking.objects.select_related("round__closing").get(pk=ranking_id))
