"""One company: its score, signals, claims and memo files."""

from typing import Annotated

from fastapi import APIRouter, Query, Request, Response
from sqlmodel import col, select

from api.caching import answer
from api.deps import AuditDep
from api.problems import GUARDED, MISSING, not_found
from api.schemas import ClaimList, CompanyList, Ledger, ScoreResponse, SignalItem, SignalList
from api.security import ReaderDep
from api.views import claims_view, header, ledger_view, questions_view, score_body, signal_view, signals_view
from data.records import Company
from data.store import Store
from data.words import Family, Label
from scoring.memo import MAKERS
from scoring.partnerships import ledger
from scoring.tables import csv_text

router = APIRouter(prefix="/v1/companies", tags=["companies"], responses=GUARDED)

FILES = {table.name: (table, make) for table, make in MAKERS}


@router.get("", summary="Companies that can be asked about", response_model=CompanyList)
async def companies(
    request: Request,
    caller: ReaderDep,
    cursor: Annotated[str, Query(description="`next` of the page before; empty for the first")] = "",
    limit: Annotated[int, Query(ge=1, le=200)] = 50,
) -> CompanyList:
    """Companies in the store by domain, a page at a time. Follow `next` until it is null."""
    store: Store = request.app.state.store
    with store.session() as session:
        query = select(Company).where(col(Company.domain) > cursor).order_by(col(Company.domain)).limit(limit + 1)
        rows = list(session.exec(query))
    return CompanyList(
        companies=[
            {"id": row.id, "name": row.name, "domain": row.domain, "origin": row.origin} for row in rows[:limit]
        ],
        next=rows[limit - 1].domain if len(rows) > limit else None,
    )


@router.get(
    "/{domain}/score",
    summary="The company score, and everything that made it",
    response_model=ScoreResponse,
    responses=MISSING,
)
async def score(request: Request, item: AuditDep, caller: ReaderDep) -> Response:
    """The score (0 to 100, or `insufficient`) with its interval, coverage and hype-evidence gap.

    `terms` lists one entry for each organisation whose record counts; the score is
    `100 * (1 - product(1 - g)) * 0.8 ** len(refuters)` over them, so every point can be traced to an evidence id.
    Signals come most fakeable first, with reasons that add up; `questions` says which record to ask for next, and whom.
    """
    body = {**header(item), **score_body(item), "signals": signals_view(item), "questions": questions_view(item)}
    return answer(request, ScoreResponse.model_validate(body))


@router.get("/{domain}/signals", summary="Signals, most fakeable first", response_model=SignalList, responses=MISSING)
async def signals(
    request: Request,
    item: AuditDep,
    caller: ReaderDep,
    family: Annotated[Family | None, Query(description="Only this family.")] = None,
    label: Annotated[Label | None, Query(description="Only this label.")] = None,
) -> Response:
    """Every signal with its standing, fakeability, cost to fake and reasons."""
    chosen = [row for row in signals_view(item) if family in (None, row["family"]) and label in (None, row["label"])]
    return answer(request, SignalList.model_validate({**header(item), "signals": chosen}))


@router.get("/{domain}/signals/{signal_id}", summary="One signal", response_model=SignalItem, responses=MISSING)
async def signal(request: Request, item: AuditDep, caller: ReaderDep, signal_id: str) -> Response:
    """One signal with its reasons; 404 where the company has none of this id as of the date."""
    found = next((row for row in item.signals if row.id == signal_id), None)
    if found is None:
        raise not_found(f"{item.dossier.company.domain} has no signal {signal_id} as of {item.dossier.as_of}")
    return answer(request, SignalItem.model_validate({**header(item), "signal": signal_view(item, found)}))


@router.get("/{domain}/claims", summary="The claim ledger", response_model=ClaimList, responses=MISSING)
async def claims(request: Request, item: AuditDep, caller: ReaderDep) -> Response:
    """Every claim with its span into a stored document, its label, and the records held against it."""
    return answer(request, ClaimList.model_validate({**header(item), "claims": claims_view(item)}))


@router.get("/{domain}/partnerships", summary="The partnership ledger", response_model=Ledger, responses=MISSING)
async def partnerships(request: Request, item: AuditDep, caller: ReaderDep) -> Response:
    """Two columns for each counterparty: what the company says, and what the user's side shows, with its label."""
    entries = ledger_view(ledger(item.dossier, item.standings))
    return answer(request, Ledger.model_validate({**header(item), "entries": entries}))


@router.get(
    "/{domain}/{name}.csv",
    summary="A memo file",
    response_class=Response,
    responses={**MISSING, 200: {"content": {"text/csv": {}}, "description": "The table as CSV"}},
)
async def memo_file(
    request: Request,
    item: AuditDep,
    caller: ReaderDep,
    name: str,
    bom: Annotated[bool, Query(description="Start with the byte order mark that spreadsheets need.")] = True,
) -> Response:
    """`memo.csv`, `companies.csv`, `signals.csv`, `claims.csv` or `evidence.csv` of one company, as on disk."""
    if name not in FILES:
        raise not_found(f"there is no file {name}.csv; known are {', '.join(f'{known}.csv' for known in FILES)}")
    table, make = FILES[name]
    text = ("\ufeff" if bom else "") + csv_text(table, make(item))
    filename = f"{item.dossier.company.domain}-{name}.csv"
    return Response(
        text,
        media_type="text/csv; charset=utf-8; header=present",
        headers={"Content-Disposition": f"attachment; filename*=UTF-8''{filename}"},
    )
