"""USAspending's awards: found by a search, one in full, its transactions and subawards.

Persons and streets are left out by name.
"""

from datetime import date

from crawlers.deployment.usaspending_rows import Facts, line_of, listing, recipient_id
from crawlers.facts import count, known, moment, said
from crawlers.json_fields import Fields
from crawlers.plain_text import utc_date
from crawlers.spider import ObservedFact, ParsedDocument, StoredResponse

#: Columns of a search row -> metric. The first that holds a value names the award.
_ROW_MONEY = {
    "Award Amount": "obligated_usd",
    "Total Outlays": "outlays_usd",
    "Loan Value": "loan_value_usd",
    "Subsidy Cost": "loan_subsidy_usd",
    "Transaction Amount": "transaction_obligated_usd",
    "Base and All Options": "ceiling_usd",
}
_ROW_TEXT = {
    "Recipient UEI": "recipient_uei",
    "Awarding Agency": "awarding_agency",
    "Awarding Sub Agency": "awarding_sub_agency",
    "Funding Agency": "funding_agency",
    "Funding Sub Agency": "funding_sub_agency",
    "Contract Award Type": "award_type",
    "Award Type": "award_type",
    "Description": "award_description",
    "Transaction Description": "award_description",
    "CFDA Number": "assistance_listing",
}
_ROW_DATES = {
    "Start Date": "award_start",
    "End Date": "award_end",
    "Last Date to Order": "last_date_to_order",
    "Issued Date": "award_issued",
    "Base Obligation Date": "award_first_obligated",
    "Action Date": "award_action",
}
#: Emergency funds are parts of the sums above; codes and places say nothing about use.
_ROW_IGNORED = (
    "internal_id", "COVID-19 *", "Infrastructure *", "def_codes", "Recipient Location", "agency_slug", "recipient_id",
    "Primary Place of Performance", "*agency_id", "*Agency Code", "prime_award_recipient_id", "Recipient DUNS Number",
    "SAI Number", "Assistance Listings", "primary_assistance_listing", "Place of Performance *", "Mod",
    "awarding_agency_slug", "Last Modified Date", "generated_internal_id",
)  # fmt: skip


def awards(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``search/spending_by_award`` and ``spending_by_transaction``: one award a row, the names of columns as keys."""
    facts: list[ObservedFact] = []
    rows = 0
    for row in fields.items("results"):
        rows += 1
        facts += known(*_award_row(row))
    return listing(response, "Federal awards", "awards_listed", rows, facts, fields)


def _award_row(row: Fields) -> Facts:
    name = row.text("Award ID") or row.text("generated_internal_id") or row.text("internal_id", required=True)
    recipient, modified = row.text("Recipient Name"), utc_date(row.text("Last Modified Date"))
    about = "; ".join(part for part in (recipient, row.text("Awarding Agency")) if part)
    for column, metric in _ROW_MONEY.items():
        yield count(metric, name, row.number(column), unit="USD", observed_at=modified, text=about or None)
    yield said("award_recipient", name, recipient)
    yield said("award_page", name, row.text("generated_internal_id"))
    yield said("recipient_id", name, recipient_id(row.text("recipient_id")))
    for column, metric in _ROW_TEXT.items():
        yield said(metric, name, row.text(column))
    for column, metric in _ROW_DATES.items():
        yield moment(metric, name, row.text(column))
    for column, metric in (("NAICS", "naics"), ("PSC", "product_or_service")):
        yield said(metric, name, _code(row, column))
    row.ignore(*_ROW_IGNORED)


def award(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``awards/{id}``: one contract, grant, loan or framework with its three sums."""
    names = (fields.text(key) for key in ("piid", "fain", "uri", "generated_unique_award_id"))
    name = next((text for text in names if text), None)
    fields.ignore("id")
    holds = utc_date(fields.text("period_of_performance.last_modified_date"))
    recipient = fields.text("recipient.recipient_name")
    facts = known(
        *_award_sums(fields, name, holds),
        said("award_recipient", name, recipient),
        *_award_words(fields, name),
        *_award_parties(fields, name),
        *_award_assistance(fields, name),
        *_award_dates(fields, name),
    )
    _ignore_award_rest(fields)
    return ParsedDocument(
        url=response.url,
        title=f"Federal award {name} to {recipient}" if recipient else f"Federal award {name}",
        text="\n".join(line_of(fact) for fact in facts),
        writer_org=fields.text("awarding_agency.toptier_agency.name"),
        published_at=holds,
        facts=facts,
    )


_AWARD_SUMS = {
    "total_obligation": "obligated_usd",
    "total_outlay": "outlays_usd",
    "base_and_all_options": "ceiling_usd",
    "base_exercised_options": "exercised_options_usd",
    "total_account_obligation": "account_obligated_usd",
    "total_account_outlay": "account_outlays_usd",
    "total_subaward_amount": "subawards_usd",
    "total_funding": "total_funding_usd",
    "non_federal_funding": "non_federal_funding_usd",
    "total_loan_value": "loan_value_usd",
    "total_subsidy_cost": "loan_subsidy_usd",
    "transaction_obligated_amount": "transaction_obligated_usd",
}


def _award_sums(fields: Fields, name: str | None, holds: date | None) -> Facts:
    for key, metric in _AWARD_SUMS.items():
        yield count(metric, name, fields.number(key), unit="USD", observed_at=holds)
    yield count("subawards", name, fields.number("subaward_count"), unit="subawards", observed_at=holds)


def _award_words(fields: Fields, name: str | None) -> Facts:
    yield said("award_page", name, fields.text("generated_unique_award_id"))
    yield said("award_category", name, fields.text("category"))
    yield said("award_type", name, fields.text("type_description"))
    yield said("award_description", name, fields.text("description"))
    contract = "latest_transaction_contract_data"
    yield said("competition", name, fields.text(f"{contract}.extent_competed_description"))
    yield said("solicitation", name, fields.text(f"{contract}.solicitation_procedures_description"))
    yield said("pricing", name, fields.text(f"{contract}.type_of_contract_pricing_description"))
    yield count("offers_received", name, fields.number(f"{contract}.number_of_offers_received"), unit="offers")
    codes = [fields.text(f"{contract}.{key}") for key in ("naics", "naics_description")]
    yield said("naics", name, " ".join(code for code in codes if code))
    codes = [fields.text(f"{contract}.{key}") for key in ("product_or_service_code", "product_or_service_description")]
    yield said("product_or_service", name, " ".join(code for code in codes if code))


def _award_parties(fields: Fields, name: str | None) -> Facts:
    yield said("recipient_uei", name, fields.text("recipient.recipient_uei"))
    yield said("recipient_id", name, recipient_id(fields.text("recipient.recipient_hash")))
    yield said("recipient_parent", name, fields.text("recipient.parent_recipient_name"))
    yield said("recipient_kind", name, "; ".join(fields.texts("recipient.business_categories")))
    place = [fields.text(f"recipient.location.{part}") for part in ("city_name", "state_code", "country_name")]
    yield said("recipient_place", name, ", ".join(part for part in place if part))
    for side in ("awarding", "funding"):
        yield said(f"{side}_agency", name, fields.text(f"{side}_agency.toptier_agency.name"))
        yield said(f"{side}_sub_agency", name, fields.text(f"{side}_agency.subtier_agency.name"))
        yield said(f"{side}_office", name, fields.text(f"{side}_agency.office_agency_name"))
    yield said(
        "parent_award", name, fields.text("parent_award.piid") or fields.text("parent_award.generated_unique_award_id")
    )
    yield said("parent_award_type", name, fields.text("parent_award.idv_type_description"))


def _award_assistance(fields: Fields, name: str | None) -> Facts:
    """Grants and loans name their programme; a contract has none."""
    for programme in fields.items("cfda_info"):
        number = programme.text("cfda_number")
        title = programme.text("cfda_title")
        yield count(
            "assistance_listing_obligated_usd",
            f"{name} {number}",
            programme.number("federal_action_obligation_amount") or programme.number("total_funding_amount"),
            unit="USD",
            text=title,
        )
        yield said("assistance_listing", name, " ".join(part for part in (number, title) if part))
        programme.ignore("*")


def _award_dates(fields: Fields, name: str | None) -> Facts:
    yield moment("award_signed", name, fields.text("date_signed"))
    for key, metric in (
        ("start_date", "award_start"),
        ("end_date", "award_end"),
        ("potential_end_date", "award_potential_end"),
        ("last_modified_date", "award_modified"),
    ):
        yield moment(metric, name, fields.text(f"period_of_performance.{key}"))


def _ignore_award_rest(fields: Fields) -> None:
    fields.ignore(
        "type", "record_type", "fain", "uri", "piid", "*_by_defc", "executive_details", "place_of_performance",
        "psc_hierarchy", "naics_hierarchy", "latest_transaction_contract_data", "recipient", "awarding_agency",
        "funding_agency", "parent_award", "period_of_performance", "funding_opportunity", "total_*_by_*",
        "file_c_outlay*",
    )  # fmt: skip


def transactions(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``transactions``: each change of one award, with the money it bound or freed."""
    facts: list[ObservedFact] = []
    rows = 0
    for row in fields.items("results"):
        rows += 1
        identity, day = row.text("id"), utc_date(row.text("action_date"))
        name = row.text("modification_number") or identity
        told = [row.text("action_type_description"), row.text("type_description"), identity]
        about = "; ".join(part for part in told if part)
        row.ignore("type", "action_type", "cfda_number")
        facts += known(
            count(
                "transaction_obligated_usd",
                name,
                row.number("federal_action_obligation"),
                unit="USD",
                observed_at=day,
                text=about or None,
            ),
            _unless_zero("loan_guarantee_usd", name, row.number("face_value_loan_guarantee"), day),
            _unless_zero("loan_subsidy_usd", name, row.number("original_loan_subsidy_cost"), day),
            said("transaction_description", name, row.text("description"), day),
        )  # fmt: skip
    return listing(response, "Transactions of a federal award", "transactions_listed", rows, facts, fields)


def subawards(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``subawards``: what a prime recipient passed on."""
    facts: list[ObservedFact] = []
    rows = 0
    for row in fields.items("results"):
        rows += 1
        name, day = row.text("subaward_number"), utc_date(row.text("action_date"))
        recipient_name = row.text("recipient_name")
        row.ignore("id")
        facts += known(
            count("subaward_usd", name, row.number("amount"), unit="USD", observed_at=day, text=recipient_name),
            said("award_description", name, row.text("description"), day),
        )
    return listing(response, "Subawards of a federal award", "subawards_listed", rows, facts, fields)


def subaward_search(response: StoredResponse, fields: Fields) -> ParsedDocument:
    """``search/spending_by_award`` at the level of subawards: who passed federal money on to whom."""
    facts: list[ObservedFact] = []
    rows = 0
    for row in fields.items("results"):
        rows += 1
        name, day = row.text("Sub-Award ID"), utc_date(row.text("Sub-Award Date"))
        told = [row.text(key) for key in ("Sub-Awardee Name", "Prime Recipient Name", "Prime Award ID")]
        row.ignore("*")
        about = "; ".join(part for part in told if part)
        facts += known(
            count(
                "subaward_usd", name, row.number("Sub-Award Amount"), unit="USD", observed_at=day, text=about or None
            ),
            said("awarding_agency", name, row.text("Awarding Agency")),
        )
    return listing(response, "Federal subawards", "subawards_listed", rows, facts, fields)


def _unless_zero(metric: str, name: str | None, value: float | None, day: date | None) -> ObservedFact | None:
    """Columns for loans stand as 0 in every contract: no fact about it."""
    return count(metric, name, value or None, unit="USD", observed_at=day)


def _code(row: Fields, column: str) -> str | None:
    """A code with its description: an object in newer replies, a bare code in older ones."""
    value = row.take(column)
    if isinstance(value, dict):
        return " ".join(str(value[key]) for key in ("code", "description") if value.get(key)) or None
    return str(value) if value else None
