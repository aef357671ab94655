"""The steps by which entries of equal value are compared: how a round writes them, and how they are said. No Django.

A chain is a list of them: the mean of one criterion, the median of the sheets; the pleno has the last word.
"""

from collections.abc import Mapping

CRITERION = "criterion:"
MEDIAN = "median"
PLENO = "pleno"


def step_label(step: str, names: Mapping[str, str]) -> str:
    """Say a step in words, with the names of the criteria by their codes; of no step nothing."""
    if step == MEDIAN:
        return "median nilai lembar"
    if step == PLENO:
        return "keputusan pleno"
    if step.startswith(CRITERION):
        code = step.removeprefix(CRITERION)
        return f"rata-rata nilai {names.get(code, code)}"
    return ""
