"""Which records are independent of the company's releases: copies of one release count once, as the company.

A text joins the company's origin when at least 60 percent of its claim-sentence shingles stand in one release known no
later, or when it holds no checkable fact that is absent from those releases (it only cites them). Texts are compared
with the company's releases only: a star, never transitive. A counterparty's own text is never merged away.

``unfakeable evaluate independence`` prints how well the grouping works.
"""

from collections.abc import Collection, Mapping
from datetime import date
from functools import lru_cache

from data.as_of import Dossier
from data.records import Claim, Evidence
from data.words import Role
from scoring.facts_in_text import ClaimSentence, gist
from scoring.parties import party_key
from scoring.releases import Releases, numbers

COMPANY_ORIGIN = "company"

COPIED_SHARE = 0.60  #: share of a text's claim-sentence shingles that stand in one release (DESIGN, section 2)
#: Share of a sentence's words that stand in the releases, from which it tells the same thing: a number or a name that
#: differs there is a changed one, not a fact of the writer's own. Tuned on the families marked ``tune``.
SAME_SENTENCE = 0.55
SAME_QUOTE = 0.5  #: share of a quotation's words that stand in the releases, from which it is the release's quotation
RETYPED = (0.65, 1.35)  #: a number within these shares of one that the text leaves out is that one, changed
LEAST_WORDS = 40  #: a shorter text is a note about a record, not the record; its kind was decided by its reader

#: Only these writers can be found to be copying: whoever speaks for the other side speaks for itself.
_MAY_COPY = frozenset({Role.THIRD_PARTY, Role.CROWD})


def origins(claim: Claim, dossier: Dossier) -> Mapping[str, str]:
    """Evidence id -> origin key, for every record held against a claim."""
    rows = dossier.evidence_for(claim.id)
    releases = company_releases(dossier) if any(row.writer in _MAY_COPY for row in rows) else _releases(())
    return {row.id: origin_of(row, dossier, releases) for row in rows}


def company_releases(dossier: Dossier) -> Releases:
    """Texts that the company wrote."""
    own = (row for row in dossier.documents if row.writer is Role.COMPANY and row.text)
    return _releases(tuple((row.known_at, row.text) for row in own))


def origin_of(row: Evidence, dossier: Dossier, releases: Releases) -> str:
    """The organisation that a record counts for; a copy counts for the company whatever its byline says."""
    if row.writer is Role.COMPANY:
        return COMPANY_ORIGIN
    if row.writer in _MAY_COPY:
        document = dossier.document(row.document_id)
        if copies(document.text, document.known_at, releases):
            return COMPANY_ORIGIN
    return party_key(row.writer_org) or f"unnamed {row.writer.value}"


@lru_cache(maxsize=8)
def _releases(dated: tuple[tuple[date, str], ...]) -> Releases:
    return Releases((day, gist(text)) for day, text in dated)


@lru_cache(maxsize=8192)
def copies(text: str, day: date, releases: Releases) -> bool:
    """Whether a text is one of the company's releases again: by its wording, or because it adds nothing of its own.

    ``day`` is the one on which the text was known; a release of the same day is taken to be no later.
    """
    told = gist(text)
    if told.words < LEAST_WORDS or not told.sentences or not releases.any_by(day):
        return False
    if releases.copied_share(told, day) >= COPIED_SHARE:
        return True
    unused = releases.numbers(day) - numbers(told.facts)
    return not any(_own_fact(sentence, day, releases, unused) for sentence in told.sentences)


def _own_fact(sentence: ClaimSentence, day: date, releases: Releases, unused: Collection[float]) -> bool:
    """Whether a sentence holds a checkable fact that no release holds, and is not a release's sentence changed.

    ``unused`` are the numbers of the releases that the whole text leaves out.
    """
    if any(len(releases.stems(quote, day)) < SAME_QUOTE * len(quote) for quote in sentence.quotes):
        return True
    if len(releases.stems(sentence.stems, day)) >= SAME_SENTENCE * len(sentence.stems):
        return False
    new = sentence.facts - releases.facts(sentence.facts, day)
    changed = {fact for fact in new if any(_is_near(number, unused) for number in numbers({fact}))}
    return bool(new - changed)


def _is_near(number: float, others: Collection[float]) -> bool:
    """Whether a number is one that the text leaves out, retyped: off by no more than a third or so."""
    return any(other > 0 and RETYPED[0] <= number / other <= RETYPED[1] for other in others)
