"""Which records are independent of the company's releases: copies of one release count once, as the company.

A text joins the company's origin when at least 60 percent of its claim-sentence shingles stand in one release known no
later, or when it holds no checkable fact that is absent from those releases (it only cites them). Texts are compared
with the company's releases only: a star, never transitive. A counterparty's own text is never merged away.

Shingles are compared exactly: containment against the few releases of one company costs less than signatures would.
``unfakeable evaluate independence`` prints how well the grouping works.
"""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache

from data.as_of import Dossier
from data.records import Claim, Document, Evidence
from data.words import Role
from scoring.facts_in_text import ClaimSentence, Gist, gist
from scoring.parties import party_key

COMPANY_ORIGIN = "company"

COPIED_SHARE = 0.60  #: share of a text's claim-sentence shingles that stand in one release (DESIGN, section 2)
#: Share of a sentence's words that stand in the releases, from which it tells the same thing: a number or a name that
#: differs there is a changed one, not a fact of the writer's own. Tuned on the families marked ``tune``.
SAME_SENTENCE = 0.55
SAME_QUOTE = 0.5  #: share of a quotation's words that stand in the releases, from which it is the release's quotation
RETYPED = (0.65, 1.35)  #: a number within these shares of one that the text leaves out is that one, changed
LEAST_STEM = 5  #: letters at its beginning by which a name is known in another form
LEAST_WORDS = 40  #: a shorter text is a note about a record, not the record; its kind was decided by its reader

#: Only these writers can be found to be copying: whoever speaks for the other side speaks for itself.
_MAY_COPY = frozenset({Role.THIRD_PARTY, Role.CROWD})


def origins(claim: Claim, dossier: Dossier) -> Mapping[str, str]:
    """Evidence id -> origin key, for every record held against a claim."""
    rows = dossier.evidence_for(claim.id)
    releases = company_releases(dossier) if any(row.writer in _MAY_COPY for row in rows) else ()
    return {row.id: origin_of(row, dossier, releases) for row in rows}


def company_releases(dossier: Dossier) -> tuple[Document, ...]:
    """Texts that the company wrote, oldest first."""
    own = [document for document in dossier.documents if document.writer is Role.COMPANY and document.text]
    return tuple(sorted(own, key=lambda document: (document.known_at, document.id)))


def origin_of(row: Evidence, dossier: Dossier, releases: Sequence[Document]) -> str:
    """The organisation that a record counts for; a copy counts for the company whatever its byline says."""
    if row.writer is Role.COMPANY:
        return COMPANY_ORIGIN
    if row.writer in _MAY_COPY:
        document = dossier.document(row.document_id)
        # The same day counts as no later: dates have no hours, and a release goes out before its copies.
        earlier = tuple(release.text for release in releases if release.known_at <= document.known_at)
        if earlier and copies(document.text, earlier):
            return COMPANY_ORIGIN
    return party_key(row.writer_org) or f"unnamed {row.writer.value}"


@lru_cache(maxsize=8192)
def copies(text: str, releases: tuple[str, ...]) -> bool:
    """Whether a text is one of the company's releases again: by its wording, or because it adds nothing of its own."""
    told = gist(text)
    if told.words < LEAST_WORDS or not told.sentences:
        return False
    known = [gist(release) for release in releases]
    if any(copied_share(told, release) >= COPIED_SHARE for release in known):
        return True
    stems = frozenset().union(*(release.stems for release in known))
    facts = frozenset().union(*(release.facts for release in known))
    unused = _numbers(facts) - _numbers(told.facts)
    return not any(_own_fact(sentence, stems, facts, unused) for sentence in told.sentences)


def copied_share(told: Gist, release: Gist) -> float:
    """Share, 0 to 1, of a text's claim-sentence shingles that stand in a release."""
    return len(told.shingles & release.shingles) / len(told.shingles) if told.shingles else 0.0


def _own_fact(sentence: ClaimSentence, stems: frozenset[str], facts: frozenset[str], unused: frozenset[float]) -> bool:
    """Whether a sentence holds a checkable fact that no release holds, and is not a release's sentence changed.

    ``stems`` and ``facts`` are those of the releases, ``unused`` the numbers of theirs that the whole text leaves out.
    """
    if any(len(quote & stems) < SAME_QUOTE * len(quote) for quote in sentence.quotes):
        return True
    if len(sentence.stems & stems) >= SAME_SENTENCE * len(sentence.stems):
        return False
    new = {fact for fact in sentence.facts - facts if not _is_form_of(fact, facts)}
    changed = {fact for fact in new if any(_is_near(number, unused) for number in _numbers({fact}))}
    return bool(new - changed)


def _is_form_of(name: str, facts: frozenset[str]) -> bool:
    """Whether a name only bends one that the releases hold: Styrian, of Styria."""
    return len(name) >= LEAST_STEM and any(fact.startswith(name[:LEAST_STEM]) for fact in facts)


def _numbers(facts: Collection[str]) -> frozenset[float]:
    return frozenset(float(fact) for fact in facts if fact[0].isdigit() and fact.replace(".", "", 1).isdigit())


def _is_near(number: float, others: Collection[float]) -> bool:
    """Whether a number is one that the text leaves out, retyped: off by no more than a third or so."""
    return any(other > 0 and RETYPED[0] <= number / other <= RETYPED[1] for other in others)
