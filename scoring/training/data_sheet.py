"""The data sheet beside the model: what it was trained on, who labelled it, what was left out; counted, not told."""

from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from data.case_files import CaseFile, CaseSignal
from scoring.artefact import FOLDER
from scoring.training.labels import BAD, GOOD, STRONG, is_core
from scoring.training.markdown import markdown_table

SHEET = "DATA.md"

_ABOUT = """\
# Data: fakeability

The case files of `data/cases/`: public claims of companies and what became of them, in this project's own wording of
public facts, one YAML file a company, every outcome with its source. `data/cases/README.md` describes each field.

## Label
1: refuted, or inflated (a true core, told larger or wider). 0: confirmed by a counterparty, an audited filing, a public
record or an independent test. Ended and unresolved matters are no label.

## Who labelled, and the hindsight in it
One annotator wrote claim, attributes and outcome together and knew the outcome. Texts were rewritten to one neutral
voice afterwards; who asserted a claim, whether the counterparty spoke and what was concrete stay the annotator's
reading. So every row is used twice: with these three fields as annotated, and with them derived from claim, channel and
evidence rows (`scoring/case_derivation.py`), as they are for a company that nobody annotated.

## Selection
False claims come from enforcement and the press, true ones often because a counterparty spoke. Rates are not base
rates: the index is printed at even odds. Every deck in the training rows is false, because a true deck stays private.

## Never an input
`outcome`, `claim_kind`, `claim_in_verifying_document`. Tests hold that blanking them changes no answer.

## Labels by analysts
`unfakeable train fakeability --labels FILE.csv` adds resolved labels with their source. Conflicts with each other or
with a case on strong ground are set aside, and so is every label whose source is our own answer.
"""


def write_sheet(cases: Sequence[CaseFile], folder: Path = FOLDER) -> None:
    """Write the data sheet beside the model."""
    (folder / SHEET).write_text(render(cases), encoding="utf-8")


def render(cases: Sequence[CaseFile]) -> str:
    """The data sheet as Markdown."""
    signals = [signal for case in cases for signal in case.signals]
    core = [signal for signal in signals if is_core(signal)]
    countries = Counter(case.country or "unknown" for case in cases)
    left_out = Counter(_why_left_out(signal) for signal in signals if not is_core(signal))
    parts = [
        _ABOUT,
        f"## Counts\n{len(signals)} signals of {len(cases)} companies; {len(core)} of them are trained on.\n",
        markdown_table(("left out because", "signals"), _most_first(left_out)),
        _by("family", core, lambda signal: signal.family_word),
        _by("channel", core, lambda signal: signal.channel),
        _by("ground", core, lambda signal: signal.outcome.strength if signal.outcome else ""),
        markdown_table(("country", "companies"), _most_first(countries)),
    ]
    return "\n".join(parts)


def _why_left_out(signal: CaseSignal) -> str:
    outcome = signal.outcome
    if outcome is None or outcome.label not in BAD | GOOD:
        return "not resolved, or ended"
    if outcome.strength not in STRONG:
        return "resolved on weak or only alleged ground"
    if not outcome.seen:
        return "outcome not read at its source"
    return "forecast" if signal.claim_kind == "forecast" else "proven by the very filing it stands in"


def _most_first(counted: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counted.items(), key=lambda item: (-item[1], item[0]))


def _by(word: str, core: Iterable[CaseSignal], key: Callable[[CaseSignal], str]) -> str:
    false, true = Counter[str](), Counter[str]()
    for signal in core:
        side = false if signal.outcome is not None and signal.outcome.label in BAD else true
        side[key(signal)] += 1
    rows = [(name, false[name], true[name]) for name in sorted(false.keys() | true.keys())]
    return markdown_table((word, "false", "true"), rows)
