"""Show an extraction as a page: the passage with its claims marked in place, and the claims as a table below."""

from collections.abc import Sequence
from html import escape
from typing import Final

from scoring.claims.marks import STYLE, marked_html, value_words
from scoring.claims.pipeline import ExtractedClaim, Passage

_PAGE_STYLE: Final = (
    "body{font:16px/1.7 system-ui,sans-serif;max-width:52rem;margin:2rem auto;padding:0 1rem;color:#1b1b1b}"
    "table{border-collapse:collapse;margin-top:2rem;font-size:.86em}"
    "td,th{border:1px solid #ccc;padding:.3rem .6rem;text-align:left}"
)
_COLUMNS: Final = ("kind", "commitment", "asserted by", "subject", "counterparty", "value", "confidence", "span")


def _row(claim: ExtractedClaim) -> str:
    cells = (
        claim.kind,
        claim.commitment,
        claim.asserted_by,
        claim.subject,
        claim.counterparty or "",
        value_words(claim),
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
