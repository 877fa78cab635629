"""A list of companies is looked at in parts: what a killed run finished is not looked at again."""

from pathlib import Path

from crawlers.identity import company_of
from crawlers.replica import Replica, serving
from data.demonstration import DOMAIN, NOW, pages
from data.store import Store
from scoring.claims.pipeline import ClaimExtractor
from scoring.fakeability import FakeabilityModel
from scoring.screening import Screening
from tests.crawlers.toy import settings

COMPANIES = [company_of(domain) for domain in ("vantry.example", "brackwater.example", DOMAIN)]


def waiting(screening: Screening) -> list[str]:
    return [company.domain for company in screening.waiting]


def test_a_killed_list_goes_on_where_it_stopped_and_a_finished_one_begins_anew(tmp_path: Path) -> None:
    store = Store.open(f"sqlite:///{tmp_path / 'store.sqlite'}")
    extractor, model = ClaimExtractor.load(), FakeabilityModel.load()
    with serving(Replica(pages())) as replica:
        chosen = settings(replica, tmp_path, clock=lambda: NOW, retries=0)
        killed = Screening(store, COMPANIES, NOW).run(chosen, extractor, model, together=1)
        assert [found.company.domain for found in next(killed).found] == ["vantry.example"]
        killed.close()
        again = Screening(store, COMPANIES, NOW)
        assert waiting(again) == ["brackwater.example", DOMAIN]
        assert Screening(store, COMPANIES[:1], NOW).waiting == COMPANIES[:1], "another list is another job"
        looks = list(again.run(chosen, extractor, model, together=2))
    assert [[found.company.domain for found in look.found] for look in looks] == [["brackwater.example", DOMAIN]]
    assert looks[0].found[1].claims > 0 and looks[0].crawled.finished
    assert waiting(Screening(store, COMPANIES, NOW)) == [company.domain for company in COMPANIES]
    store.close()
