"""What ``kronika estimate --json`` prints; see :mod:`kronika.cli.shapes`."""

from __future__ import annotations

from typing import Any

METHOD = {
    "name": "string: of the method, for programs; one method may stand several times, with other settings",
    "title": "string: of the method, in words",
    "settings": {"*": "any: what somebody needs to compute it again"},
    "estimate": "number: people, the documented included",
    "low": "number: lower end of a 95 % interval",
    "high": "number: upper end",
    "diagnostics": {"*": "any: how well it went: standard error, fit, split R-hat, effective sample size"},
}
POINT = {
    "varied": "string: prior, model space or lists",
    "setting": "string: in words",
    "method": "string: name of the method",
    "estimate?": "number: people, the documented included",
    "low?": "number: lower end of a 95 % interval",
    "high?": "number: upper end",
    "refused?": "string: instead of the numbers: why there are none",
}
_ANSWER: dict[str, Any] = {
    "documented": "integer: people on at least one list",
    "lists": {"*": "integer: people on the list of that name"},
    "on_how_many_lists": ["integer: people on exactly one list, exactly two, ..."],
    "methods": [METHOD],
    "refused": ["string: what has no number, and why; if there are no methods, why nothing is estimated"],
    "warnings": ["string: what a reader must know before using a number"],
    "assumptions": ["string: what all methods take for granted and no data can test"],
    "sensitivity": [POINT],
}
ESTIMATE = {
    "question": "string: what the people have in common; empty if not said",
    **_ANSWER,
    "strata": {"*": _ANSWER},
}
