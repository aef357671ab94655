"""What a judge sees of the own totals once every own sheet of a round is handed in, and nothing of anybody else's."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from competitions.models import Round
from judging.models import Score
from judging.scoring import HIGHEST_SCORE, weighted_total
from judging.spread import Band, spread
from kipp.accounts.models import User
from kipp.charts import count_chart
from kipp.text import angka

HUNDREDTH = Decimal("0.01")


def own_marks(judge: User, round_: Round | None, counts: Mapping[str, int]) -> dict[str, Any] | None:
    """Return lowest, middle, highest and the picture; before the last sheet nothing, so that no mark follows a sum."""
    if round_ is None or counts["outstanding"]:
        return None
    weights = dict(round_.criteria.values_list("code", "weight"))
    sheets = Score.objects.visible_to(judge).sheets_in(round_)
    lies = spread([weighted_total(marks, weights) for marks in sheets.values()])
    if lies is None:
        return None
    return {
        "lowest": lies.lowest,
        "median": lies.median,
        "highest": lies.highest,
        "chart": count_chart(
            [(band_label(band), band.count) for band in lies.bands],
            id="sebaran-nilai",
            title="Sebaran nilai lembar Anda",
            of="Nilai lembar",
            measure="Lembar",
        ),
    }


def band_label(band: Band) -> str:
    last = band.high if band.high == HIGHEST_SCORE else band.high - HUNDREDTH
    return f"{angka(band.low)}–{angka(last)}"
