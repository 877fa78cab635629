"""Whose statement a claim is: the subject's, the counterparty's, both, a third party's, or a regulator's.

Who publishes decides what a text can be at most; the words may only lower it. A quotation belongs to its speaker, a
stated source ("X said", "according to Y") outranks the page, and an unattributed sentence belongs to whoever issued it:
the vendor in its release, the paper in its own reporting.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise
from typing import Final

from scoring.claims.counterparty import Option
from scoring.claims.features import Features
from scoring.claims.parties import is_same, words
from scoring.claims.quotes import SAY
from scoring.claims.reading import Anchor, Reading
from scoring.claims.sentences import split

_ANNOUNCE: Final = re.compile(
    r"\b(?:today |also |has |have )*(?:announc|introduc|unveil|disclos|confirm|report)\w*", re.IGNORECASE
)
_SAYS: Final = re.compile(rf"\b{SAY}\b", re.IGNORECASE)
_ACCORDING: Final = re.compile(
    r"\baccording to\b|\bper (?:the|a)\b|\bsources?\b|\breported(?:ly)?\b|\bfiling\b|\banalysts?\b|\bspokes\w+\b", re.I
)
_RELEASE: Final = re.compile(
    r"\b(?:today announced|announced today|NEWSWIRE|PRNewswire|BUSINESS WIRE|announces"
    r"|is (?:pleased|proud|excited|thrilled) to)\b|\((?:NASDAQ|NYSE|OTC|TSX|CSE)",
    re.IGNORECASE,
)
_FEATURE: Final = re.compile(
    r"\?|\b(?:why|how|inside|meet|could|may|Q&A|interview|lawsuit|accus\w+|sues?|says|set to|here)\b", re.IGNORECASE
)
_TITLE_VERB: Final = re.compile(
    r"\b(announc\w+|unveils?|launch\w*|rais\w+|secur\w+|inks?|signs?|partners?|named|wins?|completes?|selects?|joins?"
    r"|reports?|says?|could|why|how|denies|goes live|chooses|deploys|adds|expands)\b",
    re.IGNORECASE,
)
_INTERVIEW: Final = re.compile(r"Q&(?:amp;)?A|\binterview|\bconversation with|\bin h(?:is|er) own words", re.IGNORECASE)
_SHORT: Final = re.compile(r"(?<=\w )(?:of|for|in|to|the|and|its|on|by|at|an?)\b", re.IGNORECASE)
_FIRST: Final = re.compile(r"\b(?:we|our|us)\b", re.IGNORECASE)
_TITLE_TOKEN: Final = re.compile(r"[A-Za-z’']+|[?!:&$%]")
SHORT: Final = 4  # letters of a word that desks differ in capitalising


_SIGNS: Final = (
    ("announce", _ANNOUNCE),
    ("says", _SAYS),
    ("source", _ACCORDING),
    ("first", _FIRST),
    ("release", _RELEASE),
)


@lru_cache(maxsize=1024)
def _signs(text: str) -> tuple[str, ...]:
    """Names of the signs that a text bears, each once."""
    return tuple(name for name, pattern in _SIGNS if pattern.search(text))


@lru_cache(maxsize=1024)
def _before_announcing(text: str) -> str | None:
    """The clause before the first verb of announcing; None without one."""
    verb = _ANNOUNCE.search(text)
    if verb is None:
        return None
    sentence = next((found.text for found in reversed(split(text[: verb.start()]))), "")
    return re.split(r"--|—", sentence)[-1]


def attribution_features(reading: Reading, anchor: Anchor, kind: str, option: Option | None) -> Features:
    """Features of the attribution model for one claim; `option` is its chosen counterparty, None for metrics."""
    text = reading.doc.text
    whole = reading.before + text + reading.after
    publisher = reading.publisher
    role = reading.quote.role if reading.quote else "none"
    names = option.names if option else ()
    plain = [
        f"quote={role}",
        f"kind={kind}",
        f"family={anchor.family}",
        f"counterparty={option.place if option else 'metric'}",
    ]
    plain.append(f"subject_here={any(p.role == 'subject' for p in reading.parties)}")
    plain.append(f"subject_in_title={bool(words(reading.subject) & words(reading.title))}")
    plain.append(f"others={min(2, len(reading.groups))}")
    if reading.quote and reading.quote.speaker:
        plain.append(f"speaker_is_counterparty={any(is_same(reading.quote.speaker, n) for n in names)}")
    here = _signs(text)
    plain += [f"sentence.{name}" for name in here]
    plain += [f"passage.{name}" for name in _signs(whole) if name not in here]
    plain.append(f"title.feature={bool(_FEATURE.search(reading.title))}")
    plain.append(f"title.announce={bool(_ANNOUNCE.search(reading.title))}")
    plain.append(f"title.capitals={_has_headline_capitals(reading.title)}")
    plain.append(f"title.short={_short_words(reading.title)}")
    plain.extend(f"title.verb={verb.lower()[:5]}" for verb in _TITLE_VERB.findall(reading.title))
    plain.append(f"title.interview={bool(_INTERVIEW.search(reading.title))}")
    plain.append(f"issuer={_issuer(whole, reading.subject, names)}")
    plain.append(f"title.issuer={_issuer(reading.title, reading.subject, names)}")
    plain.extend(_speech(reading))
    if names:
        first = next((p.start for p in reading.parties if p.text in names), -1)
        subject = next((p.start for p in reading.parties if p.role == "subject"), -1)
        plain.append(f"counterparty_first={0 <= first < subject or (first >= 0 and subject < 0)}")
        plain.append(f"counterparty_in_title_first={_leads(reading.title, names[0], reading.subject)}")
    found: Features = {"bias": 1.0, f"publisher={publisher}": 1.0}
    for name in plain:
        found[name] = 1.0
        found[f"{publisher}&{name}"] = 1.0
        found[f"{role}&{name}"] = 0.5
    for token in reading.doc:
        found[f"s={reading.masked[token.i]}"] = 0.3
    title = _title_tokens(reading.title, reading.subject, names)
    for word in _title_words(title):
        found[word] = 0.5
        found[f"{publisher}&{word}"] = 0.5
    for left, right in pairwise(title):
        found[f"title={left.lower()} {right.lower()}"] = 0.3
    return found


def _title_tokens(title: str, subject: str, counterparty: Sequence[str]) -> list[str]:
    """Words and telling marks of a title, the two parties as SUBJECT and OTHER, longest names first."""
    named = [(subject, "SUBJECT"), *((name, "OTHER") for name in counterparty)]
    for name, role in sorted(named, key=lambda pair: (-len(pair[0]), pair)):
        if len(name) > 2:
            title = title.replace(name, f" {role} ")
    return _TITLE_TOKEN.findall(title)


def _title_words(title: Sequence[str]) -> set[str]:
    """The words of a title as features: each in small letters, a short one also as it is set, the first as the first.

    How a desk sets its short words tells paid articles from releases, and its verbs tell both from reporting.
    """
    found = {f"title={word.lower()}" for word in title}
    found |= {f"title.set={word}" for word in title if len(word) <= SHORT}
    return found | {f"title.first={word.lower()}" for word in title[:1]}


def _has_headline_capitals(title: str) -> bool:
    """Whether a title capitalises nearly every long word, as releases and their reprints do and most papers do not."""
    long = re.findall(r"[^\W\d_]{4,}", title)
    return len(long) >= 3 and sum(word[0].isupper() for word in long) >= 0.85 * len(long)


def _short_words(title: str) -> str:
    """How a title sets its articles and prepositions: paid articles give them a capital too, releases mostly do not."""
    found = _SHORT.findall(title)
    if not found or title.isupper():
        return "none"
    return "capital" if all(word[0].isupper() for word in found) else "small"


def _issuer(text: str, subject: str, counterparty: Sequence[str]) -> str:
    """Who stands before the first verb of announcing in a text: subject, counterparty, both, neither, or nobody."""
    before = _before_announcing(text)
    if before is None:
        return "nobody"
    clause, own = words(before), words(subject)
    # A word that names a trade stands in many names: the other side is there where its first word is.
    ours, theirs = bool(clause & own), any(_first_word(name) in clause - own for name in counterparty)
    return "both" if ours and theirs else "subject" if ours else "counterparty" if theirs else "neither"


def _first_word(name: str) -> str:
    """The first telling word of a name; empty if none of its words tells it from others."""
    telling = words(name)
    return next((word for word in re.findall(r"[^\W_]+", name.lower()) if word in telling), "")


def _leads(title: str, counterparty: str, subject: str) -> str:
    """Whose name opens the title."""
    opening = words(" ".join(title.split()[:4]))
    if opening & words(subject):
        return "subject"
    return "counterparty" if opening & words(counterparty) else "neither"


def _speech(reading: Reading) -> list[str]:
    """Who is the grammatical subject of the verbs of saying and announcing."""
    found = []
    for token in reading.doc:
        if token.pos_ != "VERB" or not (_SAYS.fullmatch(token.text) or _ANNOUNCE.fullmatch(token.text)):
            continue
        for child in token.children:
            if child.dep_ not in {"nsubj", "nsubjpass"}:
                continue
            roles = {reading.masked[t.i] for t in child.subtree if t.dep_ in {"conj", "nsubj"}} & {
                "<subject>",
                "<other>",
                "<person>",
            }
            joint = any(t.dep_ == "conj" for t in child.children)
            found.append(f"says={'+'.join(sorted(roles)) or child.lemma_.lower()}&{token.lemma_.lower()}")
            found.append(f"says.roles={'+'.join(sorted(roles))}&joint={joint}")
    return found


def allowed(asserter: str, reading: Reading, option: Option | None) -> str:
    """Lower an answer that the text does not bear out.

    Outside a quotation no regulator speaks on a page of the vendor's. Two parties assert together only where both stand
    before a verb of announcing. What is answered in an interview is the word of the one who answers.
    """
    if reading.quote is not None:
        return asserter
    if asserter == "regulator" and reading.publisher == "company":
        return "subject"
    if asserter == "both" and option is not None and not _announced_together(reading, option):
        return "subject"
    if asserter == "third_party" and _is_answer(reading):
        return "subject"
    return asserter


def _announced_together(reading: Reading, option: Option) -> bool:
    told = (reading.title, reading.before + reading.doc.text)
    return any(_issuer(text, reading.subject, option.names) == "both" for text in told)


def _is_answer(reading: Reading) -> bool:
    """Whether a sentence of an interview is an answer: its passage speaks in the first person and it asks nothing."""
    if not _INTERVIEW.search(reading.title) or reading.doc.text.rstrip().endswith("?"):
        return False
    return bool(_FIRST.search(reading.before + reading.doc.text + reading.after))


def is_counterparty_quote(reading: Reading, option: Option | None) -> bool:
    """Whether the sentence stands in words quoted from a person of the counterparty."""
    if reading.quote is None or reading.quote.role != "other":
        return False
    speaker = reading.quote.speaker
    return option is None or speaker is None or any(is_same(speaker, n) or is_same(n, speaker) for n in option.names)
