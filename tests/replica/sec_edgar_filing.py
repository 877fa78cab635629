"""One filing: its index page (which SEC leaves without closing tags), its primary document, its folder as JSON."""

from tests.refusing import HTML, JSON, refusing, written
from tests.replica import Reply
from tests.replica.sec_pages import DENIED, THRESHOLD, UNDECLARED

_FOLDER = "https://www.sec.gov/Archives/edgar/data/9990002/000999000226000011"
_ROW = '<tr><td scope="row">%s</td><td>%s</td><td><a href="%s">%s</a></td><td>%s</td><td>%s</td></tr>'
_HEADS = "<tr><th>Seq</th><th>Description</th><th>Document</th><th>Type</th><th>Size</th></tr>"
_TABLE = f'<table class="tableFile">{_HEADS}%s</table>'
_PATH = "/Archives/edgar/data/9990002/000999000226000011"
_INDEX = f"""<!DOCTYPE HTML PUBLIC "-//W3C//DTD HTML 4.01 Transitional//EN">
<html xmlns="http://www.w3.org/1999/xhtml"><head><title>EDGAR Filing Documents for 0009990002-26-000011</title></head>
<body><div id="contentDiv"><div class="formDiv"><div id="formHeader"><div id="formName"><strong>Form 8-K</strong> -
Current report: </div><div id="secNum"><strong>Accession No.</strong> 0009990002-26-000011</div></div>
<div class="formContent">
<div class="formGrouping"><div class="infoHead">Filing Date</div><div class="info">2026-05-04</div>
<div class="infoHead">Accepted</div><div class="info">2026-05-04 20:05:00</div>
<div class="infoHead">Documents</div><div class="info">4</div></div>
<div class="formGrouping"><div class="infoHead">Period of Report</div><div class="info">2026-05-04</div></div>
<div class="formGrouping"><div class="infoHead">Items</div><div class="info">Item 2.02: Results of Operations<br />
Item 9.01: Financial Statements and Exhibits<br /></div></div></div></div>
{
    _TABLE
    % (
        _ROW % ("1", "8-K", f"/ix?doc={_PATH}/harb-20260504.htm", "harb-20260504.htm", "8-K", "24316")
        + _ROW % ("2", "PRESS RELEASE", f"{_PATH}/ex991.htm", "ex991.htm", "EX-99.1", "90210")
        + _ROW % ("3", "", f"{_PATH}/logo.jpg", "logo.jpg", "GRAPHIC", "4000")
    )
}
<!-- START FILER DIV --><div class="filerDiv"><div class="companyInfo">
<span class="companyName">Harbour Logistics Corp (Filer) <acronym>CIK</acronym>:
<a href="#">0009990002 (see all)</a></span>
<p class="identInfo">State of Incorp.: <strong>DE</strong> | Type: <strong>8-K</strong></p></div>
<div class="companyInfo"><span class="companyName">Invented Anna (Reporting) <acronym>CIK</acronym>: 0009990009</span>
</div>
</div><!-- END FILER DIV -->
"""
_PRIMARY = """<?xml version='1.0' encoding='ASCII'?>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:ix="http://www.xbrl.org/2013/inlineXBRL"><head><title>harb</title></head>
<body>
<div style="display:none"><ix:header><ix:hidden><ix:nonNumeric name="dei:EntityCentralIndexKey" id="f-1">0009990002
</ix:nonNumeric></ix:hidden></ix:header></div>
<div>FORM <ix:nonNumeric name="dei:DocumentType" id="f-2">8-K</ix:nonNumeric></div>
<div>Date of Report: <ix:nonNumeric id="f-3" name="dei:DocumentPeriodEndDate">May 4, 2026</ix:nonNumeric></div>
<div><ix:nonNumeric name="dei:EntityRegistrantName" id="f-4">HARBOUR LOGISTICS CORP</ix:nonNumeric></div>
<div>Emerging growth company <ix:nonNumeric name="dei:EntityEmergingGrowthCompany" id="f-5">☐</ix:nonNumeric></div>
<div>Item 2.02 Results of Operations and Financial Condition.</div><div>The release names Velorig Relay.</div>
<div>Item 9.01</div><div>Financial Statements and Exhibits</div></body></html>"""
_OLD = """<DOCUMENT>
<TYPE>8-K
<SEQUENCE>1
<FILENAME>form8k.htm
<TEXT>
<html><head><title>8-K</title></head><body><p>Item 1.01. Entry into a Material Definitive Agreement.</p></body></html>
</TEXT>
</DOCUMENT>"""
_JSON = {
    "directory": {
        "item": [
            {"last-modified": "2026-05-04 16:05:01", "name": "ex991.htm", "type": "text.gif", "size": "90210"},
            {"last-modified": "2026-05-04 16:05:01", "name": "index.json", "type": "text.gif", "size": ""},
        ],
        "name": _PATH,
        "parent-dir": "/Archives/edgar/data/9990002",
    }
}
_BLANK = "<html><head><title>x</title></head><body></body></html>"


def _at(case: str) -> str:
    return f"https://www.sec.gov/Archives/edgar/data/9990002/{case.replace('_', '-')}-index.html"


REPLIES = (
    Reply(case="happy", url=f"{_FOLDER}/0009990002-26-000011-index.html", body=_INDEX, headers=HTML),
    Reply(case="page_two", url=f"{_FOLDER}/harb-20260504.htm", body=_PRIMARY, headers=HTML),
    Reply(case="before_2019", url=f"{_FOLDER}/form8k.htm", body=_OLD, headers=HTML),
    Reply(case="folder", url=f"{_FOLDER}/index.json", body=written(_JSON), headers=JSON),
    *refusing(
        _at,
        happy=_INDEX,
        refused=(403, UNDECLARED),
        not_found=(403, DENIED),
        rate_limited=(429, THRESHOLD),
        empty=(200, _BLANK, "shape_changed"),
        headers=HTML,
    ),
)
