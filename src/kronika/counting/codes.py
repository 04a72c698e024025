"""What the codes of acts mean for custody."""

from __future__ import annotations

#: regime of a sentence, replacement or transfer -> the class of custody that it is
REGIME_CLASS = {
    "colony-general": "closed",
    "colony-reinforced": "closed",
    "colony-strict": "closed",
    "colony-special": "closed",
    "settlement": "closed",
    "prison": "closed",
    "arrest": "closed",
    "pre-trial": "closed",
    "psychiatric": "closed",
    "punishment-cell": "closed",
    "open-type": "open-type",
    "house-arrest": "house-arrest",
    "home-confinement": "home-confinement",
    "suspended": "free",
    "recognisance": "free",
    "in-absentia": "free",
}
#: classes of custody that a definition includes or excludes; ``closed`` is always custody, ``free`` never
OPTIONAL_CLASSES = ("open-type", "house-arrest", "home-confinement")

#: kinds of act that say something about the custody of a person
CUSTODY_KINDS = frozenset({"detention", "sentence", "replacement", "transfer", "treatment", "release", "pardon", "death"})
#: kinds of act that make a person part of a count of people, be it among those who are out
PERSON_KINDS = CUSTODY_KINDS | {"recognition", "charge", "trial"}
#: kinds of act that can be counted over a period
COUNTABLE_KINDS = PERSON_KINDS | {
    "crossing",
    "designation",
    "liquidation",
    "measure",
    "pushback",
    "referral",
    "sanction",
}

#: release: how -> the way out of custody that a balance names
EXITS = {
    "served": "served",
    "pardoned": "pardoned",
    "exchanged": "exchanged",
    "expelled": "expelled",
    "died": "died",
}
#: any other release
OTHER_EXIT = "released otherwise"


def exit_by(how: str) -> str:
    """Return the way out of custody that the ``how`` of a release (or ``died``) is."""
    return EXITS.get(how, OTHER_EXIT)


#: ways in which a case can end after the person has left custody: no sign that they were held again
LEGAL_ENDS = frozenset({"acquitted", "amnesty", "case-closed", "recognisance", "suspended", "pardoned", "in-absentia"})

#: status of a recognition; an empty code is ``current``
CURRENT, FORMER, POSTHUMOUS, WITHDRAWN = "current", "former", "posthumous", "withdrawn"
