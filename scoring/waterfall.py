"""The waterfall picture: from the prior to the index, one labelled step for each group, as SVG for pages and memos."""

from typing import Any

import altair as alt
import vl_convert

from scoring.fakeability import Fakeability

WIDTH, STEP = 420, 26  #: pixels: the drawing's width, and the height of one row
#: Told apart by lightness too, so that print and colour-blind readers see the direction.
COLOURS = {"more fakeable": "#b2452f", "less fakeable": "#3d7ea6", "index": "#3b3b3b"}


def waterfall_svg(told: Fakeability) -> str:
    """Points of the index, from the prior through each step to the sum; equal input gives an equal picture."""
    rows = bars(told)
    order = [row["step"] for row in rows]
    base = alt.Chart(alt.InlineData(values=rows)).encode(
        y=alt.Y("step:N", sort=order, title=None, axis=alt.Axis(labelLimit=180, ticks=False, domain=False))
    )
    drawn = base.mark_bar(height={"band": 0.7}).encode(
        x=alt.X("from:Q", title="case-control index, 0 to 100", scale=alt.Scale(domain=[0, 100])),
        x2="to:Q",
        color=alt.Color(
            "way:N",
            scale=alt.Scale(domain=list(COLOURS), range=list(COLOURS.values())),
            legend=alt.Legend(title=None, orient="bottom"),
        ),
    )
    label = base.mark_text(align="left", dx=4, fontSize=10).encode(x="end:Q", text="points:N")
    chart = (drawn + label).properties(width=WIDTH, height=alt.Step(STEP))
    return str(vl_convert.vegalite_to_svg(chart.to_dict()))


def bars(told: Fakeability) -> list[dict[str, Any]]:
    """One bar a step, in points: where it begins and ends; the last is the index itself."""
    rows: list[dict[str, Any]] = []
    reached = 0.0
    for step in told.contributions:
        start, reached = reached, reached + step.points
        way = "index" if not rows else "more fakeable" if step.points > 0 else "less fakeable"
        rows.append(_bar(step.group, start, reached, way, f"{step.points:+.0f}" if rows else f"{step.points:.0f}"))
    return [*rows, _bar("index", 0.0, reached, "index", f"{reached:.0f}")]


def _bar(step: str, start: float, end: float, way: str, points: str) -> dict[str, Any]:
    ends = {"from": round(start, 2), "to": round(end, 2), "end": round(max(start, end), 2)}
    return {"step": step, **ends, "way": way, "points": points}
