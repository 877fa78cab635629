"""The waterfall: bars that meet, end at the index, and draw the same picture each time."""

from itertools import pairwise
from xml.etree import ElementTree

import pytest

from data.case_files import read_cases
from scoring.fakeability import Fakeability, FakeabilityModel
from scoring.training.labels import case_views
from scoring.waterfall import bars, waterfall_svg


@pytest.fixture(scope="module")
def told() -> list[Fakeability]:
    model = FakeabilityModel.load()
    return [item for case in read_cases()[:5] for item in model.assess(list(case_views(case).values()))]


def test_bars_meet_and_end_at_the_index(told: list[Fakeability]) -> None:
    for item in told:
        steps = bars(item)
        assert all(one["to"] == other["from"] for one, other in pairwise(steps[:-1]))
        assert steps[-1]["to"] == pytest.approx(100 * item.index, abs=0.01)
        assert [step["step"] for step in steps[:-1]] == [step.group for step in item.contributions]


def test_the_picture_is_svg_with_every_step_and_the_same_each_time(told: list[Fakeability]) -> None:
    first = waterfall_svg(told[0])
    root = ElementTree.fromstring(first)
    assert root.tag.endswith("svg")
    words = "".join(root.itertext())
    assert all(step.group in words for step in told[0].contributions)
    assert waterfall_svg(told[0]) == first
