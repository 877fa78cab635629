"""Audit -> a memo page that a person reads.

One HTML file, no script, nothing fetched from elsewhere, everything escaped.
"""

from base64 import b64encode
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from data.ids import sha256_hex
from data.records import Document, Signal
from data.reference import record_kinds
from data.words import Facet, Label, Looked
from scoring.audit import Audit
from scoring.company import Term
from scoring.memo import METHOD
from scoring.signals import BY_WORD
from scoring.tables import write_text
from scoring.writers import weight

TEMPLATES = Path(__file__).parent / "templates"

#: The order in which labels are counted at the head of a memo.
LABELS = (Label.VERIFIED, Label.PARTIAL, Label.CLAIMED, Label.CONTRADICTED, Label.ENDED, Label.INSUFFICIENT)


@cache
def environment() -> Environment:
    """Jinja with escaping always on, and an undefined name is an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.globals["price"] = price
    return made


def write_memo_page(folder: Path, item: Audit) -> Path:
    """Write the memo of one company as ``<domain>.html``."""
    return write_text(folder / f"{item.dossier.company.domain}.html", memo_page(item))


def memo_page(item: Audit, home: str | None = None) -> str:
    """The memo as HTML. ``home`` is the address that the head links back to, where the page is served."""
    return environment().get_template("memo.html").render(**view(item), home=home, pictures=_pictures(item, home))


def _pictures(item: Audit, home: str | None) -> dict[str, str]:
    """Addresses of waterfall pictures by signal id.

    A served page links one for each signal and the browser asks for those that are opened. A file must hold its
    pictures, and drawing one takes a tenth of a second, so it shows the most fakeable signal's only.
    """
    if home is not None:
        path, day = f"{home}companies/{item.dossier.company.domain}/signals", item.dossier.as_of
        return {signal.id: f"{path}/{signal.id}.svg?as_of={day}" for signal in item.signals}
    from scoring.waterfall import waterfall_svg  # Altair takes seconds to import: only where something is drawn

    drawn = {signal.id: waterfall_svg(item.fakeability[signal.id]) for signal in item.ranked()[:1]}
    return {key: "data:image/svg+xml;base64," + b64encode(svg.encode()).decode() for key, svg in drawn.items()}


def view(item: Audit) -> dict[str, Any]:
    """What the template shows, as plain values."""
    dossier, score = item.dossier, item.score
    labels = [item.standing_of(signal).label for signal in item.signals]
    return {
        "company": dossier.company,
        "as_of": dossier.as_of,
        "score": score,
        "signals": [_signal(item, signal) for signal in item.ranked()],
        "counts": [(label, labels.count(label)) for label in LABELS if label in labels],
        "terms": [_term(item, term) for term in score.terms],
        "ledger": [_entry(item, signal) for signal in item.ranked() if _has_counterparty(item, signal)],
        "looks": [look for look in dossier.lookups if look.claim_id is None],
        "questions": item.questions,
        "sources": [_source(document) for document in dossier.documents],
        "method": METHOD,
        "model": item.model,
        "digest": dossier.digest,
    }


def by_answer(looked: Mapping[str, Looked]) -> list[tuple[str, list[str]]]:
    """Checks by what they came to, so that a page shows six answers and not forty: ``[("no", ["job ads", ...])]``."""
    found: dict[str, list[str]] = {}
    for check, answer in sorted(looked.items()):
        found.setdefault(answer.value.replace("_", " "), []).append(check.replace("_", " "))
    return sorted(found.items())


def money(value: float | None) -> str:
    """US dollars in short form: 900, 5k, 1.3M; a dash where no price was found."""
    if value is None:
        return "–"
    for size, suffix in ((1e9, "B"), (1e6, "M"), (1e3, "k")):
        if value >= size:
            return f"${value / size:.3g}{suffix}"
    return f"${value:.3g}"


def price(low: float | None, high: float | None) -> str:
    """A range of US dollars as people say it."""
    if low is None and high is None:
        return "no price found"
    if not low and not high:
        return "nothing"
    return f"{money(low)} to {money(high)}"


def _signal(item: Audit, signal: Signal) -> dict[str, Any]:
    standing, shown = item.standing_of(signal), item.fakeability[signal.id]
    return {
        "row": signal,
        "title": BY_WORD[signal.family].title,
        "says": BY_WORD[signal.family].says,
        "label": standing.label,
        "rungs": [(facet.value, standing.rungs[facet].word) for facet in Facet],
        "status": standing.status,
        "rule": standing.rule,
        "related": standing.related,
        "shown": shown,
        "reasons": shown.contributions,
        "evidence": [
            (row, weight(row, item.dossier), record_kinds()[row.kind].half_life_years)
            for row in item.dossier.evidence_for(signal.claim_id or "")
        ],
        "looked": by_answer(standing.looked),
    }


def _has_counterparty(item: Audit, signal: Signal) -> bool:
    return any(claim.id == signal.claim_id and claim.counterparty for claim in item.dossier.claims)


def _entry(item: Audit, signal: Signal) -> dict[str, Any]:
    claim = next(claim for claim in item.dossier.claims if claim.id == signal.claim_id)
    rows = item.dossier.evidence_for(claim.id)
    return {
        "claim": claim,
        "label": item.standing_of(signal).label,
        "user_side": list(dict.fromkeys((row.kind, row.stance, row.note, row.known_at) for row in rows)),
        "looked": by_answer(item.standing_of(signal).looked),
    }


def _term(item: Audit, term: Term) -> dict[str, Any]:
    statement = next((signal.statement for signal in item.signals if signal.claim_id == term.claim_id), "")
    return {"term": term, "statement": statement}


def _source(document: Document) -> dict[str, Any]:
    web = document.url if document.url.startswith(("https://", "http://")) else None
    return {"row": document, "web": web, "anchor": sha256_hex(document.id)[:8]}
