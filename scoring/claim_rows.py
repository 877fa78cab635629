"""Stored documents -> claims: the prose of a dossier's documents is read once, and every claim keeps its span."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence

from data.as_of import Dossier
from data.ids import content_id
from data.organisations import find_in
from data.records import Claim, Document
from data.reference import family_of
from data.words import OTHER_SIDE, AssertedBy, ClaimKind, Commitment, Role
from scoring.claims.pipeline import ClaimExtractor, ExtractedClaim, Passage
from scoring.claims.sentences import around
from scoring.naming import Named
from scoring.parties import party_key

#: Sources whose text is prose that people wrote to be read; lists, tables and programs' answers are observations.
PROSE = frozenset(
    {
        "newsroom_feed", "newsroom_html", "press_release_text", "case_study", "techcrunch_article", "techcrunch_rss",
        "trade_press_html", "sec_edgar_8k_ex991", "globenewswire_rss", "prnewswire_rss", "wayback_memento",
    }
)  # fmt: skip
WIRES = frozenset({"press_release_text", "globenewswire_rss", "prnewswire_rss"})
#: The channel that a claim came through, by the source of its document; the words are those of the case files.
CHANNELS = {
    "newsroom_feed": "press_release",
    "newsroom_html": "press_release",
    "press_release_text": "press_release",
    "globenewswire_rss": "press_release",
    "prnewswire_rss": "press_release",
    "sec_edgar_8k_ex991": "filing",
    "techcrunch_article": "news",
    "techcrunch_rss": "news",
    "trade_press_html": "news",
}

#: Facts that name a customer on the company's own pages.
LISTINGS = frozenset({"listed_customer", "case_study_customer"})

_PUBLISHERS = {
    Role.COMPANY: "company",
    Role.USER_SIDE: "counterparty",
    Role.COUNTERPARTY: "counterparty",
    Role.REGULATOR: "regulator",
}


def claim_rows(
    dossier: Dossier,
    extractor: ClaimExtractor,
    read: Collection[str] = frozenset(),
    unread: Counter[str] | None = None,
) -> Iterator[Claim]:
    """Claims about the company: those in the prose of a dossier, then the names that it lists as customers.

    ``read`` holds ids of documents whose claims are known; names in the others are still understood by theirs.
    ``unread`` is given, by kind, how many places looked like a claim and were not understood.
    """
    named = Named(dossier)
    yield from _told(dossier, extractor, named, read, Counter() if unread is None else unread)
    yield from _listed(dossier, named)


def _told(
    dossier: Dossier, extractor: ClaimExtractor, named: Named, read: Collection[str], unread: Counter[str]
) -> Iterator[Claim]:
    fresh = (row for row in dossier.documents if row.id not in read)
    documents = {row.id: row for row in fresh if row.source in PROSE and row.text.strip()}
    passages = _passages(dossier, documents.values(), _names(dossier))
    for passage, found, missed in extractor.inspect(passages):
        unread.update(place.kind for place in missed)
        document = documents[passage.id]
        rows = (_row(dossier, document, claim, named) for claim in found if _names_company(document, claim, named))
        yield from (row for row in rows if row is not None)


def _listed(dossier: Dossier, named: Named) -> Iterator[Claim]:
    """Each name on a logo wall or above a customer story, which says: this is our customer."""
    for row in dossier.observations:
        name = row.text if row.metric == "case_study_customer" else row.subject
        if row.metric not in LISTINGS or not name:
            continue
        document = dossier.document(row.document_id)
        key = named.key(name, document.text)
        start = document.text.find(name)
        if start < 0 or key in named.own:
            continue  # a picture's name that no text shows has no span to point at
        yield Claim(
            id=content_id("claim", dossier.company.id, document.sha256, ClaimKind.CUSTOMER, key, None),
            company_id=dossier.company.id,
            document_id=document.id,
            family=family_of("claim_kind")[ClaimKind.CUSTOMER],
            kind=ClaimKind.CUSTOMER,
            commitment=Commitment.LIVE,
            asserted_by=AssertedBy.SUBJECT,
            subject=dossier.company.name,
            counterparty=name,
            counterparty_key=key,
            user_side=Role.COUNTERPARTY,
            span=name,
            start=start,
            end=start + len(name),
            channel="website",
            claimed_at=document.published_at,
            known_at=document.known_at,
        )


def _names_company(document: Document, claim: ExtractedClaim, named: Named) -> bool:
    """Whether a claim can be about the company at all: a party's page speaks of others too, and so does the press."""
    if document.writer is Role.COMPANY:
        return True
    a_party = document.writer in OTHER_SIDE
    text = around(document.text, claim.start, claim.end) if a_party else document.text
    return named.sentence_naming_company(text) is not None


def _names(dossier: Dossier) -> tuple[str, ...]:
    held = [row.value for row in dossier.identities if row.field in ("legal_name", "alias", "product")]
    return tuple(dict.fromkeys([dossier.company.name, *held]))


def _passages(dossier: Dossier, documents: Iterable[Document], names: Sequence[str]) -> Iterator[Passage]:
    for document in documents:
        yield Passage(
            id=document.id,
            text=document.text,
            source_url=document.url,
            source_title=document.title,
            publisher="newswire" if document.source in WIRES else _PUBLISHERS.get(document.writer, "independent_press"),
            published=document.published_at.isoformat() if document.published_at else None,
            subject=dossier.company.name,
            aliases=tuple(names[1:]),
        )


def _row(dossier: Dossier, document: Document, claim: ExtractedClaim, named: Named) -> Claim | None:
    """A claim as a row, seen from the company.

    On the user's side's page the roles of the two are the other way round.
    """
    counterparty = _other_side(document, claim, named.own)
    if counterparty is None and party_key(claim.subject) not in named.own:
        return None  # about somebody else
    key = named.key(counterparty, document.text)
    kind = ClaimKind(claim.kind)
    return Claim(
        id=content_id("claim", dossier.company.id, document.sha256, kind, key, claim.value),
        company_id=dossier.company.id,
        document_id=document.id,
        family=family_of("claim_kind")[kind],
        kind=kind,
        commitment=Commitment(claim.commitment),
        asserted_by=_asserted(document, AssertedBy(claim.asserted_by)),
        subject=dossier.company.name,
        counterparty=counterparty,
        counterparty_key=key,
        user_side=Role.COMPANY if claim.user_side == "subject" else Role.COUNTERPARTY if claim.user_side else None,
        span=claim.span,
        start=claim.start,
        end=claim.end,
        value=claim.value,
        unit=claim.unit,
        specifics=list(claim.specifics),
        quote_from_counterparty=claim.quote_from_counterparty,
        depth=[f"{what}: {text}" for what, text in claim.depth],
        confidence=claim.confidence,
        channel=CHANNELS.get(document.source, "website"),
        claimed_at=document.published_at,
        known_at=document.known_at,
    )


def _other_side(document: Document, claim: ExtractedClaim, own: frozenset[str]) -> str | None:
    """The party that is not the company; on the user's side's own page, where it is "we", its writer."""
    named = [name for name in (claim.counterparty, claim.subject) if name and party_key(name) not in own]
    if claim.counterparty and party_key(claim.counterparty) not in own:
        return claim.counterparty
    if document.writer in OTHER_SIDE:
        known = find_in(document.writer_org or "", document.text)
        return named[0] if named else known.name if known else document.writer_org
    return None


def _asserted(document: Document, read: AssertedBy) -> AssertedBy:
    """Who publishes decides who asserts; the text may only lower that."""
    if document.writer is Role.COMPANY:
        return AssertedBy.SUBJECT if read in (AssertedBy.COUNTERPARTY, AssertedBy.BOTH) else read
    return read
