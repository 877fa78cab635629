"""The leaderboard's rows in two pages, columns as the dataset names them."""

from typing import Any

from tests.refusing import refusing, written
from tests.replica import Reply

_ROWS = "https://datasets-server.huggingface.co/rows?dataset=open-llm-leaderboard/contents&config=default&split=train"


def _page(*names: str, first: int = 0) -> dict[str, Any]:
    rows = [
        {
            "row_idx": first + place,
            "row": {
                "eval_name": f"{name.replace('/', '_')}_bfloat16",
                "fullname": name,
                "Precision": "bfloat16",
                "Average ⬆️": 33.5 + place,
                "IFEval": 61.2,
                "MATH Lvl 5": 20.4,
                "MMLU-PRO": 38.0,
                "#Params (B)": 8.03,
                "MoE": False,
                "Flagged": False,
                "Submission Date": "2024-12-03",
            },
            "truncated_cells": [],
        }
        for place, name in enumerate(names)
    ]
    features = [{"feature_idx": 0, "name": "fullname", "type": {"dtype": "string", "_type": "Value"}}]
    return {"features": features, "rows": rows, "num_rows_total": 3, "num_rows_per_page": 100, "partial": False}


_HAPPY = _page("velorig/gate-8b", "rival/two")


def _at(case: str) -> str:
    return f"{_ROWS}&offset=0&length=100&orderby={case}"


REPLIES = (
    Reply(case="happy", url=f"{_ROWS}&offset=0&length=100", body=written(_HAPPY)),
    Reply(case="page_two", url=f"{_ROWS}&offset=2&length=100", body=written(_page("velorig/gate-1b", first=2))),
    *refusing(
        _at,
        happy=_HAPPY,
        refused=(401, {"error": "The dataset is gated: authentication is required."}),
        not_found=(404, {"error": "The dataset does not exist, or is not accessible without authentication."}),
        rate_limited=(429, {"error": "Too many requests"}),
        empty=(
            200,
            {"features": [], "rows": [], "num_rows_total": 0, "num_rows_per_page": 100, "partial": False},
            "empty",
        ),
    ),
    Reply(
        case="busy",
        url=f"{_ROWS}&offset=900&length=100",
        status=500,
        body=written({"error": "ClientConnectionError"}),
        error="unavailable",
    ),
)
