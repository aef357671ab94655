"""The sentences for the codes of the rules of judging. Pure: no Django.

Berita Acara, Rekap Nilai, the score sheet and the page that explains a period all say a rule with these words.
"""

from collections.abc import Mapping, Sequence

from judging.ranking import CRITERION, MEDIAN, PLENO, PUBLISHED_PLACES, whole_chain
from judging.sheet import ReasonRule
from kipp.text import terbilang

ROUNDING = f"dibulatkan ke {terbilang(PUBLISHED_PLACES)} desimal"
COMBINATION = f"rata-rata nilai lembar semua penilai yang menilai, {ROUNDING}"


def step_label(step: str, names: Mapping[str, str]) -> str:
    """Say a step of the chain in words; "total" decides without a tie and needs none."""
    if step == MEDIAN:
        return "median nilai lembar"
    if step == PLENO:
        return "keputusan pleno"
    if step.startswith(CRITERION):
        code = step.removeprefix(CRITERION)
        return f"rata-rata nilai {names.get(code, code)}"
    return ""


def chain_labels(chain: Sequence[str], names: Mapping[str, str]) -> list[str]:
    """Say every step of the chain, in its order."""
    return [step_label(step, names) for step in whole_chain(chain)]


def reason_rule(rule: ReasonRule) -> str:
    """Say which marks must be explained."""
    return f"nilai {rule.low} atau kurang dan {rule.high} atau lebih harus disertai alasan"
