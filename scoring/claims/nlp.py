"""The spaCy pipeline of this package: the checked base model with the party component at its end."""

from spacy.language import Language

from scoring.claims import base
from scoring.claims.names import KnownNames
from scoring.claims.parties import PartyComponent
from scoring.claims.resolve import telling_names
from scoring.errors import ModelError

COMPONENT = "claim_parties"


def pipeline() -> Language:
    """The pipeline, one per process; it knows the names of the reference table."""
    nlp = base.load()
    if COMPONENT not in nlp.pipe_names:
        nlp.add_pipe(COMPONENT)
        party_component(nlp).known = KnownNames(telling_names())
    return nlp


def nameless_pipeline() -> Language:
    """The same without the reference table, for training: what is fitted depends on the corpus alone."""
    nlp = base.load_bare()
    nlp.add_pipe(COMPONENT)
    return nlp


def party_component(nlp: Language) -> PartyComponent:
    """The party component of a pipeline, to hand it known names."""
    component = nlp.get_pipe(COMPONENT)
    if not isinstance(component, PartyComponent):
        raise ModelError(f"{COMPONENT} is not the party component of this package")
    return component
