"""Facts from running text: proposals with their quotes, and the statements that they become."""

from __future__ import annotations

from kronika.reading.text.finders import Models, NameFinder, NoModels
from kronika.reading.text.proposal import Figure, Group, Named, Proposals, TextProposal, as_dict
from kronika.reading.text.read import propose
from kronika.reading.text.statements import reading

__all__ = [
    "Figure",
    "Group",
    "Models",
    "NameFinder",
    "Named",
    "NoModels",
    "Proposals",
    "TextProposal",
    "as_dict",
    "propose",
    "reading",
]
