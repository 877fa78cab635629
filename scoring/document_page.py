"""A stored document as a page: its text with the claims marked in place, and how each of them stands."""

from markupsafe import Markup

from data.records import Claim, Document
from scoring.audit import Audit
from scoring.claims.marks import STYLE, marked_html
from scoring.memo_page import environment


def document_page(item: Audit, document: Document, home: str) -> str:
    """The page of one document of an audit. ``home`` is the address that the head links back to."""
    claims = sorted(claims_of(item, document), key=lambda claim: (claim.start, claim.id))
    return (
        environment()
        .get_template("document.html")
        .render(
            company=item.dossier.company,
            document=document,
            text=Markup(marked_html(document.text, claims)),  # noqa: S704 -- every part of it is escaped there
            style=Markup(STYLE),  # noqa: S704 -- our own constant
            claims=[(claim, item.standings[claim.id].label) for claim in claims],
            as_of=item.dossier.as_of,
            home=home,
        )
    )


def claims_of(item: Audit, document: Document) -> list[Claim]:
    """The claims that point into a document, as of the audit's date."""
    return [claim for claim in item.dossier.claims if claim.document_id == document.id]
