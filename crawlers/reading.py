"""One response read by its source: documents, or a ``SourceError``; nothing else comes out of here.

Live crawls, replays and ``unfakeable parse`` read through this one function, so all three end in the same way.
"""

from collections import defaultdict
from collections.abc import Sequence

from crawlers.spec import Floors
from crawlers.spider import (
    EmptyBoard,
    EvidenceSource,
    ParsedDocument,
    ParserFault,
    ShapeChanged,
    SourceError,
    StoredResponse,
)


def read(source: EvidenceSource, response: StoredResponse) -> tuple[ParsedDocument, ...]:
    """The documents of a response, at least one.

    Raises the parser's ``SourceError``; ``EmptyBoard`` below the source's floor; and ``ParserFault`` where the parser
    itself breaks, which is no answer of the publisher.
    """
    try:
        documents = tuple(source.parse(response))
    except SourceError:
        raise
    except Exception as error:
        raise ParserFault(
            f"{source.spec.name} could not read {response.url}: {type(error).__name__}: {error}"
        ) from error
    if not documents:
        raise ShapeChanged(f"{response.url} was read without an error but holds no document")
    found = sum(len(document.facts) for document in documents)
    if found < source.spec.floors.items:
        raise EmptyBoard(f"{response.url} holds {found} facts where {source.spec.floors.items} are the least")
    return documents


def remarks(source: EvidenceSource, documents: Sequence[ParsedDocument]) -> str:
    """What a reading should be looked at for: unknown leaves, and items that lack what most of them carry."""
    unhandled = sorted({leaf for document in documents for leaf in document.unhandled})
    said = [f"{len(unhandled)} unknown leaves: {', '.join(unhandled[:8])}"] if unhandled else []
    return "; ".join([*said, *_below(source.spec.floors, documents)])


def _below(floors: Floors, documents: Sequence[ParsedDocument]) -> list[str]:
    carried: dict[str, set[str | None]] = defaultdict(set)
    for document in documents:
        for fact in document.facts:
            carried[fact.metric].add(fact.subject)
    items = carried[floors.each] if floors.each else set()
    shares = {metric: len(items & carried[metric]) / len(items) for metric in floors.filled} if items else {}
    return [
        f"{metric} stands in {share:.0%} of the items, where {floors.filled[metric]:.0%} are the least"
        for metric, share in shares.items()
        if share < floors.filled[metric]
    ]
