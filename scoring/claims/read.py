"""Turn a passage into readings: cut it, gate it, parse what is left, find the parties and the quotations."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.language import Language
from spacy.tokens import Doc

from scoring.claims import quotes
from scoring.claims.gate import Gate
from scoring.claims.names import short_forms
from scoring.claims.parties import Context, Group, groups
from scoring.claims.reading import Reading
from scoring.claims.sentences import Sentence, split


@dataclass(frozen=True, slots=True)
class Source:
    """What the reader needs to know about a passage; `subject` may be empty."""

    id: str
    text: str
    publisher: str
    title: str
    subject: str
    names: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A passage whose sentences are on their way through the base model."""

    source: Source
    sentences: list[Sentence]
    wanted: list[int]
    docs: list[Doc]


def _contexts(source: Source) -> Context:
    names = tuple(dict.fromkeys(n for n in (source.subject, *source.names) if n))
    return Context(source.subject or None, names, source.publisher, source.title, shortened=short_forms(source.text))


def _documents(nlp: Language, opened: Sequence[_Open]) -> Iterator[Doc]:
    for passage in opened:
        if not passage.wanted:
            continue
        context = _contexts(passage.source)
        for index in passage.wanted:
            doc = nlp.make_doc(passage.sentences[index].text)
            doc._.context = context
            yield doc


def _shift(found: Sequence[Group], by: int) -> list[Group]:
    """Groups with offsets moved from the sentence to the passage."""
    return [
        Group(tuple(replace(m, start=m.start + by, end=m.end + by) for m in g.members), g.start + by, g.end + by)
        for g in found
    ]


def _readings(passage: _Open) -> list[Reading]:
    """Assemble the readings of one passage from its parsed sentences."""
    source, found = passage.source, []
    if not passage.wanted:
        return []
    shifted = [
        replace(party, start=party.start + passage.sentences[i].start, end=party.end + passage.sentences[i].start)
        for i, doc in zip(passage.wanted, passage.docs, strict=True)
        for party in doc._.parties
    ]
    quoted = quotes.attribute(source.text, shifted)
    everyone = tuple(
        group
        for i, doc in zip(passage.wanted, passage.docs, strict=True)
        for group in _shift(groups(doc.text, doc._.parties), passage.sentences[i].start)
    )
    earlier: list[Group] = []
    for index, doc in zip(passage.wanted, passage.docs, strict=True):
        sentence = passage.sentences[index]
        reading = Reading(
            sentence=sentence,
            doc=doc,
            parties=doc._.parties,
            quote=quotes.around(quoted, sentence.start, sentence.end),
            publisher=source.publisher,
            title=source.title,
            subject=source.subject,
            before=source.text[: sentence.start],
            after=source.text[sentence.end :],
            index=index,
            earlier=tuple(earlier),
            everyone=everyone,
        )
        found.append(reading)
        named = [
            g for g in groups(doc.text, doc._.parties) if not g.members[0].described and g.members[0].role == "other"
        ]
        earlier = [*reversed(named), *earlier]
    return found


def read(
    nlp: Language, gate: Gate, sources: Iterable[Source], *, batch: int = 64
) -> Iterator[tuple[Source, list[Reading]]]:
    """Stream passages through the gate and the base pipeline (which must hold `claim_parties`), `batch` at a time."""
    pending: list[_Open] = []
    for source in sources:
        sentences = split(source.text)
        pending.append(_Open(source, sentences, gate.wanted(source.text, sentences), []))
        if len(pending) == batch:
            yield from _flush(nlp, pending)
            pending = []
    yield from _flush(nlp, pending)


def _flush(nlp: Language, pending: list[_Open]) -> Iterator[tuple[Source, list[Reading]]]:
    docs = nlp.pipe(_documents(nlp, pending), batch_size=128)
    for passage in pending:
        passage.docs = [next(docs) for _ in passage.wanted]
        yield passage.source, _readings(passage)
