"""Three ways to search a company's releases for the one that a text stands in: what each costs, and what each misses.

``Releases`` multiplies sparse matrices; a loop intersects sets; MinHash signatures with a containment index (LSH
Ensemble, Zhu et al., VLDB 2016) find candidates that a loop then confirms. The copies are three sentences cut from one
release, which is what a signature finds hardest: the longer the release, the smaller their share of it.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from time import perf_counter

from datasketch import MinHash, MinHashLSHEnsemble

from scoring.claims.sentences import split
from scoring.facts_in_text import Gist, gist
from scoring.independence import COPIED_SHARE
from scoring.releases import Releases

DAY = date(2025, 1, 1)
SIZES = ((5, 10), (5, 160), (5_000, 10))  #: how many releases, and sentences of each
CUT = 3  #: sentences of a copy
COPIES = 100
PERMUTATIONS = 128

Search = Callable[[Gist], bool]


@dataclass(frozen=True, slots=True)
class Cost:
    """One way of searching at one size. Times in milliseconds."""

    way: str
    releases: int
    sentences: int
    build: float
    a_text: float  #: over the copies and as many texts that stand in no release
    missed: int  #: of ``COPIES``


def costs(texts: Sequence[str], others: Sequence[str]) -> Iterator[Cost]:
    """Every way at every size, on releases made of the sentences of some texts, and on other texts. Seeded."""
    sentences = [sentence.text for text in texts for sentence in split(text) if gist(sentence.text).shingles]
    for count, length in SIZES:
        chance = random.Random(count)
        made = [chance.choices(sentences, k=length) for _ in range(count)]
        releases = [
            gist(f"{' '.join(words)} Depot {number} holds {number} crates.") for number, words in enumerate(made)
        ]
        copies = [gist(" ".join(chance.choice(made)[:CUT])) for _ in range(COPIES)]
        strangers = [gist(chance.choice(others)) for _ in range(COPIES)]
        for way, build in WAYS.items():
            start = perf_counter()
            search = build(releases)
            built = perf_counter()
            found = [search(text) for text in (*copies, *strangers)]
            asked = perf_counter()
            each = 1e3 * (asked - built) / len(found)
            yield Cost(way, count, length, 1e3 * (built - start), each, COPIES - sum(found[:COPIES]))


def _product(releases: Sequence[Gist]) -> Search:
    held = Releases([(DAY, told) for told in releases])
    return lambda text: held.copied_share(text, DAY) >= COPIED_SHARE


def _loop(releases: Sequence[Gist]) -> Search:
    return lambda text: any(_stands_in(text, release) for release in releases)


def _signatures(releases: Sequence[Gist]) -> Search:
    index = MinHashLSHEnsemble(COPIED_SHARE, PERMUTATIONS, num_part=4, m=4, weights=(0.1, 0.9))
    index.index([(number, _signature(told), len(told.shingles)) for number, told in enumerate(releases)])

    def search(text: Gist) -> bool:
        candidates = index.query(_signature(text), len(text.shingles))
        return any(_stands_in(text, releases[number]) for number in candidates)

    return search


def _signature(told: Gist) -> MinHash:
    signature = MinHash(PERMUTATIONS, seed=1)
    signature.update_batch([" ".join(shingle).encode() for shingle in told.shingles])
    return signature


def _stands_in(text: Gist, release: Gist) -> bool:
    return len(text.shingles & release.shingles) >= COPIED_SHARE * len(text.shingles)


#: What each way makes of the releases before the first text.
WAYS: dict[str, Callable[[Sequence[Gist]], Search]] = {
    "sparse product": _product,
    "loop over sets": _loop,
    "MinHash, then sets": _signatures,
}
