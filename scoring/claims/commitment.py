"""How far a claim commits itself: live, announced, planned, hedged, ended or denied.

Tense, modals and negation of the clause carry most of it; verbs that embed a clause ("plans to", "aims at", "expects")
carry a veridicality prior: how far readers take their complement as having happened (MegaVeridicality's scale, an
own short table with the overrides that press text needs: readers take "announce" as fact, which is the trick we audit,
so here it means announced). A trained model reads these cues beside the words of the clause and decides.
"""

import re
from typing import Final

from scoring.claims.features import Features, chain
from scoring.claims.reading import Anchor, Reading

# Verb lemma -> veridicality: above 0 the complement is taken as having happened, below 0 as open.
VERIDICALITY: Final[dict[str, float]] = {
    "try": -2.0, "hope": -0.9, "plan": -0.6, "aim": -0.6, "agree": -0.4, "claim": -1.4, "expect": -0.7,
    "allege": -1.8, "intend": -0.7, "seek": -1.0, "explore": -1.2, "consider": -1.2, "propose": -1.0, "target": -0.8,
    "anticipate": -0.6, "project": -0.7, "estimate": -0.6, "believe": -0.8, "discuss": -1.1, "negotiate": -1.1,
    "talk": -1.1, "confirm": 0.0, "acknowledge": 0.7, "choose": 0.9, "continue": 1.1, "disclose": 2.0, "complete": 1.5,
    "achieve": 1.5, "close": 1.3, "finish": 1.4, "begin": 0.8, "start": 0.8, "deny": -1.9, "refuse": -1.8,
    "decline": -1.5, "cancel": -1.5,
}  # fmt: skip
_PLANNED: Final = re.compile(
    r"\b(?:will|shall|plan(?:s|ned|ning)?|upcoming|schedul\w+|to be|intend\w*|going to|set to|due to|later this"
    r"|next (?:year|month|quarter|spring|summer|autumn|fall|week)|slated|about to"
    r"|by (?:the end of|mid|early|late|20\d\d|Q\d)|from (?:next|20\d\d))\b",
    re.IGNORECASE,
)
_HEDGED: Final = re.compile(
    r"\b(?:may|might|could|would|expect\w*|aim\w*|hop(?:e|es|ing)|potential\w*|explor\w+|discuss\w*|talks|negotiat\w+"
    r"|proposed?|non-?binding|letters? of intent|LOI|on track|target\w*|anticipat\w*|possib\w+|if|subject to"
    r"|consider\w*|in principle|up to|should|submitted|bid|seeking|evaluat\w+)\b",
    re.IGNORECASE,
)
_ANNOUNCED: Final = re.compile(
    r"\b(?:announc\w+|sign(?:ed|s|ing)?|select\w*|chos\w+|award\w*|introduc\w+|unveil\w+|agreed?|agreement"
    r"|entered into|appoint\w*|inked|launch\w*|today|named|tapped|enter(?:s|ed)|pleased|definitive)\b",
    re.IGNORECASE,
)
_LIVE: Final = re.compile(
    r"\b(?:now|already|currently|has been|have been|since|complet\w+|closed?|live|uses|used|using|serv(?:es|ing)"
    r"|raised|reached|grew|in use|operational|went|today uses|in operation|every day|daily|successful\w*|helped|was"
    r"|were|had)\b",
    re.IGNORECASE,
)


def cues(reading: Reading, anchor: Anchor) -> Features:
    """Named commitment cues of the clause around an anchor, and the veridicality of the verbs above it."""
    text = reading.doc.text
    near = text[max(0, anchor.start - 60) : anchor.end + 60]
    found: Features = {}
    for name, pattern in (("planned", _PLANNED), ("hedged", _HEDGED), ("announced", _ANNOUNCED), ("live", _LIVE)):
        for match in pattern.finditer(near):
            found[f"cue.{name}"] = 1.0
            found[f"cue={match.group().lower()}"] = 1.0
        if pattern.search(text):
            found[f"sentence.{name}"] = 1.0
        if pattern.search(reading.title):
            found[f"title.{name}"] = 1.0
    root = reading.token_at(anchor.start, anchor.end)
    for depth, verb in enumerate(chain(root)[:4]):
        lemma = verb.lemma_.lower()
        if lemma in VERIDICALITY:
            found["veridicality"] = min(found.get("veridicality", 9.0), VERIDICALITY[lemma])
            found[f"open={VERIDICALITY[lemma] < 0}"] = 1.0
        morph = "+".join(
            sorted(value for name in ("Tense", "Aspect", "VerbForm") for value in verb.morph.get(name, []))
        )
        found[f"morph{min(depth, 2)}={morph}"] = 1.0
        auxiliaries = sorted(c.lower_ for c in verb.children if c.dep_ in {"aux", "auxpass"})
        found[f"aux{min(depth, 2)}={'+'.join(auxiliaries)}&{verb.tag_}"] = 1.0
        if any(child.dep_ == "neg" for child in verb.children):
            found[f"negated{min(depth, 2)}"] = 1.0
    return found


def commitment_features(reading: Reading, anchor: Anchor, kind: str, base: Features) -> Features:
    """Features of the commitment model: cues, their pairs with the kind, and the anchor's own features `base`."""
    found = {f"b.{name}": value * 0.5 for name, value in base.items() if not name.startswith("s=")}
    own = cues(reading, anchor)
    found |= own
    found |= {f"{kind}&{name}": value for name, value in own.items() if name.startswith(("cue.", "aux0", "sentence."))}
    found[f"kind={kind}"] = 1.0
    if anchor.amount is not None:
        found[f"bound={anchor.amount.bound}"] = 1.0
    return found
