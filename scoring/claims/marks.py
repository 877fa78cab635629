"""Claims marked in place in the text that makes them, as HTML.

Overlapping claims share one mark, so the text stays readable. The document was written by somebody who may want to run
a script in an analyst's browser: every string that comes from outside is escaped, and the colours are classes of ours.
"""

from collections.abc import Sequence
from html import escape
from typing import Final, Protocol

from scoring.claims.vocabulary import COMMITMENTS

COLOURS: Final[dict[str, str]] = {
    "live": "#d7f0dd",
    "announced": "#dbe9fb",
    "planned": "#fdf0cf",
    "hedged": "#fbe3cf",
    "ended": "#e4e4e4",
    "denied": "#f8d7da",
}
#: Rules for a page that shows marked text.
STYLE: Final = (
    "mark.claim{padding:.1rem .25rem;border-radius:.25rem}"
    "mark.claim small{margin-left:.4rem;font-size:.72em;color:#444}"
    + "".join(f"mark.claim.{name}{{background:{COLOURS[name]}}}" for name in COMMITMENTS)
)


class Marked(Protocol):
    """What a mark shows of a claim, fresh from the text or from the store."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def commitment(self) -> str: ...
    @property
    def counterparty(self) -> str | None: ...
    @property
    def value(self) -> float | None: ...
    @property
    def unit(self) -> str | None: ...


def clusters(claims: Sequence[Marked]) -> list[tuple[int, int, list[Marked]]]:
    """Join overlapping spans: (start, end, claims) in text order, no two of them overlapping."""
    found: list[tuple[int, int, list[Marked]]] = []
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        if found and claim.start < found[-1][1]:
            start, end, inside = found[-1]
            found[-1] = (start, max(end, claim.end), [*inside, claim])
        else:
            found.append((claim.start, claim.end, [claim]))
    return found


def value_words(claim: Marked) -> str:
    return "" if claim.value is None else f"{claim.value:,g} {claim.unit or ''}".rstrip()


def _label(claim: Marked) -> str:
    return " · ".join(part for part in (claim.kind, claim.commitment, claim.counterparty, value_words(claim)) if part)


def marked_html(text: str, claims: Sequence[Marked]) -> str:
    """The text as HTML, each cluster of claims in a `mark.claim` that names kind, commitment, counterparty and value.

    Needs the rules of STYLE on its page. Line breaks become `<br>`; nothing of `text` or `claims` stays unescaped.
    """
    pieces, position = [], 0
    for start, end, inside in clusters(claims):
        commitment = inside[0].commitment if inside[0].commitment in COLOURS else "announced"
        labels = "; ".join(dict.fromkeys(_label(claim) for claim in inside))
        pieces.append(escape(text[position:start]))
        pieces.append(
            f'<mark class="claim {commitment}">{escape(text[start:end])}<small>{escape(labels)}</small></mark>'
        )
        position = end
    pieces.append(escape(text[position:]))
    return "".join(pieces).replace("\n", "<br>\n")
