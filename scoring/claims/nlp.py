"""The spaCy pipeline of this package: the checked base model with the party component at its end."""

from spacy.language import Language

from scoring.claims import base
from scoring.claims.parties import PartyComponent
from scoring.errors import ModelError

COMPONENT = "claim_parties"


def pipeline() -> Language:
    """The pipeline, one per process."""
    nlp = base.load()
    if COMPONENT not in nlp.pipe_names:
        nlp.add_pipe(COMPONENT)
    return nlp


def party_component(nlp: Language) -> PartyComponent:
    """The party component of a pipeline, to hand it known names."""
    component = nlp.get_pipe(COMPONENT)
    if not isinstance(component, PartyComponent):
        raise ModelError(f"{COMPONENT} is not the party component of this package")
    return component
