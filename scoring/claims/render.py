"""Show a document with its claims marked in place.

Overlapping claims share one mark, so the text stays readable; every string that comes from outside is escaped, because
the document was written by somebody who may want to run a script in an analyst's browser.
"""

from collections.abc import Sequence
from html import escape
from typing import Final

from scoring.claims.pipeline import ExtractedClaim, Passage

_TONE: Final[dict[str, str]] = {
    "live": "#d7f0dd",
    "announced": "#dbe9fb",
    "planned": "#fdf0cf",
    "hedged": "#fbe3cf",
    "ended": "#e4e4e4",
    "denied": "#f8d7da",
}
_STYLE: Final = (
    "body{font:16px/1.7 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "mark{padding:.1rem .25rem;border-radius:.25rem}mark small{margin-left:.4rem;font-size:.72em;color:#444}"
    "table{border-collapse:collapse;margin-top:2rem;font-size:.86em}td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left}"
)


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


def _label(claim: ExtractedClaim) -> str:
    parties = f" · {claim.counterparty}" if claim.counterparty else ""
    value = f" · {claim.value:,g} {claim.unit}" if claim.value is not None else ""
    return f"{claim.kind} · {claim.commitment}{parties}{value}"


def marked(text: str, claims: Sequence[ExtractedClaim]) -> str:
    """The text as HTML, each cluster of claims in a mark that names kind, commitment, counterparty and value."""
    pieces, position = [], 0
    for start, end, inside in clusters(claims):
        pieces.append(escape(text[position:start]))
        tone = _TONE.get(inside[0].commitment, "#eee")
        labels = "; ".join(dict.fromkeys(_label(claim) for claim in inside))
        pieces.append(
            f'<mark style="background:{tone}">{escape(text[start:end])}<small>{escape(labels)}</small></mark>'
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
        "" if claim.value is None else f"{claim.value:,g} {claim.unit}",
        f"{claim.confidence:.2f}",
        claim.span,
    )
    return "<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in cells) + "</tr>"


def page(passage: Passage, claims: Sequence[ExtractedClaim]) -> str:
    """A complete page: the document with its claims marked, and the claims as a table below."""
    title = escape(passage.source_title or passage.id)
    head = "".join(
        f"<th>{name}</th>"
        for name in ("kind", "commitment", "asserted by", "subject", "counterparty", "value", "confidence", "span")
    )
    rows = "\n".join(_row(claim) for claim in claims)
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title><style>{_STYLE}</style></head>'
        f"<body><h1>{title}</h1><p>{marked(passage.text, claims)}</p>"
        f"<table><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>"
        "<p>Claims as the text makes them; none of them is verified here.</p></body></html>\n"
    )
