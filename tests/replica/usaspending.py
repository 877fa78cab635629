"""USAspending: awards with a second page, a contract, a grant, transactions, recipients, sums; errors in its words."""

import json
from typing import Any

from tests.refusing import JSON, cut, refusing, written
from tests.replica import Reply

_API = "https://api.usaspending.gov/api/v2"
_AWARDS = f"{_API}/search/spending_by_award/"
_POST = {"Content-Type": "application/json"}
_MESSAGES = ["Time periods begin on 2007-10-01."]


def _question(page: int, **more: Any) -> str:
    filters = {"recipient_search_text": ["Velorig"], "award_type_codes": ["A"]}
    return json.dumps({"filters": filters, "fields": ["Award ID"], "page": page, "limit": 1, **more})


def _contract(number: str, amount: float | None, outlays: float | None) -> dict[str, Any]:
    return {
        "internal_id": 1,
        "Award ID": number,
        "Recipient Name": "VELORIG INC",
        "Award Amount": amount,
        "Total Outlays": outlays,
        "Description": "QUEUES FOR GATES",
        "Contract Award Type": "DEFINITIVE CONTRACT",
        "Recipient UEI": "VELO00000001",
        "Recipient Location": {"city_name": "BOSTON", "state_code": "MA"},
        "Primary Place of Performance": {"city_name": "NORFOLK"},
        "def_codes": ["Q"],
        "COVID-19 Obligations": 0,
        "COVID-19 Outlays": 0,
        "Infrastructure Obligations": 0,
        "Infrastructure Outlays": 0,
        "Awarding Agency": "Department of Harbours",
        "Awarding Sub Agency": "Office of Gates",
        "Start Date": "2025-02-01",
        "End Date": None,
        "NAICS": {"code": "541511", "description": "CUSTOM PROGRAMMING"},
        "PSC": "DA01",
        "recipient_id": "aa11-C",
        "prime_award_recipient_id": None,
        "awarding_agency_id": 9,
        "agency_slug": "department-of-harbours",
        "generated_internal_id": f"CONT_AWD_{number}_9700",
    }


def _page(rows: list[dict[str, Any]], more: bool, **metadata: Any) -> dict[str, Any]:
    return {
        "spending_level": "awards",
        "limit": 1,
        "results": rows,
        "page_metadata": {"page": 1, "hasNext": more, **metadata},
        "messages": _MESSAGES,
    }


_CURSOR = {"last_record_unique_id": 1, "last_record_sort_value": "4000000.0"}
_FIRST = _page([_contract("W1", 4000000.0, 120000.5)], True, **_CURSOR)
_SECOND = _page([_contract("W2", 250000.0, None)], False)
_AGENCY = {
    "id": 9,
    "has_agency_page": True,
    "toptier_agency": {"name": "Department of Harbours", "code": "970", "abbreviation": "DOH", "slug": "doh"},
    "subtier_agency": {"name": "Office of Gates", "code": "9700", "abbreviation": "OG"},
    "office_agency_name": "GATE OFFICE BOSTON",
}
_RECIPIENT = {
    "recipient_hash": "aa11-C",
    "recipient_name": "VELORIG INC",
    "recipient_uei": "VELO00000001",
    "recipient_unique_id": None,
    "parent_recipient_name": "VELORIG AS",
    "business_categories": ["Small Business"],
    "location": {"city_name": "BOSTON", "state_code": "MA", "country_name": "UNITED STATES", "address_line1": "1 QUAY"},
}
_DETAIL = {
    "id": 1,
    "generated_unique_award_id": "CONT_AWD_W1_9700",
    "piid": "W1",
    "category": "contract",
    "type": "D",
    "type_description": "DEFINITIVE CONTRACT",
    "description": "QUEUES FOR GATES",
    "total_obligation": 4000000.0,
    "base_exercised_options": 4200000.0,
    "base_and_all_options": 30000000.0,
    "total_outlay": 120000.5,
    "total_account_outlay": 120000.5,
    "total_account_obligation": 3900000.0,
    "account_outlays_by_defc": [{"code": "Q", "amount": 120000.5}],
    "account_obligations_by_defc": [],
    "subaward_count": 0,
    "total_subaward_amount": None,
    "date_signed": "2025-01-30",
    "parent_award": {"piid": "IDV7", "idv_type_description": "IDC", "agency_name": "Department of Harbours"},
    "latest_transaction_contract_data": {
        "number_of_offers_received": "1",
        "extent_competed_description": "NOT COMPETED",
        "solicitation_procedures_description": None,
        "type_of_contract_pricing_description": "FIRM FIXED PRICE",
        "naics": "541511",
        "naics_description": "CUSTOM PROGRAMMING",
        "product_or_service_code": "DA01",
        "product_or_service_description": None,
    },
    "funding_agency": None,
    "awarding_agency": _AGENCY,
    "period_of_performance": {
        "start_date": "2025-02-01",
        "end_date": "2026-01-31",
        "last_modified_date": "2025-11-03",
        "potential_end_date": "2030-01-31 00:00:00",
    },
    "recipient": _RECIPIENT,
    "executive_details": {"officers": [{"name": "Anna Invented", "amount": 1.0}]},
    "place_of_performance": {"city_name": "NORFOLK"},
    "psc_hierarchy": {"toptier_code": {}},
    "naics_hierarchy": {"toptier_code": {}},
}
_GRANT = {
    "id": 2,
    "generated_unique_award_id": "ASST_NON_G1_9700",
    "fain": "G1",
    "uri": None,
    "category": "grant",
    "type": "04",
    "type_description": "PROJECT GRANT (B)",
    "record_type": 2,
    "description": "STUDY OF GATES",
    "total_obligation": 90000.0,
    "total_outlay": None,
    "total_subsidy_cost": None,
    "total_loan_value": None,
    "non_federal_funding": 10000.0,
    "total_funding": 100000.0,
    "transaction_obligated_amount": 90000.0,
    "subaward_count": 0,
    "date_signed": "2024-06-01",
    "cfda_info": [{"cfda_number": "97.001", "cfda_title": "Gates", "federal_action_obligation_amount": 90000.0,
                   "cfda_federal_agency": "DOH"}],
    "awarding_agency": _AGENCY,
    "period_of_performance": {"start_date": None, "end_date": None, "last_modified_date": "2024-06-02"},
    "recipient": {**_RECIPIENT, "recipient_hash": "aa11-['C', 'R']"},
}  # fmt: skip
_TRANSACTIONS = {
    "page_metadata": {"page": 1, "next": None, "previous": None, "hasNext": False, "hasPrevious": False},
    "results": [
        {
            "id": "CONT_TX_W1_P1",
            "type": "D",
            "type_description": "DEFINITIVE CONTRACT",
            "action_date": "2025-11-03",
            "action_type": "E",
            "action_type_description": "TERMINATE FOR DEFAULT",
            "modification_number": "P00001",
            "description": "END",
            "federal_action_obligation": -500000.0,
            "face_value_loan_guarantee": 0.0,
            "original_loan_subsidy_cost": 0.0,
        }
    ],
}
_ENTITY = {
    "name": "VELORIG INC",
    "alternate_names": ["QUEUELY INC"],
    "duns": None,
    "uei": "VELO00000001",
    "recipient_id": "aa11-C",
    "recipient_level": "C",
    "parent_id": None,
    "parent_name": None,
    "parent_duns": None,
    "parent_uei": None,
    "parents": [],
    "business_types": ["small_business"],
    "location": {"city_name": "BOSTON", "state_code": "MA", "country_name": "UNITED STATES", "zip": "02110"},
    "total_transaction_amount": 4090000.0,
    "total_transactions": 3,
    "total_face_value_loan_amount": 0.0,
    "total_face_value_loan_transactions": 0,
}
_ENTITIES = {
    "page_metadata": {"page": 1, "total": 1, "limit": 50, "next": None, "previous": None, "hasNext": False,
                      "hasPrevious": False},
    "results": [{"id": "aa11-C", "duns": None, "uei": "VELO00000001", "name": "VELORIG INC", "recipient_level": "C",
                 "amount": 4090000.0}],
}  # fmt: skip
_BY_AGENCY = {
    "category": "awarding_agency",
    "spending_level": "transactions",
    "limit": 10,
    "page_metadata": {"page": 1, "next": None, "previous": None, "hasNext": False, "hasPrevious": False},
    "results": [{"id": 9, "amount": 4090000.0, "name": "Department of Harbours", "code": "DOH", "agency_slug": "doh",
                 "total_outlays": None}],
    "messages": _MESSAGES,
}  # fmt: skip
_OVER_TIME = {
    "group": "fiscal_year",
    "results": [{"aggregated_amount": 4090000.0, "time_period": {"fiscal_year": "2025"}, "Contract_Obligations": 1.0,
                 "total_outlays": 120000.5}],
    "messages": [],
}  # fmt: skip
_SUBAWARDS = {
    "page_metadata": {"page": 1, "hasNext": False},
    "results": [{"id": 5, "subaward_number": "S1", "description": "CABLES", "action_date": "2025-03-01",
                 "amount": 2000.0, "recipient_name": "CABLE CO"}],
}  # fmt: skip
_COUNTS = {"results": {"contracts": 2, "grants": 1, "loans": 0}, "messages": []}
_CHILDREN = [{"recipient_id": "aa11-C", "name": "VELORIG INC", "duns": None, "uei": "VELO00000001",
              "state_province": "MA", "amount": 10.0}]  # fmt: skip
_UNKNOWN = {"page_metadata": {"page": 1}, "results": [{"something": 1}]}


def _at(case: str) -> str:
    return f"{_API}/awards/{case.upper()}/"


def _asked(case: str, body: Any, question: str, error: str | None = None, status: int = 200) -> Reply:
    return Reply(case=case, url=_AWARDS, body=written(body), status=status, headers=JSON, method="POST",
                 request_headers=_POST, request_body=question, error=error)  # fmt: skip


def _got(case: str, path: str, body: Any, error: str | None = None) -> Reply:
    return Reply(case=case, url=f"{_API}/{path}", body=written(body), headers=JSON, error=error)


REPLIES = (
    _asked("happy", _FIRST, _question(1)),
    _asked("page_two", _SECOND, _question(2, **_CURSOR)),
    _asked("no_awards", _page([], False), _question(1, limit=5)),
    _asked("bad_question", {"detail": "Missing value: 'fields' is a required field"}, _question(0), "refused", 422),
    _asked("cut_awards", cut(_FIRST), _question(1, limit=6), "truncated"),
    _got("contract", "awards/CONT_AWD_W1_9700/", _DETAIL),
    _got("grant", "awards/ASST_NON_G1_9700/", _GRANT),
    _got("transactions", "transactions/", _TRANSACTIONS),
    _got("recipient", "recipient/aa11-C/", _ENTITY),
    _got("recipients", "recipient/", _ENTITIES),
    _got("recipient_children", "recipient/children/VELO00000001/", _CHILDREN),
    _got("by_agency", "search/spending_by_category/awarding_agency/", _BY_AGENCY),
    _got("over_time", "search/spending_over_time/", _OVER_TIME),
    _got("subawards", "subawards/", _SUBAWARDS),
    _got("counts", "search/spending_by_award_count/", _COUNTS),
    _got("unknown_rows", "search/other/", _UNKNOWN, "shape_changed"),
    *refusing(
        _at,
        happy=_DETAIL,
        refused=(403, {"detail": "Forbidden"}),
        not_found=(404, {"detail": "No Award found with: 'NOT_FOUND'"}),
        rate_limited=(429, {"detail": "Request was throttled."}),
        empty=(200, _page([], False), None),
    ),
)
