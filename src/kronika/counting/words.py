"""Causes in words, in English, Russian and Belarusian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.counting.finding import RECORD, UNIT, days_words
from kronika.errors import InputError
from kronika.model.vocabulary import load

if TYPE_CHECKING:
    from kronika.counting.states import Cause, Finding

#: code of a cause -> sentence by language; {day} is a day or a stretch of days, {detail} what the cause names
_SENTENCES = {
    "in-custody": {
        "en": "in custody since {day}{detail}",
        "ru": "под стражей с {day}{detail}",
        "be": "пад вартай з {day}{detail}",
    },
    "recognised": {
        "en": "recognised on {day}{detail}",
        "ru": "признание от {day}{detail}",
        "be": "прызнанне ад {day}{detail}",
    },
    "no-custody-known": {
        "en": "no custody is known",
        "ru": "о содержании под стражей ничего не известно",
        "be": "пра ўтрыманне пад вартай нічога не вядома",
    },
    "not-yet-detained": {
        "en": "not yet detained: custody began on {day}",
        "ru": "ещё не под стражей: взят(а) под стражу {day}",
        "be": "яшчэ не пад вартай: узяты(ая) пад варту {day}",
    },
    "released": {
        "en": "out of custody since {day}{detail}",
        "ru": "не под стражей с {day}{detail}",
        "be": "не пад вартай з {day}{detail}",
    },
    "left-out": {
        "en": "in custody since {day}, but of a kind that this definition leaves out{detail}",
        "ru": "под стражей с {day}, но в форме, которую это определение не учитывает{detail}",
        "be": "пад вартай з {day}, але ў форме, якую гэта азначэнне не ўлічвае{detail}",
    },
    "never-recognised": {
        "en": "no recognition is known",
        "ru": "о признании ничего не известно",
        "be": "пра прызнанне нічога не вядома",
    },
    "recognised-by-others": {
        "en": "recognised only by others{detail}",
        "ru": "признан(а) только другими{detail}",
        "be": "прызнаны(ая) толькі іншымі{detail}",
    },
    "not-yet-recognised": {
        "en": "not yet recognised: recognised on {day}{detail}",
        "ru": "ещё не признан(а): признание от {day}{detail}",
        "be": "яшчэ не прызнаны(ая): прызнанне ад {day}{detail}",
    },
    "only-former": {
        "en": "recognised only as a former prisoner, on {day}{detail}",
        "ru": "признан(а) только бывшим(ей) политзаключённым(ой), {day}{detail}",
        "be": "прызнаны(ая) толькі былым(ой) палітвязнем, {day}{detail}",
    },
    "only-posthumous": {
        "en": "recognised only after death, on {day}{detail}",
        "ru": "признан(а) только посмертно, {day}{detail}",
        "be": "прызнаны(ая) толькі пасмяротна, {day}{detail}",
    },
    "withdrawn": {
        "en": "the recognition was withdrawn on {day}{detail}",
        "ru": "признание отозвано {day}{detail}",
        "be": "прызнанне адклікана {day}{detail}",
    },
    "delisted": {
        "en": "no longer on the list since {day}, and no release is known",
        "ru": "с {day} больше не в списке, сведений об освобождении нет",
        "be": "з {day} больш не ў спісе, звестак пра вызваленне няма",
    },
    "silence": {
        "en": "no news since {day}, the last sign of custody",
        "ru": "нет сведений после {day}, последнего признака содержания под стражей",
        "be": "няма звестак пасля {day}, апошняй прыкметы ўтрымання пад вартай",
    },
    "term-passed": {
        "en": "the term may have ended ({day}), and no release is known",
        "ru": "срок мог закончиться ({day}), сведений об освобождении нет",
        "be": "тэрмін мог скончыцца ({day}), звестак пра вызваленне няма",
    },
    "imprecise-start": {
        "en": "it is not known when custody began ({day})",
        "ru": "не известно, когда началось содержание под стражей ({day})",
        "be": "не вядома, калі пачалося ўтрыманне пад вартай ({day})",
    },
    "imprecise-end": {
        "en": "it is not known on which day custody ended ({day}){detail}",
        "ru": "не известно, в какой день закончилось содержание под стражей ({day}){detail}",
        "be": "не вядома, у які дзень скончылася ўтрыманне пад вартай ({day}){detail}",
    },
    "imprecise-regime": {
        "en": "it is not known from which day the regime was another ({day}){detail}",
        "ru": "не известно, с какого дня режим был другим ({day}){detail}",
        "be": "не вядома, з якога дня рэжым быў іншым ({day}){detail}",
    },
    "imprecise-recognition": {
        "en": "it is not known on which day the recognition was made or withdrawn ({day}){detail}",
        "ru": "не известно, в какой день признание сделано или отозвано ({day}){detail}",
        "be": "не вядома, у які дзень прызнанне зроблена або адклікана ({day}){detail}",
    },
    "waiting": {
        "en": "sentenced to an open-type facility on {day} while free; it is not known whether taken there yet",
        "ru": "приговорён(а) {day} к учреждению открытого типа, будучи на свободе; не известно, направлен(а) ли туда",
        "be": "асуджаны(ая) {day} да ўстановы адкрытага тыпу, будучы на волі; не вядома, ці накіраваны(ая) туды",
    },
    "regime": {
        "en": "sentenced on {day} while free; it is not said to what",
        "ru": "приговорён(а) {day}, будучи на свободе; к чему, не сказано",
        "be": "асуджаны(ая) {day}, будучы на волі; да чаго, не сказана",
    },
    "order": {
        "en": "it is not known whether the release came before the detention of {day}",
        "ru": "не известно, было ли освобождение до задержания {day}",
        "be": "не вядома, ці было вызваленне да затрымання {day}",
    },
    "sources-disagree": {
        "en": "sources disagree about the {kind}: {detail}",
        "ru": "источники расходятся ({kind}): {detail}",
        "be": "крыніцы разыходзяцца ({kind}): {detail}",
    },
    "contested": {
        "en": "disputed by a role: {detail} ({day})",
        "ru": "оспорено ролью: {detail} ({day})",
        "be": "аспрэчана роляй: {detail} ({day})",
    },
    "in-period": {"en": "happened on {day}", "ru": "произошло {day}", "be": "адбылося {day}"},
    "outside-period": {
        "en": "happened outside the period, on {day}",
        "ru": "произошло вне периода, {day}",
        "be": "адбылося па-за перыядам, {day}",
    },
    "imprecise-date": {
        "en": "it is not known whether it happened in the period ({day})",
        "ru": "не известно, произошло ли это за период ({day})",
        "be": "не вядома, ці адбылося гэта за перыяд ({day})",
    },
}
_NO_DAY = {"en": "an unknown day", "ru": "неизвестного дня", "be": "невядомага дня"}
#: which property's codes the detail of a cause is one of
_CODES = {
    "in-custody": ("sentence", "regime"),
    "imprecise-regime": ("sentence", "regime"),
    "left-out": ("sentence", "regime"),
    "released": ("release", "how"),
    "imprecise-end": ("release", "how"),
}
#: ends of a spell that are no code of a release
_ENDS = {
    "died": {"en": "died", "ru": "смерть", "be": "смерць"},
    "in-absentia": {"en": "convicted in absentia", "ru": "заочный приговор", "be": "завочны прысуд"},
    "continued": {"en": "detained again", "ru": "задержан(а) снова", "be": "затрыманы(ая) зноў"},
}


def cause_words(cause: Cause, language: str = "en") -> str:
    """Return one cause as a clause without a full stop.

    Raises:
        InputError: there is no such language.
    """
    if language not in _NO_DAY:
        raise InputError(f"there are no texts in the language {language!r}", advice="Use en, ru or be")
    day = days_words(cause.lo, cause.hi) if cause.lo else ""
    detail, kind = _detail(cause, language), ""
    if cause.code == "sources-disagree":
        code, _, versions = cause.detail.partition("\t")
        kind, detail = load().kind(code).label(language), _versions(code, versions, language)
    elif cause.code == "contested":
        detail = load().kind(cause.detail).label(language)
    elif detail:
        detail = f" ({detail})"
    return _SENTENCES[cause.code][language].format(day=day or _NO_DAY[language], detail=detail, kind=kind)


def _versions(kind: str, versions: str, language: str) -> str:
    """Return what each source says, with codes by their labels: ``list A: 2021-09-06, general-regime colony, P11Y | ...``."""
    said = []
    for version in versions.split(" | "):
        sources, _, parts = version.partition(RECORD)
        said.append(f"{sources}: {', '.join(_label(kind, part, language) for part in parts.split(UNIT))}")
    return " | ".join(said)


def _label(kind: str, part: str, language: str) -> str:
    """Return a code of a kind by its label; anything else as it stands."""
    for known in load().kind(kind).properties.values():
        if part in known.codes:
            return known.value_label(part, language)
    return part


def _detail(cause: Cause, language: str) -> str:
    """Return what the cause names in the words of the language; a name or a value that is no code stays as written."""
    if cause.detail in _ENDS:
        return _ENDS[cause.detail][language]
    if cause.detail == "administrative":
        return load().code_label("detention", "basis", cause.detail, language)
    place = _CODES.get(cause.code)
    if place is None or not cause.detail:
        return cause.detail
    found = load().code_label(*place, cause.detail, language)
    # A sentence can end custody, too: suspended, or a recognisance not to leave.
    return load().code_label("sentence", "regime", cause.detail, language) if found == cause.detail else found


def finding_words(finding: Finding, language: str = "en") -> str:
    """Return why somebody stands where they stand, the deciding cause first.

    Raises:
        InputError: there is no such language.
    """
    return "; ".join(cause_words(cause, language) for cause in finding.causes)
