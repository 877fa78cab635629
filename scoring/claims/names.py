"""Find what looks like a name in a sentence: known names, entities of any label, runs of capitalised words.

Entity labels never decide (as ORG the base model finds both companies of a passage in 28% of CORE). Names known
beforehand come by Aho-Corasick; everything else by its shape, cut at titles, possessives and prepositions.
"""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import Final

import ahocorasick
from spacy.tokens import Doc, Span

_SUFFIX: Final = (
    r"(?:Inc|Corp|Corporation|Co|Company|Ltd|Limited|LLC|L\.L\.C|LLP|LP|plc|PLC|GmbH|AG|SE|S\.A\.?S?|SA|SAS|SARL"
    r"|S\.p\.A|SpA|"
    r"N\.V|NV|B\.V|BV|AB|ASA|AS|Oy|Oyj|A/S|ApS|KK|K\.K|Pty|Pte|Sdn|Bhd|Holdings|Group|SCS|KG|S\.r\.l|AŞ|A\.Ş|JSC|PJSC)\b\.?"
)
_CAPITAL: Final = r"[A-ZÀ-ÖØ-ÞĀŁŚŠŻŽ]"
_DOTTED: Final = r"[\w-]+\.(?:ai|io|com|fyi|co|net|org|app|dev|tech|health)\b"
_WORD: Final = rf"(?:{_CAPITAL}[\w.&’'+/-]*[\w+!]|{_CAPITAL}|[a-z]+[A-Z]\w*|{_DOTTED})"
_JOINT: Final = (
    r"(?:\s(?:of|for|de|du|des|la|le|di|da|do|dos|del|della|van|von|der|den|y|e|et|ve|och|und|at|in|on)(?:\s(?:the|la|las|los|les))?\s"
    r"|\s&\s|\s[–-]\s?(?=[A-Z])|,\s(?=" + _SUFFIX + r")|\s)"
)
_RUN: Final = re.compile(rf"(?<![\w@/]){_WORD}(?:{_JOINT}(?:{_WORD}|\d+\b))*(?:,?\s{_SUFFIX})*")
_CONNECTOR: Final = re.compile(r"\s(?:of|for|at|in|on)\s(?:the\s)?")
_ALIAS: Final = re.compile(
    r"^\s*\((?:[A-Za-z ]+:\s*[^)]*?\)\s*\(|[^()]*?(?:the |together, |formerly )?)?[“\"‘']?"
    r"([A-Z][\w.&’' -]{1,40}?)[”\"’']?(?:,? or [^)]*)?\)"
)
_TICKER: Final = re.compile(
    r"\([^()]*?\b(?:NASDAQ|NYSE|OTC\w*|TSX\w*|CSE|LSE|AIM|ASX|FRA|FSE|Euronext|Cboe|HKEX|SIX|KRX|KOSDAQ|TASE|JSE)\b[^()]*\)",
    re.I,
)
_ADDRESS: Final = re.compile(r"https?://[^\s)\]]+|www\.[^\s)\]]+|\S+@\S+")
_BASED: Final = re.compile(r"^(?:[A-Z][\w.]+[ ,]*){1,3}-based\s+")
_STOP: Final = frozenset(
    re.findall(
        r"[\w.&’'-]+",
        """
        The This That These Those It Its We Our They Their He She His Her I You Your As In On At By For With
        Under Through And But Or If When While After Before Since During Once Today Yesterday Now Also
        However Both Each Every Many Most Some All Any No Not From To Of About Over More Than Using Given
        Based Built Founded Launched Trusted According Following Additionally Together Initially Recently
        Meanwhile Currently Disclaimer Note Q A An Mr Mrs Ms Dr January February March April May June July
        August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Monday
        Tuesday Wednesday Thursday Friday Saturday Sunday Q1 Q2 Q3 Q4 H1 H2 FY AI API APIs SaaS MOU MoU LOI
        ARR CEO CTO CFO COO CIO CRO CMO IPO EMR EHR OEM ERP CRM HR IT PR US UK EU R&D ISV POC PoC Chief
        Executive Officer President Vice Senior Director Head Manager Founder Co-Founder Chairman Chairwoman
        Chair Series Seed Round Agreement Company Letter Intent Memorandum Understanding Revenue Annual Net
        Total Customers English German French Spanish Italian European American British Canadian Japanese
        Chinese Indian African Asian Nordic Internet Web Cloud ESG SOC ISO GDPR HIPAA SDK LLM LLMs ML NLP
        GPU GPUs IoT NEWSWIRE WIRE GLOBE BUSINESS PRNewswire
        """,
    )
)
# Words that end no name; "AI", "Cloud" and their like open none, but end many ("Pelagic Cloud").
_TRAILING: Final = (_STOP - {"AI", "Cloud", "Web", "Internet", "IT", "Company"}) | {
    "of",
    "for",
    "at",
    "in",
    "on",
    "the",
}
_TITLE_WORD: Final = re.compile(
    r"\b(?:Chief\s(?:\w+\s){1,4}Officer|(?:Senior |Executive )?Vice President|Managing Director"
    r"|(?:Co-)?Founder|CEO|CTO|CFO|President|Director|Head|Manager)\b"
)


class KnownNames:
    """Exact names by Aho-Corasick: 50,000 of them cost no more than ten. Only whole words count."""

    def __init__(self, names: Iterable[str]) -> None:
        """Build the automaton; names shorter than three characters are left out, they match everywhere."""
        self.names = tuple(name for name in names if len(name) >= 3)
        self._automaton = ahocorasick.Automaton()
        for name in self.names:
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
        if not tail or tail.group().strip(" ,’'") not in _TRAILING:
            break
        end -= len(tail.group())
    return start, end


def _pieces(text: str, start: int, end: int, entities: Sequence[Span]) -> Iterable[tuple[int, int]]:
    """Cut a run at titles of persons, at possessives, and at "at", "in", "for" unless an entity spans the joint."""
    cuts = [start]
    for match in re.finditer(r"[’']s?\s(?=[A-Z])", text[start:end]):
        cuts.append(start + match.end())
    for match in _CONNECTOR.finditer(text, start, end):
        spanned = any(e.start_char < match.start() and e.end_char > match.end() for e in entities)
        word = match.group().split()[0]
        head = text[max(cuts[-1], match.start() - 24) : match.start()]
        institution = re.search(
            r"(?:University|Ministry|Department|Bank|City|Port|Institute|School|College|Center|Centre|Office|"
            r"House|State|County|Government|Council|Federation|Society|Museum|Church|Republic|Kingdom)$",
            head,
        )
        if not spanned and (word != "of" or not institution):
            cuts.append(match.end())
    for match in _TITLE_WORD.finditer(text, start, end):
        cuts.extend((match.start(), match.end()))
    cuts = [*sorted({c for c in cuts if start <= c < end}), end]
    for left, right in itertools.pairwise(cuts):
        piece = re.sub(r"(?:\s(?:of|for|at|in|on)(?:\sthe)?|[,\s]+)\s*$", "", text[left:right])
        yield left, left + len(piece)


def entity_label(entities: Sequence[Span], start: int, end: int) -> str:
    """The label of the first entity that overlaps the characters `start` to `end`, or ""."""
    for entity in entities:
        if entity.start_char < end and start < entity.end_char:
            return str(entity.label_)
    return ""


def _is_word(doc: Doc, entities: Sequence[Span], start: int, end: int) -> bool:
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
        and entity_label(entities, start, end) not in {"ORG", "PERSON", "PRODUCT", "GPE"}
    )


def named(doc: Doc, known: Sequence[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """Spans of everything that looks like a name, longest first, none inside another."""
    text, entities = doc.text, doc.ents
    barred = [m.span() for pattern in (_TICKER, _ADDRESS) for m in pattern.finditer(text)]
    spans = [(s, e) for s, e, _ in known]
    for match in _RUN.finditer(text):
        for left, right in _pieces(text, match.start(), match.end(), entities):
            start, end = _strip(text, left, right)
            if (
                end - start >= 2
                and not _is_word(doc, entities, start, end)
                and re.search(r"[^\W\d_]{2}", text[start:end])
            ):
                spans.append((start, end))
    for entity in entities:
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
