"""Full-text search: two pages, a total beyond the window, no hit, a search that timed out."""

from typing import Any

from tests.refusing import JSON, refusing, written
from tests.replica import Reply
from tests.replica.sec_pages import MISSING, THRESHOLD, UNDECLARED


def _hit(name: str, cik: str, accession: str, file: str, form: str, **more: Any) -> dict[str, Any]:
    return {
        "_index": "edgar_file",
        "_id": f"{accession}:{file}",
        "_score": 9.1,
        "_source": {
            "ciks": [cik],
            "period_ending": "2025-12-31",
            "file_num": ["001-9"],
            "display_names": [f"{name}  (HARB)  (CIK {cik})"],
            "xsl": None,
            "sequence": 1,
            "root_forms": [form],
            "file_date": "2026-02-20",
            "biz_states": ["MA"],
            "sics": ["4400"],
            "form": form,
            "adsh": accession,
            "film_num": ["261"],
            "biz_locations": ["Boston, MA"],
            "file_type": form,
            "file_description": form,
            "inc_states": ["DE"],
            "items": [],
            **more,
        },
    }


def _buckets(*pairs: tuple[str, int]) -> dict[str, Any]:
    return {
        "doc_count_error_upper_bound": 0,
        "sum_other_doc_count": 0,
        "buckets": [{"key": key, "doc_count": count} for key, count in pairs],
    }


def _found(total: int, relation: str, hits: list[dict[str, Any]], **more: Any) -> dict[str, Any]:
    return {
        "took": 30,
        "timed_out": False,
        "_shards": {"total": 50, "successful": 50, "skipped": 0, "failed": 0},
        "hits": {"total": {"value": total, "relation": relation}, "max_score": 9.1 if hits else None, "hits": hits},
        "aggregations": {
            "entity_filter": _buckets(("HARBOUR LOGISTICS CORP  (HARB)  (CIK 0009990002)", total))
            if hits
            else _buckets(),
            "sic_filter": _buckets(("4400", total)) if hits else _buckets(),
            "biz_states_filter": _buckets(("MA", total)) if hits else _buckets(),
            "form_filter": _buckets(("10-K", total)) if hits else _buckets(),
        },
        "query": {
            "_source": {"exclude": ["doc_text"]},
            "query": {"bool": {"must": [{"match_phrase": {"doc_text": "velorig"}}], "must_not": [], "filter": []}},
            "from": 0,
            "size": 100,
        },
        **more,
    }


_FIRST = _found(
    101,
    "eq",
    [
        _hit("HARBOUR LOGISTICS CORP", "0009990002", "0009990002-26-000004", "harb-10k.htm", "10-K"),
        _hit(
            "HARBOUR LOGISTICS CORP",
            "0009990002",
            "0009990002-26-000005",
            "ex99.htm",
            "8-K",
            file_type="EX-99.1",
            file_description="PRESS RELEASE",
            items=["8.01", "9.01"],
            ciks=["0009990002", "0009990004"],
            display_names=["HARBOUR LOGISTICS CORP  (HARB)  (CIK 0009990002)", "HARBOUR FINANCE LLC  (CIK 0009990004)"],
        ),
    ],
)
_SECOND = _found(101, "eq", [_hit("OTHER CO", "0009990007", "0009990007-25-000001", "a.htm", "10-Q")])
_MANY = _found(10000, "gte", [_hit("OTHER CO", "0009990007", "0009990007-25-000001", "a.htm", "10-Q")])


def _at(case: str, begin: int = 0) -> str:
    page = f"&from={begin}" if begin else ""
    return f"https://efts.sec.gov/LATEST/search-index?q={case.replace('_', '-')}&forms=10-K,8-K{page}"


REPLIES = (
    Reply(case="happy", url=_at("velorig"), body=written(_FIRST), headers=JSON),
    Reply(case="page_two", url=_at("velorig", 100), body=written(_SECOND), headers=JSON),
    Reply(case="beyond_the_window", url=_at("ship", 9900), body=written(_MANY), headers=JSON),
    Reply(
        case="timed_out",
        url=_at("timed_out"),
        body=written({**_FIRST, "timed_out": True}),
        headers=JSON,
        error="unavailable",
    ),
    Reply(
        case="trouble",
        url=_at("trouble"),
        status=500,
        body=written({"message": "Internal server error"}),
        headers=JSON,
        error="unavailable",
    ),
    *refusing(
        _at,
        happy=_FIRST,
        refused=(403, UNDECLARED),
        not_found=(404, MISSING),
        rate_limited=(429, THRESHOLD),
        empty=(200, _found(0, "eq", []), None),
    ),
)
