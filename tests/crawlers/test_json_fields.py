"""Handled, ignored by name, or reported: no leaf of a payload falls between."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.json_fields import Fields
from crawlers.spider import ShapeChanged

names = st.text("abc_", min_size=1, max_size=3)
leaves = st.none() | st.booleans() | st.integers() | st.text(max_size=5)
payloads = st.recursive(
    leaves, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=3), max_leaves=12
)


@given(st.dictionaries(names, payloads, min_size=1, max_size=4))
def test_what_nobody_handles_is_reported_and_what_is_ignored_is_not(payload: dict[str, Any]) -> None:
    assert Fields(payload).finish(), "an unread payload has unhandled leaves"
    everything = Fields(payload)
    everything.ignore("*")
    assert everything.finish() == ()
    for name in payload:
        rest = Fields(payload)
        rest.ignore(*(other for other in payload if other != name))
        assert {leaf.partition(".")[0].partition("[")[0] for leaf in rest.finish()} == {name}


@given(payloads, st.sampled_from(["a", "a.b", "a[]", "a[].b", "[]", "[].a", "a.b[].c", ""]))
def test_a_path_that_leads_nowhere_is_unknown_or_a_shape_change(payload: Any, path: str) -> None:
    for reads in ("take", "peek", "peek_text", "text", "number", "flag", "day", "texts"):
        try:
            getattr(Fields(payload), reads)(path)
        except ShapeChanged as change:
            assert "field" in str(change)


def test_paths_reach_through_lists_and_keys() -> None:
    fields = Fields({"jobs": [{"id": 1, "x": 2}, {"id": 3}], "days": {"d1": {"n": 4}, "d2": {"n": 5, "y": 6}}})
    assert [job.number("id") for job in fields.items("jobs")] == [1, 3]
    assert {day: entry.number("n") for day, entry in fields.mapping("days")} == {"d1": 4, "d2": 5}
    assert fields.finish() == ("days.d2.y", "jobs[].x")


@pytest.mark.parametrize("value", ["nan", "inf", "1e999", "12 apples", True, [], {}, 10**400])
def test_what_is_no_number_is_never_read_as_one(value: Any) -> None:
    with pytest.raises(ShapeChanged):
        Fields({"n": value}).number("n")


@pytest.mark.parametrize("value, read", [("12", 12), (0, 0), ("-1.5", -1.5), (None, None), ("", None)])
def test_unknown_is_never_zero(value: Any, read: float | None) -> None:
    assert Fields({"n": value}).number("n") == read
    assert Fields({}).number("n") is None


def test_a_missing_required_field_is_named() -> None:
    with pytest.raises(ShapeChanged, match=r"'jobs\[\]\.title' is missing"):
        next(Fields({"jobs": [{}]}).items("jobs")).text("title", required=True)
