"""Whom the names in a dossier stand for: the company itself, its products, and the parties that it links."""

import re
from collections import defaultdict

from data.as_of import Dossier
from data.organisations import find_in
from data.words import Role
from scoring.parties import own_keys, party_key

LINK = "page_link"  #: fact: a page links the domain ``text`` under the name ``subject``

#: Identity fields whose values are names of what the company makes.
_MADE = ("product", "package:")
_SENTENCE = re.compile(r"(?<=[.!?])\s+|\n+")
#: A single short word ("Ramp", "Linear") is a name only where its letter case says so.
_SHORT = 8


class Named:
    """The names of one dossier. Built once for a dossier and asked for every record in it."""

    def __init__(self, dossier: Dossier) -> None:
        made = [row.value for row in dossier.identities if row.field.startswith(_MADE)]
        self.own = own_keys(dossier.company, dossier.identities)
        self._own_or_made = self.own | {key for key in map(party_key, made) if key}
        self._linked = _linked_names(dossier)
        names = [dossier.company.name, *(row.value for row in dossier.identities if row.field == "alias"), *made]
        self._whole = [_whole_word(name) for name in dict.fromkeys(names)]

    def key(self, name: str | None, text: str = "") -> str | None:
        """The key of a party: what the table of organisations says of its name, else the one domain linked under it.

        A name that is also a word is the table's where the text that it stands in shows it; otherwise nobody's.
        """
        key = party_key(name)
        if not name or not key or key in self._linked or "." in key:
            return self._linked.get(key or "", key)
        known = find_in(name, text)
        return known.domain if known is not None and known.domain else key

    def is_company(self, name: str | None) -> bool:
        """Whether a name is the company's or that of something it makes; ``Maker, Inc. (Product)`` names both."""
        parts = re.split(r"\s*[()|]\s*", name or "")
        return any(party_key(part) in self._own_or_made for part in parts if part)

    def sentence_naming_company(self, text: str) -> str | None:
        """The first sentence of a text that names the company or something it makes, as whole words."""
        sentences = (part.strip() for part in _SENTENCE.split(text))
        return next((part for part in sentences if any(word.search(part) for word in self._whole)), None)


def _linked_names(dossier: Dossier) -> dict[str, str]:
    """Domains by the name under which the company's own pages link them, where all of its links agree.

    Only the company's links say whom it means; they are complete after wave 1, so that a key never changes later.
    """
    linked: dict[str, set[str]] = defaultdict(set)
    for row in dossier.observations:
        if row.metric == LINK and row.text and dossier.document(row.document_id).writer is Role.COMPANY:
            key = party_key(row.subject)
            if key and "." not in key:
                linked[key].add(row.text)
    return {key: next(iter(domains)) for key, domains in linked.items() if len(domains) == 1}


def _whole_word(name: str) -> re.Pattern[str]:
    exact = " " not in name and len(name) < _SHORT
    return re.compile(rf"(?<![\w-]){re.escape(name)}(?![\w-])", 0 if exact else re.IGNORECASE)
