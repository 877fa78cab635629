"""What makes a claim checkable: a named person, a date, a term, a scope, a value, a site, a workflow, a result."""

import re
from typing import Final

from spacy.tokens import Doc

_DATE: Final = re.compile(
    r"\b(?:(?:January|February|March|April|May|June|July|August|September|October|November|December)"
    r"(?: \d{1,2}(?:st|nd|rd|th)?)?,?(?: 20\d\d)?"
    r"|Q[1-4](?: 20\d\d)?|(?:first|second|third|fourth) quarter|20\d\d|S\d\d)\b"
)
_TERM: Final = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|ten|multi)[- ](?:year|month|week)s?\b|\bover \d+ (?:months|years)\b", re.I
)
_MONEY: Final = re.compile(r"[$€£]\s?\d|\b(?:USD|EUR|GBP|CAD) ?\d")
_SCOPE: Final = re.compile(
    r"\b(?:[\d,]+|two|three|four|five|six|seven|eight|nine|ten|dozens)\+? (?:[\w-]+ ){0,2}[a-z]+s\b"
    r"(?<!years)(?<!months)(?<!weeks)(?<!days)",
    re.I,
)
_RESULT: Final = re.compile(
    r"\b\d[\d.,]*\s?(?:%|percent|per cent|x\b)|\bfrom \S+ (?:\w+ )?to \S+|\b(?:times|x) (?:faster|more|less|better)\b",
    re.I,
)
_WORKFLOW: Final = re.compile(
    r"\bto (?:automate|streamline|manage|process|monitor|schedule|secure|optimi[sz]e|deliver|support|improve|reduce"
    r"|run)\b",
    re.I,
)
_SITE: Final = re.compile(
    r"\b(?:plant|facility|hospital|warehouse|campus|airport|terminal|branch|site|depot|laboratory|team|department|unit|center|centre)\b",
    re.I,
)


def specifics(doc: Doc) -> tuple[str, ...]:
    """Names of the specifics that one sentence holds, in the guideline's words and order."""
    text = doc.text
    labels = {entity.label_ for entity in doc.ents}
    checks = (
        (
            "named person",
            "PERSON" in labels
            and bool(re.search(r"\b(?:said|CEO|Chief|President|Director|Officer|Head|led by)\b", text)),
        ),
        ("date", bool(_DATE.search(text))),
        ("term length", bool(_TERM.search(text))),
        ("scope number", bool(_SCOPE.search(text))),
        ("contract value", bool(_MONEY.search(text))),
        ("named site/team", bool(_SITE.search(text)) and bool(labels & {"ORG", "FAC", "GPE"})),
        ("named workflow", bool(_WORKFLOW.search(text))),
        ("measured result", bool(_RESULT.search(text))),
        ("geography", bool(labels & {"GPE", "LOC"})),
    )
    return tuple(name for name, holds in checks if holds)
