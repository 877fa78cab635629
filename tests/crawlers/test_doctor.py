"""``doctor``: which sources are ready, which lack a key, and whether their shape still holds."""

from pathlib import Path

import pytest

from crawlers.doctor import SAMPLE, findings, look_live
from crawlers.outcome import Event
from crawlers.registry import SOURCES, by_name
from crawlers.settings import CrawlSettings, NoContact
from crawlers.spec import SourceStatus
from tests.crawlers.toy import Toy, settings
from tests.replica import Reply
from tests.replica.misbehaving import reply
from tests.replica.server import Replica, serving

PAGE = "https://site.example/a"


def test_every_source_has_a_state_and_the_missing_key_is_named() -> None:
    told = {finding.spec.name: finding for finding in findings(CrawlSettings())}
    assert set(told) == {source.spec.name for source in SOURCES}
    assert told["youtube"].state is SourceStatus.NEEDS_KEY
    assert "YOUTUBE_API_KEY" in told["youtube"].note
    assert told["github_repo"].state is SourceStatus.READY, "a key only raises its limits"
    assert told["reddit"].state is SourceStatus.NOT_USED and told["reddit"].note
    with_key = {finding.spec.name: finding for finding in findings(CrawlSettings(keys={"YOUTUBE_API_KEY": "k"}))}
    assert with_key["youtube"].state is SourceStatus.READY
    assert with_key["youtube"].note != "k"


@pytest.mark.parametrize(
    "body, event, well",
    [
        (b'{"stars": 1}', Event.READ, True),
        (b'{"stars": 1, "forks": 2}', Event.READ, True),
        (b'{"planets": 1}', Event.SHAPE_CHANGED, False),
        (b"<!doctype html><title>Just a moment...</title>", Event.BOT_PAGE, False),
    ],
)
def test_one_request_shows_whether_the_shape_holds(tmp_path: Path, body: bytes, event: Event, well: bool) -> None:
    replica = Replica()
    replica.misbehave(PAGE, reply(200, body))
    with serving(replica):
        (finding,) = look_live(settings(replica, tmp_path), [Toy([PAGE, "https://site.example/b"])])
    assert (finding.event, finding.well) == (event, well)
    assert finding.note
    assert [url for url in replica.hits if "robots" not in url] == ["site.example/a"], "one polite request"


def test_sources_without_their_key_are_not_asked(tmp_path: Path) -> None:
    replica = Replica([Reply(case="a", url=PAGE, body="{}")])
    with serving(replica):
        (finding,) = look_live(settings(replica, tmp_path), [Toy([PAGE], auth="TOY_KEY", auth_required=True)])
    assert (finding.state, finding.event) == (SourceStatus.NEEDS_KEY, None)
    assert not replica.hits


def test_live_looks_need_a_contact() -> None:
    with pytest.raises(NoContact):
        look_live(CrawlSettings(), [by_name("crtsh")])


def test_the_sample_company_gives_most_sources_something_to_ask() -> None:
    asked = [source.spec.name for source in SOURCES if list(source.requests(SAMPLE))]
    assert len(asked) > len(SOURCES) / 2
