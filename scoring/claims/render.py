"""Show a document with its claims marked in place.

Overlapping claims share one mark, so the text stays readable. The document was written by somebody who may want to run
a script in an analyst's browser: every string that comes from outside is escaped, and the colours are classes of ours.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

from scoring.claims.pipeline import ExtractedClaim, Passage
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
_PAGE_STYLE: Final = (
    "body{font:16px/1.7 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;margin-top:2rem;font-size:.86em}"
    "td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left}"
)
_COLUMNS: Final = ("kind", "commitment", "asserted by", "subject", "counterparty", "value", "confidence", "span")


def clusters(claims: Sequence[ExtractedClaim]) -> list[tuple[int, int, list[ExtractedClaim]]]:
    """Join overlapping spans: (start, end, claims) in text order, no two of them overlapping."""
    found: list[tuple[int, int, list[ExtractedClaim]]] = []
    for claim in sorted(claims, key=lambda c: (c.start, c.end)):
        if found and claim.start < found[-1][1]:
            start, end, inside = found[-1]
            found[-1] = (start, max(end, claim.end), [*inside, claim])
        else:
            found.append((claim.start, claim.end, [claim]))
    return found


def _value(claim: ExtractedClaim) -> str:
    return "" if claim.value is None else f"{claim.value:,g} {claim.unit or ''}".rstrip()


def _label(claim: ExtractedClaim) -> str:
    return " · ".join(part for part in (claim.kind, claim.commitment, claim.counterparty, _value(claim)) if part)


def marked_html(text: str, claims: Sequence[ExtractedClaim]) -> str:
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


def _row(claim: ExtractedClaim) -> str:
    cells = (
        claim.kind,
        claim.commitment,
        claim.asserted_by,
        claim.subject,
        claim.counterparty or "",
        _value(claim),
        f"{claim.confidence:.2f}",
        claim.span,
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def page(passage: Passage, claims: Sequence[ExtractedClaim]) -> str:
    """A complete page: the document with its claims marked, and the claims as a table below."""
    title = escape(passage.source_title or passage.id)
    head = "".join(f"<th>{name}</th>" for name in _COLUMNS)
    rows = "\n".join(_row(claim) for claim in claims)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f"<style>{_PAGE_STYLE}{STYLE}</style></head><body><h1>{title}</h1>"
        f"<p>{marked_html(passage.text, claims)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        "<p>Claims as the text makes them; none of them is verified here.</p></body></html>\n"
    )
