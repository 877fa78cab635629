"""The attacker by order: more money never buys less, and nothing but admissible records moves a score."""

from datetime import date
from functools import cache

import pytest
from rich.console import Console

from data.as_of import Dossier, in_memory
from data.case_files import FOLDER, read_case
from data.reference import cost_table
from scoring.adversary import rival
from scoring.adversary.planting import OLD_DAYS
from scoring.adversary.run import adversary, show
from scoring.adversary.search import LEAST_GAIN, Attack
from scoring.adversary.shop import NAMED, OFFERS, WORTHLESS, Offer
from scoring.audit import audit
from scoring.cases import case_rows, company_of
from scoring.company import Score
from scoring.fakeability import FakeabilityModel


@cache
def model() -> FakeabilityModel:
    return FakeabilityModel.load()


def score(held: Dossier) -> Score:
    return audit(held, model(), with_questions=False).score


@cache
def company(slug: str = "coreweave") -> Dossier:
    case = read_case(FOLDER / f"{slug}.yaml")
    return in_memory(company_of(case), date(2026, 11, 1), list(case_rows([case])))


@pytest.mark.parametrize("offer", OFFERS, ids=lambda offer: offer.name)
def test_every_part_of_an_offer_has_a_price_row(offer: Offer) -> None:
    assert all(signal in cost_table() for signal, _ in offer.signals)
    assert 0 <= offer.usd_low <= offer.usd_high
    assert offer.days > 0


@pytest.mark.parametrize("offer", WORTHLESS, ids=lambda offer: offer.name)
def test_an_offer_that_is_not_admissible_moves_nothing(offer: Offer) -> None:
    attack = Attack(company(), score, [offer])
    after = attack.buy(attack.start, offer)
    assert after.points <= attack.start.points + LEAST_GAIN
    assert after.worth <= attack.start.worth + LEAST_GAIN


@pytest.mark.parametrize("offer", NAMED, ids=lambda offer: offer.name)
def test_an_offer_named_as_admissible_does_move_the_score(offer: Offer) -> None:
    attack = Attack(company(), score, [offer])
    assert attack.buy(attack.start, offer).points > attack.start.points


def test_a_tie_that_is_seen_halves_what_a_favour_buys() -> None:
    seen, unseen = (
        next(offer for offer in OFFERS if offer.name == f"fellow portfolio company, tie {word}")
        for word in ("seen", "unseen")
    )
    attack = Attack(company(), score)
    start = attack.start
    assert 0 < attack.buy(start, seen).worth - start.worth < attack.buy(start, unseen).worth - start.worth


def test_the_curve_rises_and_the_cheapest_path_is_on_or_below_it() -> None:
    attack = Attack(company(), score)
    curve = attack.greedy(1e6)
    assert [step.points for step in curve] == sorted(step.points for step in curve)
    assert [step.usd for step in curve] == sorted(step.usd for step in curve)
    cheapest = attack.together(NAMED, 2)
    assert cheapest is not None
    assert all(step.usd >= cheapest.usd for step in curve if step.points >= attack.start.points + 10)


@pytest.mark.parametrize("offer", [offer for offer in NAMED if offer.usd_low < 50_000], ids=lambda offer: offer.name)
@pytest.mark.parametrize("slug", ["coreweave", "cluely", "scale-ai"])
def test_no_number_of_private_firms_buys_ten_points(slug: str, offer: Offer) -> None:
    assert Attack(company(slug), score).alone(offer, 8) is None


def test_one_offer_alone_reaches_the_goal_only_if_it_is_admissible() -> None:
    attack = Attack(company("openai"), score)
    assert attack.alone(WORTHLESS[0], 2) is None
    auditor = next(offer for offer in NAMED if offer.name == "weak auditor")
    path = attack.alone(auditor, 3)
    assert path is not None
    assert path.points >= attack.start.points + 10
    assert set(path.offers) == {auditor}


def test_without_money_nothing_is_reached_and_the_search_repeats_itself() -> None:
    poor, again = (adversary(company("cluely"), score, 0.0) for _ in range(2))
    assert poor.cheapest is None
    assert poor.start is None
    assert poor.best_random.points == 0
    assert [step.points for step in poor.curve] == [step.points for step in again.curve]


def test_what_is_shown_names_price_path_and_reason() -> None:
    console = Console(width=200, record=True)
    assert adversary(company("openai"), score, 10_000).cheapest is None
    result = adversary(company("openai"), score, 60_000)
    show(result, console)
    text = console.export_text()
    assert result.cheapest is not None
    for offer in result.cheapest.offers:
        assert offer.name in text
        assert (offer.admissible_because or "")[:40] in text
    assert "lowers the score: none" in text


def test_a_rival_can_buy_every_purchasable_kind_that_others_write() -> None:
    assert {"news_report", "dns_txt", "pull_request", "platform_counter"} <= set(rival.kinds())
    assert not {"counterparty_filing", "government_outlay", "company_statement"} & set(rival.kinds())


def test_a_firm_bought_for_its_age_is_older_than_the_rule_asks() -> None:
    assert OLD_DAYS > 3 * 366
