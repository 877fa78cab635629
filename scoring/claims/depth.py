"""How deep a deployment goes: what the text names of workflow, systems, seats, sites, renewal, and staff on site.

Depth is what a reader of a deployment claim asks next. Each answer is a phrase of the text; nothing is inferred.
"""

import re
from typing import Final

_SIGNS: Final[dict[str, re.Pattern[str]]] = {
    "workflow": re.compile(
        r"\b(?:to (?:automate|streamline|manage|process|monitor|schedule|reconcile|triage|route|optimi[sz]e|handle"
        r"|screen|review|track|run|secure)"
        r"|for (?:its|their|the) )\s?(?:[\w-]+ ){0,4}[\w-]+",
        re.IGNORECASE,
    ),
    "systems": re.compile(
        r"\bintegrat\w+ (?:with|into) (?:[\w’'-]+ ){0,5}"
        r"(?:system|platform|ERP|CRM|EHR|EMR|infrastructure|stack|records?)\b",
        re.I,
    ),
    "seats": re.compile(
        r"\b[\d,]+\+? (?:seats|licen[cs]es|users|employees|staff|agents|drivers|nurses|clinicians|teachers|officers)\b",
        re.I,
    ),
    "sites": re.compile(
        r"\b(?:[\d,]+|two|three|four|five|six|seven|eight|nine|ten|all|every) (?:of its )?(?:[\w-]+ ){0,3}"
        r"(?:sites?|stores?|locations?|hospitals?|clinics?|plants?|warehouses?|branches|depots?|buildings?|campuses|facilities|garages?|airports?|schools?|lanes)\b",
        re.IGNORECASE,
    ),
    "renewal": re.compile(
        r"\b(?:renew\w*|extend\w* (?:its|their|the) (?:contract|agreement|licen[cs]e)|multi-?year"
        r"|expan(?:d|sion)\w*)\b",
        re.I,
    ),
    "staff_on_site": re.compile(
        r"\b(?:on-?site|embedded (?:team|engineers)|boot ?camp|train(?:ed|ing) (?:staff|sessions?|teams?))\b", re.I
    ),
    "production": re.compile(
        r"\b(?:in production|fully operational|day-to-day|daily (?:use|operations)|system of record"
        r"|mission-critical)\b",
        re.I,
    ),
}


def depth(sentence: str) -> tuple[tuple[str, str], ...]:
    """(sign, phrase) pairs found in a sentence, in a fixed order of signs, first phrase of each."""
    found = []
    for name, pattern in _SIGNS.items():
        match = pattern.search(sentence)
        if match:
            found.append((name, match.group().strip()))
    return tuple(found)
