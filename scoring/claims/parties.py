"""Who is named in a sentence: the subject, and everyone who could be its counterparty.

Entity labels never decide (as ORG the base model finds both companies of a passage in 28% of CORE): a party is a known
name, an entity of any label, a run of capitalised words, or a description such as "a leading European insurer".
Neighbours joined by commas and "and" form one group, because one predicate then speaks of all of them.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Final

import ahocorasick
from spacy.language import Language
from spacy.tokens import Doc, Span

_SUFFIX: Final = (
    r"(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|L\.L\.C|LLP|LP|plc|PLC|GmbH|AG|SE|S\.A\.?S?|SA|SAS|SARL|S\.p\.A|SpA|"
    r"N\.V|NV|B\.V|BV|AB|ASA|AS|Oy|Oyj|A/S|ApS|KK|K\.K|Pty|Pte|Sdn|Bhd|Holdings|Group|SCS|KG|S\.r\.l|AŞ|A\.Ş|JSC|PJSC)\b\.?"
)
_WORD: Final = r"(?:[A-ZÀ-ÖØ-ÞĀŁŚŠŻŽ][\w.&’'+/-]*[\w+!]|[A-ZÀ-ÖØ-ÞĀŁŚŠŻŽ]|[a-z]+[A-Z]\w*|[\w-]+\.(?:ai|io|com|fyi|co|net|org|app|dev|tech|health)\b)"
_JOINT: Final = (
    r"(?:\s(?:of|for|de|du|des|la|le|di|da|do|dos|del|della|van|von|der|den|y|e|et|ve|och|und|at|in|on)(?:\s(?:the|la|las|los|les))?\s"
    r"|\s&\s|\s[–-]\s?(?=[A-Z])|,\s(?=" + _SUFFIX + r")|\s)"
)
_RUN: Final = re.compile(rf"(?<![\w@/]){_WORD}(?:{_JOINT}(?:{_WORD}|\d+\b))*(?:,?\s{_SUFFIX})*")
_CONNECTOR: Final = re.compile(r"\s(?:of|for|at|in|on)\s(?:the\s)?")
_ALIAS: Final = re.compile(
    r"^\s*\((?:[A-Za-z ]+:\s*[^)]*?\)\s*\(|[^()]*?(?:the |together, |formerly )?)?[“\"‘']?([A-Z][\w.&’' -]{1,40}?)[”\"’']?(?:,? or [^)]*)?\)"
)
_TICKER: Final = re.compile(
    r"\([^()]*?\b(?:NASDAQ|NYSE|OTC\w*|TSX\w*|CSE|LSE|AIM|ASX|FRA|FSE|Euronext|Cboe|HKEX|SIX|KRX|KOSDAQ|TASE|JSE)\b[^()]*\)",
    re.I,
)
_ADDRESS: Final = re.compile(r"https?://[^\s)\]]+|www\.[^\s)\]]+|\S+@\S+")
_BASED: Final = re.compile(r"^(?:[A-Z][\w.]+[ ,]*){1,3}-based\s+")
_EXAMPLES: Final = re.compile(r"^,?\s(?:such as|including|like|include|includes|namely|among them)\s|^\s?[-–—:]\s")
_NOT_A_PARTY: Final = re.compile(r"\b(?:supply chain|market share|team of|operating system|plan\b)", re.IGNORECASE)
_STOP: Final = frozenset(
    re.findall(
        r"[\w.&’'-]+",
        """
        The This That These Those It Its We Our They Their He She His Her I You Your As In On At By For With Under Through
        And But Or If When While After Before Since During Once Today Yesterday Now Also However Both Each Every Many Most
        Some All Any No Not From To Of About Over More Than Using Given Based Built Founded Launched Trusted According
        Following Additionally Together Initially Recently Meanwhile Currently Disclaimer Note Q A An Mr Mrs Ms Dr
        January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug
        Sep Sept Oct Nov Dec Monday Tuesday Wednesday Thursday Friday Saturday Sunday Q1 Q2 Q3 Q4 H1 H2 FY
        AI API APIs SaaS MOU MoU LOI ARR CEO CTO CFO COO CIO CRO CMO IPO EMR EHR OEM ERP CRM HR IT PR US UK EU R&D ISV POC PoC
        Chief Executive Officer President Vice Senior Director Head Manager Founder Co-Founder Chairman Chairwoman Chair
        Series Seed Round Agreement Company Letter Intent Memorandum Understanding Revenue Annual Net Total Customers
        English German French Spanish Italian European American British Canadian Japanese Chinese Indian African Asian Nordic
        Internet Web Cloud ESG SOC ISO GDPR HIPAA SDK LLM LLMs ML NLP GPU GPUs IoT NEWSWIRE WIRE GLOBE BUSINESS PRNewswire
        """,
    )
)
_TITLE_WORD: Final = re.compile(
    r"\b(?:Chief\s(?:\w+\s){1,4}Officer|(?:Senior |Executive )?Vice President|Managing Director|(?:Co-)?Founder|CEO|CTO|CFO|President|Director|Head|Manager)\b"
)
_HEAD_NOUN: Final = frozenset(
    re.findall(
        r"\w+",
        """
        bank insurer university hospital retailer manufacturer customer investor shareholder partner agency government city
        ministry operator provider utility airline carrier force company firm client practice lender school college council
        authority supplier distributor reseller airport port broker brand enterprise institution institute clinic network
        department army navy office group chain producer automaker maker integrator contractor developer fund bureau
        county district state municipality association federation union foundation startup start merchant store shop site
        farm grower system organisation organization buyer owner telco bookmaker publisher processor refiner miner
        cooperative co-operative restaurant hotel house team backer angel executive plan entity subsidiary station
        """,
    )
)
_QUALIFIER: Final = re.compile(
    r"\b(?:leading|major|large|largest|undisclosed|unnamed|global|national|regional|european|american|asian|fortune|public|private|"
    r"existing|new|current|top|tier|big|multinational|international|local|federal|state|prominent|well-known|existing|several|multiple|"
    r"two|three|four|five|six|seven|eight|nine|ten|dozen|dozens|\d+|another|second|first|third|early|strategic|unaffiliated|certain)\b",
    re.IGNORECASE,
)
_GOVERNMENT: Final = re.compile(
    r"\b(?:City|County|State|Government|Ministry|Department|Council|Port|University|Army|Navy|Force|Agency|Authority|Bank|Inc|Ltd|AG|plc)\b"
)
_BETWEEN: Final = re.compile(
    r"^(?:\s*\([^()]*\))?\s*(?:,|,?\s*(?:and|or|&|as well as|along with|plus)(?:\s(?:the|its|our))?)\s*(?:the\s)?$"
)
_GENERIC: Final = frozenset(
    re.findall(
        r"\w+",
        "the a an of and for inc corp corporation ltd limited llc plc co company group holdings technologies technology solutions "
        "systems services ag gmbh sa nv its their",
    )
)

_PRONOUNS: Final = frozenset({"it", "its", "we", "our", "us", "they", "their", "them"})
_SELF: Final = frozenset(
    {"company", "firm", "team", "startup", "start", "house", "plan", "group", "system", "force", "site"}
)

if not Doc.has_extension("parties"):
    Doc.set_extension("parties", default=())
    Doc.set_extension("context", default=None)


@dataclass(frozen=True, slots=True)
class Party:
    """One mention. `role` is subject, other, person, place, or self (a pronoun, "the company"); `described` marks a phrase instead of a name."""

    text: str
    start: int
    end: int
    role: str
    label: str  # the base model's entity label, or ""
    described: bool = False
    alias_of: str | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Mentions joined by commas and "and": one predicate speaks of all of them."""

    members: tuple[Party, ...]
    start: int
    end: int


@dataclass(slots=True)
class Context:
    """What a sentence inherits from its passage: the names of the subject, and short forms defined earlier."""

    subject: str | None
    names: tuple[str, ...] = ()
    publisher: str | None = None
    title: str = ""
    before: str = ""
    after: str = ""
    shortened: dict[str, str] = field(default_factory=dict)


def words(name: str) -> frozenset[str]:
    """The words of a name that tell it from others, lower case, legal and generic words left out."""
    return frozenset(w for w in re.findall(r"[^\W_]+", name.lower()) if w not in _GENERIC)


def is_same(name: str, other: str) -> bool:
    """Whether two surface forms name the same party: one's telling words contain the other's, or an acronym agrees."""
    a, b = words(name), words(other)
    if a and b and (a <= b or b <= a):
        return True
    initials = "".join(w[0] for w in re.findall(r"[A-Z]\w*", other)).lower()
    return len(name) >= 2 and name.lower() == initials


class KnownNames:
    """Exact names by Aho-Corasick: 50,000 of them cost no more than ten. Only whole words count."""

    def __init__(self, names: Iterable[str]) -> None:
        """Build the automaton; names shorter than three characters are left out, they match everywhere."""
        self._automaton = ahocorasick.Automaton()
        for name in names:
            if len(name) >= 3:
                self._automaton.add_word(name, name)
        self._empty = len(self._automaton) == 0
        if not self._empty:
            self._automaton.make_automaton()

    def find(self, text: str) -> list[tuple[int, int, str]]:
        """(start, end, name) of each longest match that is bounded by non-word characters."""
        if self._empty:
            return []
        found = []
        for last, name in self._automaton.iter_long(text):
            start, end = last - len(name) + 1, last + 1
            if (start == 0 or not text[start - 1].isalnum()) and (end == len(text) or not text[end].isalnum()):
                found.append((start, end, name))
        return found


def short_forms(text: str) -> dict[str, str]:
    """Short forms that a text defines for itself: `Swiss Quantum Technology SA (“SQT”)` gives {"SQT": that name}."""
    found = {}
    for match in _RUN.finditer(text):
        alias = _ALIAS.match(text, match.end()) or _ALIAS.match(_TICKER.sub("", text[match.end() :]).lstrip())
        if alias and not re.search(r"NASDAQ|NYSE|OTC|TSX", alias.group(1)):
            found[alias.group(1).strip()] = match.group().strip()
    return found


def _strip(text: str, start: int, end: int) -> tuple[int, int]:
    """Take stop words and a possessive off the edges of a run; start == end if nothing is left."""
    piece = text[start:end]
    possessive = re.search(r"[’']s?$", piece)
    if possessive:
        end -= len(possessive.group())
    based = _BASED.match(text[start:end])
    if based:
        start += len(based.group())
    while start < end:
        head = re.match(r"[\w.&’'-]+[,\s]*", text[start:end])
        if not head or head.group().strip(" ,’'") not in _STOP:
            break
        start += len(head.group())
        joint = re.match(r"(?:of|for|at|in|on|the|de|&)\s", text[start:end])
        start += len(joint.group()) if joint else 0
    while start < end:
        tail = re.search(r"[\s,]*(?:\b(?:of|for|at|in|on|de|the)\s*|[\w.&’'-]+)$", text[start:end])
        if not tail or tail.group().strip(" ,’'") not in _STOP | {"of", "for", "at", "in", "on", "the"}:
            break
        end -= len(tail.group())
    return start, end


def _pieces(text: str, start: int, end: int, doc: Doc) -> Iterable[tuple[int, int]]:
    """Cut a run at titles of persons, at possessives, and at "at", "in", "for" unless an entity spans the joint."""
    cuts = [start]
    for match in re.finditer(r"[’']s?\s(?=[A-Z])", text[start:end]):
        cuts.append(start + match.end())
    for match in _CONNECTOR.finditer(text, start, end):
        spanned = any(e.start_char < match.start() and e.end_char > match.end() for e in doc.ents)
        word = match.group().split()[0]
        head = text[max(cuts[-1], match.start() - 24) : match.start()]
        institution = re.search(
            r"(?:University|Ministry|Department|Bank|City|Port|Institute|School|College|Center|Centre|Office|"
            r"House|State|County|Government|Council|Federation|Society|Museum|Church|Republic|Kingdom)$",
            head,
        )
        if word in {"at", "in", "on", "for"} and not spanned or word == "of" and not (spanned or institution):
            cuts.append(match.end())
    for match in _TITLE_WORD.finditer(text, start, end):
        cuts.extend((match.start(), match.end()))
    cuts = sorted({c for c in cuts if start <= c < end}) + [end]
    for left, right in itertools.pairwise(cuts):
        piece = re.sub(r"(?:\s(?:of|for|at|in|on)(?:\sthe)?|[,\s]+)\s*$", "", text[left:right])
        yield left, left + len(piece)


def _label(doc: Doc, start: int, end: int) -> str:
    for entity in doc.ents:
        if entity.start_char < end and start < entity.end_char:
            return str(entity.label_)
    return ""


def _is_word(doc: Doc, start: int, end: int) -> bool:
    """A capital letter that only opens the sentence: one token, not a proper noun, no entity."""
    span = doc.char_span(start, end, alignment_mode="expand")
    if span is None or len(span) > 2:
        return False
    root = span.root
    bare_subject = root.dep_ in {"nsubj", "nsubjpass", "poss"} and root.tag_ == "NN" and not any(root.lefts)
    opens = span.start == 0 or doc[span.start - 1].text in '“"‘*-—•:–'
    return bool(
        opens
        and root.pos_ not in {"PROPN", "X"}
        and not bare_subject
        and _label(doc, start, end) not in {"ORG", "PERSON", "PRODUCT", "GPE"}
    )


def _named(doc: Doc, known: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Spans of everything that looks like a name, longest first, none inside another."""
    text = doc.text
    barred = [m.span() for pattern in (_TICKER, _ADDRESS) for m in pattern.finditer(text)]
    spans = [(s, e) for s, e, _ in known]
    for match in _RUN.finditer(text):
        for left, right in _pieces(text, match.start(), match.end(), doc):
            start, end = _strip(text, left, right)
            if end - start >= 2 and not _is_word(doc, start, end) and re.search(r"[^\W\d_]{2}", text[start:end]):
                spans.append((start, end))
    for entity in doc.ents:
        if entity.label_ in {"ORG", "PRODUCT", "FAC", "PERSON", "GPE", "NORP", "WORK_OF_ART", "LOC", "EVENT", "LAW"}:
            start, end = _strip(text, entity.start_char, entity.end_char)
            if end - start >= 2 and any(c.isupper() for c in text[start:end]):
                spans.append((start, end))
    chosen: list[tuple[int, int]] = []
    for start, end in sorted(set(spans), key=lambda s: (-(s[1] - s[0]), s[0])):
        clash = any(start < e and s < end for s, e in chosen) or any(s <= start and end <= e for s, e in barred)
        if not clash and text[start:end] not in _STOP:
            chosen.append((start, end))
    return sorted(chosen)


def _described(doc: Doc, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Noun phrases that stand for an unnamed party: an organisational head with a qualifier, none of it a name."""
    found = []
    for chunk in doc.noun_chunks:
        head = chunk.root
        if head.lemma_.lower() not in _HEAD_NOUN or (head.lemma_ in _SELF and not _QUALIFIER.search(chunk.text)):
            continue
        if len(chunk) == 1 and head.lemma_ not in {"customer", "investor", "shareholder"}:
            continue
        start, end = chunk.start_char, chunk.end_char
        if _NOT_A_PARTY.search(chunk.text) or (_EXAMPLES.match(doc.text[end:]) and any(s > end for s, _ in taken)):
            continue
        if not any(start < e and s < end for s, e in taken):
            tail = re.match(r"\s(?:in|of|across) (?:the )?(?:U\.S\.|[A-Z]\w+)(?: [A-Z]\w+)?", doc.text[end:])
            found.append((start, end + (len(tail.group()) if tail else 0)))
    return found


def _selves(doc: Doc, taken: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Words by which a text speaks of its own subject: pronouns, "the company", "the hospital"."""
    found = []
    for token in doc:
        start, end = token.idx, token.idx + len(token)
        if token.lower_ in _PRONOUNS:
            found.append((start, end))
        elif token.lemma_.lower() in _HEAD_NOUN and token.pos_ in {"NOUN", "PROPN"}:
            left = next((c for c in token.lefts if c.lower_ in {"the", "this", "that"}), None)
            if left is not None:
                found.append((left.idx, end))
    return [(s, e) for s, e in found if not any(s < b and a < e for a, b in taken)]


def _role(name: str, label: str, context: Context, text: str, start: int) -> str:
    full = context.shortened.get(name, name)
    if any(is_same(full, known) or is_same(name, known) for known in context.names):
        return "subject"
    if label == "PERSON" and (
        re.search(r"(?:said|says|added|noted|Dr\.|Mr\.|Ms\.|Mrs\.|Professor)\s$", text[:start])
        or re.match(
            r",? (?:\w+ ){0,4}(?:CEO|Chief|President|Director|Head|Manager|Founder|Officer|VP)",
            text[start + len(name) :],
        )
    ):
        return "person"
    if label in {"GPE", "LOC", "NORP"} and not _GOVERNMENT.search(name):
        return "place"
    return "other"


def mentions(doc: Doc, context: Context, known: Sequence[tuple[int, int, str]] = ()) -> tuple[Party, ...]:
    """Every party of one sentence in text order; offsets are characters of `doc.text`."""
    text = doc.text
    spans = _named(doc, known)
    parties = []
    for start, end in spans:
        name, label = text[start:end], _label(doc, start, end)
        role = _role(name, label, context, text, start)
        parties.append(Party(name, start, end, role, label, alias_of=context.shortened.get(name)))
    for start, end in _described(doc, spans):
        parties.append(Party(text[start:end], start, end, "other", "", described=True))
    for start, end in _selves(doc, [(p.start, p.end) for p in parties]):
        parties.append(Party(text[start:end], start, end, "self", ""))
    return tuple(sorted(parties, key=lambda p: p.start))


def groups(text: str, parties: Sequence[Party]) -> list[Group]:
    """Join neighbouring mentions that a list holds together; the subject and persons never enter a group."""
    found: list[list[Party]] = []
    for party in parties:
        if party.role in {"subject", "person", "self"}:
            continue
        if found and _BETWEEN.match(text[found[-1][-1].end : party.start]):
            found[-1].append(party)
        else:
            found.append([party])
    return [Group(tuple(g), g[0].start, g[-1].end) for g in found]


@Language.factory("claim_parties")
class PartyComponent:
    """spaCy component: writes `doc._.parties`; reads `doc._.context`, and names from an optional KnownNames."""

    def __init__(self, nlp: Language, name: str) -> None:
        """Start without known names; the pipeline sets `known`."""
        self.name = name
        self.known = KnownNames(())

    def __call__(self, doc: Doc) -> Doc:
        """Annotate one sentence."""
        context = doc._.context or Context(None)
        known = self.known.find(doc.text) + KnownNames(context.names).find(doc.text)
        doc._.parties = mentions(doc, context, known)
        return doc


def span_of(doc: Doc, party: Party) -> Span:
    """The tokens of a mention."""
    span = doc.char_span(party.start, party.end, alignment_mode="expand")
    if span is None:
        raise ValueError(f"mention {party.text!r} stands outside the sentence")
    return span
