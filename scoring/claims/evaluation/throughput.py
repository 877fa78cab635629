"""Documents a second, beside the bare base pipeline over the same documents in the same process.

The documents are made here from a seed: 30% press, 30% job posts, 40% ordinary pages, so that anyone can repeat the
measure. Their sentences are the project's own; press documents also carry claims.
"""

import random
import time
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from spacy.language import Language

from scoring.claims.names import KnownNames
from scoring.claims.nlp import party_component
from scoring.claims.pipeline import ClaimExtractor, Passage

SEED: Final = 20250101
SHARES: Final[tuple[tuple[str, float], ...]] = (("press", 0.3), ("jobs", 0.3), ("page", 0.4))
_NAMES: Final = (
    "Aldermoor",
    "Brightfen",
    "Corvane",
    "Dunmarsh",
    "Elwick",
    "Farrowby",
    "Gantlow",
    "Hesperly",
    "Inverdale",
    "Joltway",
)
_TRADES: Final = (
    "Robotics",
    "Health",
    "Energy",
    "Freight",
    "Analytics",
    "Foods",
    "Bank",
    "Insurance",
    "Software",
    "Materials",
)
_PLACES: Final = ("Leeds", "Tampere", "Boise", "Lyon", "Kraków", "Osaka", "Nairobi", "Perth", "Porto", "Halifax")
_CLAIMS: Final = (
    "{a} today announced that {b} has deployed its platform across {n} sites in {p}.",
    "{a} has raised ${n} million in a Series B round led by {b}, with participation from {c}.",
    "{b} selected {a} to modernise its {w} operations under a {m}-year agreement.",
    "{a} and {b} have signed a memorandum of understanding to develop {w} services in {p}.",
    "The company said annual recurring revenue grew {n} percent in the past year.",
    "“We cut {w} time by {n} percent in the first quarter,” said the head of operations at {b}.",
    "{a} is now available on the {b} marketplace.",
)
_PRESS: Final = (
    "The market for {w} has drawn more attention since regulators in {p} began to consult on new rules.",
    "Shares closed little changed on {d}, in line with the wider index.",
    "The executive, who grew up near {p}, describes the early years as a long lesson in patience.",
    "Observers have long argued about how quickly {w} will change.",
    "A spokesperson did not respond to a request for comment before publication.",
    "The conference takes place in {p} in the second week of {d}.",
    "Weather delayed the opening ceremony by nearly an hour.",
    "About {a}: the business was founded in {p} and works on {w}.",
    "Statements in this release that are not historical facts are forward-looking statements and involve risks.",
)
_JOBS: Final = (
    "You will write clean, well-tested code and take part in design reviews.",
    "We are looking for a curious engineer who enjoys working with people from many backgrounds.",
    "The role is based in {p}, with two days a week from home.",
    "Requirements: a degree in a technical field, or experience that teaches the same.",
    "You enjoy explaining hard things in simple words.",
    "Benefits include private health cover, a learning budget and {m} weeks of holiday.",
    "You will report to the head of {w} and work with product and design.",
    "Please send a short letter that tells us why {w} matters to you.",
    "We welcome applications from everyone and make adjustments for interviews on request.",
    "Nice to have: a working knowledge of French or German.",
    "The salary band depends on experience and is shared in the first call.",
    "Your first weeks are spent shadowing the support rota.",
)
_PAGE: Final = (
    "Choose the plan that suits your needs and change it whenever you like.",
    "Read the guide to {w} before you begin.",
    "This page explains how to set up an account and invite your colleagues.",
    "Click the link in the message to confirm your address.",
    "Our offices in {p} are closed on public holidays.",
    "Questions about {w}? Write to us and a person will answer.",
    "Cookies help us remember your settings.",
    "The form asks for a name, an address and a short description.",
    "Here are the most common questions about {w}.",
    "Each section ends with a short exercise.",
    "Copyright {a}. All rights reserved.",
    "The editor saves a draft every few minutes.",
    "Filters can be combined, and the list can be sorted by date.",
    "Last updated in {d}.",
)
_TOPICS: Final = (
    "scheduling",
    "billing",
    "maintenance",
    "dispatch",
    "claims handling",
    "inventory",
    "field service",
    "patient intake",
)
_MONTHS: Final = ("January", "March", "May", "June", "September", "November")


def documents(count: int, seed: int = SEED) -> Iterator[Passage]:
    """`count` documents in a fixed order for a fixed seed, each 10 to 30 sentences long."""
    chance = random.Random(seed)
    for number in range(count):
        kind = chance.choices([name for name, _ in SHARES], [share for _, share in SHARES])[0]
        subject = f"{chance.choice(_NAMES)} {chance.choice(_TRADES)}"
        text = " ".join(_sentence(chance, kind, subject) for _ in range(chance.randint(10, 30)))
        publisher = {"press": "newswire", "jobs": "company", "page": "company"}[kind]
        yield Passage(f"doc-{number}", text, None, f"{subject}: {kind}", publisher, None, subject)


def _sentence(chance: random.Random, kind: str, subject: str) -> str:
    pool = {"press": _PRESS, "jobs": _JOBS, "page": _PAGE}[kind]
    if kind == "press" and chance.random() < 0.25:
        pool = _CLAIMS
    return chance.choice(pool).format(
        a=subject,
        b=f"{chance.choice(_NAMES)} {chance.choice(_TRADES)}",
        c=f"{chance.choice(_NAMES)} {chance.choice(_TRADES)}",
        n=chance.randint(2, 90),
        m=chance.randint(2, 7),
        p=chance.choice(_PLACES),
        w=chance.choice(_TOPICS),
        d=chance.choice(_MONTHS),
    )


@dataclass(frozen=True, slots=True)
class Throughput:
    """Documents a second of both, and how often the extractor was faster."""

    documents: int
    base: float
    ours: float

    @property
    def ratio(self) -> float:
        """Ours over the base's."""
        return self.ours / self.base


def measure(extractor: ClaimExtractor, bare: Language, count: int, sample: int) -> Throughput:
    """Run ours over `count` documents and the bare pipeline over the first `sample` of them, both warmed up."""
    made = list(documents(count))
    list(bare.pipe(d.text for d in made[:20]))
    list(extractor.extract(made[:20]))
    start = time.perf_counter()
    for _ in bare.pipe(d.text for d in made[:sample]):
        pass
    base_seconds = time.perf_counter() - start
    start = time.perf_counter()
    for _ in extractor.extract(made):
        pass
    seconds = time.perf_counter() - start
    return Throughput(count, sample / base_seconds, count / seconds)


def share_kept(extractor: ClaimExtractor, nlp: Language, names: int, count: int) -> float:
    """What is left of the rate over `count` documents when the pipeline `nlp` also knows `names` more organisations.

    The added names stand in none of the documents: it is the looking that is measured. Rates are taken in turns, so
    that a machine that slows down slows both.
    """
    made = list(documents(count))
    party = party_component(nlp)
    few, many = (
        party.known,
        KnownNames([*party.known.names, *(f"Quorvane {number} Holdings" for number in range(names))]),
    )
    seconds = {True: 0.0, False: 0.0}
    try:
        for with_many in (False, True) * 3:
            party.known = many if with_many else few
            start = time.perf_counter()
            for _ in extractor.extract(made):
                pass
            seconds[with_many] += time.perf_counter() - start
    finally:
        party.known = few
    return seconds[False] / seconds[True]
