"""Searching the shop: greedy by what a dollar moves, at random, and every short list, for the cheapest ten points.

A greedy attacker would stop at once below the floor of two organisations, where nothing moves the score. So both
searches climb the *worth*: the formula without its floors, which is what the score would be if they were met.
"""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations_with_replacement
from math import inf

from data.as_of import Dossier
from scoring.adversary.shop import OFFERS, Offer
from scoring.company import Score, score_points

ScoreOf = Callable[[Dossier], Score]

GOAL = 10.0  #: points
LEAST_GAIN = 1e-9
LONGEST = 5  #: purchases in a row
SEED = 20261124


@dataclass(frozen=True, slots=True)
class Bought:
    """A sequence of purchases and where it led."""

    offers: tuple[Offer, ...]
    points: float  #: the score, 0 where it is insufficient
    worth: float
    dossier: Dossier

    @property
    def usd(self) -> float:
        """What it cost, at the low prices."""
        return sum(offer.usd_low for offer in self.offers)

    @property
    def usd_high(self) -> float:
        """What it cost, at the high prices."""
        return sum(offer.usd_high for offer in self.offers)


class Attack:
    """One company under attack: remembers every purchase tried and the cheapest that reached the goal."""

    def __init__(self, dossier: Dossier, score: ScoreOf, offers: Sequence[Offer] = OFFERS) -> None:
        self._score = score
        self._offers = tuple(offers)
        self.start = self._judged((), dossier)
        self.cheapest: Bought | None = None
        self.tried = 0

    def greedy(self, budget: float, steps: int = LONGEST) -> list[Bought]:
        """Buy what moves most for a dollar until nothing moves or the budget is spent: the score-for-money curve."""
        curve = [self.start]
        while len(curve) <= steps:
            here = curve[-1]
            tried = [self.buy(here, offer) for offer in self._offers if here.usd + offer.usd_low <= budget]
            moving = [step for step in tried if step.worth > here.worth + LEAST_GAIN]
            if not moving:
                break
            curve.append(max(moving, key=lambda step: (_for_a_dollar(here, step), step.offers[-1].name)))
        return curve

    def at_random(self, budget: float, times: int) -> Bought:
        """The best of so many random shopping tours within the budget."""
        rng = random.Random(SEED)
        best = self.start
        for _ in range(times):
            here = self.start
            for _ in range(rng.randint(1, LONGEST)):
                offer = rng.choice(self._offers)
                if here.usd + offer.usd_low <= budget:
                    here = self.buy(here, offer)
            best = max(best, here, key=lambda tour: (tour.points, -tour.usd))
        return best

    def alone(self, offer: Offer, most: int = LONGEST) -> Bought | None:
        """The goal by one offer, bought again and again; ``None`` where that does not lead there."""
        here = self.start
        for _ in range(most):
            here = self.buy(here, offer)
            if self._reached(here):
                return here
        return None

    def together(self, offers: Sequence[Offer], most: int) -> Bought | None:
        """The goal by the cheapest of all shopping lists of at most so many offers; ``None`` where none leads there."""
        lists = (basket for size in range(1, most + 1) for basket in combinations_with_replacement(offers, size))
        bought: dict[tuple[Offer, ...], Bought] = {(): self.start}
        for basket in sorted(lists, key=lambda basket: (_price(basket), len(basket))):
            if self.cheapest is not None and _price(basket) >= self.cheapest.usd:
                break
            bought[basket] = self.buy(bought[basket[:-1]], basket[-1])
        return self.cheapest

    def buy(self, here: Bought, offer: Offer) -> Bought:
        """One more purchase, judged."""
        self.tried += 1
        after = self._judged((*here.offers, offer), offer.bought(here.dossier, len(here.offers)))
        if self._reached(after) and after.usd < (self.cheapest.usd if self.cheapest else inf):
            self.cheapest = after
        return after

    def _reached(self, tour: Bought) -> bool:
        return tour.points >= self.start.points + GOAL

    def _judged(self, offers: tuple[Offer, ...], dossier: Dossier) -> Bought:
        score = self._score(dossier)
        worth = score_points((term.g for term in score.terms), len(score.refuters))
        return Bought(offers, score.score or 0.0, worth, dossier)


def _price(basket: Sequence[Offer]) -> float:
    return sum(offer.usd_low for offer in basket)


def _for_a_dollar(here: Bought, step: Bought) -> float:
    return (step.worth - here.worth) / max(step.usd - here.usd, 1.0)
