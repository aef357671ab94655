"""Charts as coordinates. Pure: takes labels and numbers, returns whole numbers and finished texts.

The templates under `charts/` only place what stands here, so page and PDF show the same drawing. All
coordinates are integers: a template that formats numbers the Indonesian way would write 3,5 into a path.
Every chart also carries `template`, the drawing it belongs to, and `head` and `rows`, its numbers as a table.
"""

from kipp.charts.bars import BarChart, bar_chart, count_chart
from kipp.charts.intervals import Interval, IntervalChart, interval_chart
from kipp.charts.lines import LineChart, line_chart
from kipp.charts.parts import Axis
from kipp.charts.scatter import ScatterChart, ScatterPoint, scatter_chart

__all__ = [
    "Axis",
    "BarChart",
    "Interval",
    "IntervalChart",
    "LineChart",
    "ScatterChart",
    "ScatterPoint",
    "bar_chart",
    "count_chart",
    "interval_chart",
    "line_chart",
    "scatter_chart",
]
