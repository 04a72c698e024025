"""A definition explained back in words, so that who wrote it sees what it does; English, Russian, Belarusian."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kronika.errors import InputError
from kronika.model.vocabulary import load

if TYPE_CHECKING:
    from kronika.counting.definitions import Definition

_TEXT = {
    "counts-people": {
        "en": "Counts people who are in custody at the end of the day.",
        "ru": "Считаются люди, находящиеся под стражей в конце дня.",
        "be": "Лічацца людзі, якія знаходзяцца пад вартай у канцы дня.",
    },
    "counts-facts": {
        "en": "Counts acts of the kind “{kind}” in a period; several reports of one act are one.",
        "ru": "Считаются события вида «{kind}» за период; несколько сообщений об одном событии — одно.",
        "be": "Лічацца падзеі віду «{kind}» за перыяд; некалькі паведамленняў пра адну падзею — адна.",
    },
    "counts-subjects": {
        "en": "Counts {unit} with at least one act of the kind “{kind}” in a period.",
        "ru": "Считаются {unit}, к которым относится хотя бы одно событие вида «{kind}» за период.",
        "be": "Лічацца {unit}, якіх датычыць хаця б адна падзея віду «{kind}» за перыяд.",
    },
    "none": {
        "en": "Recognition does not matter.",
        "ru": "Признание не имеет значения.",
        "be": "Прызнанне не мае значэння.",
    },
    "by-day": {
        "en": "They must have been recognised as political prisoners by that day, and the recognition not withdrawn by then. "
        "A later recognition, or one as a former prisoner, changes nothing.",
        "ru": "К этому дню они должны быть признаны политзаключёнными, и признание не должно быть отозвано к этому дню. "
        "Более позднее признание или признание бывшим политзаключённым ничего не меняет.",
        "be": "Да гэтага дня яны павінны быць прызнаныя палітвязнямі, і прызнанне не павінна быць адкліканае да гэтага дня. "
        "Пазнейшае прызнанне або прызнанне былым палітвязнем нічога не мяняе.",
    },
    "by-knowledge": {
        "en": "They must be recognised as political prisoners as far as is known, whenever that was; a recognition as a former "
        "prisoner or after death counts too, a withdrawn one does not.",
        "ru": "Они должны быть признаны политзаключёнными, насколько известно, когда бы то ни было; признание бывшим "
        "политзаключённым или посмертно тоже учитывается, отозванное нет.",
        "be": "Яны павінны быць прызнаныя палітвязнямі, наколькі вядома, калі б гэта ні было; прызнанне былым палітвязнем або "
        "пасмяротна таксама ўлічваецца, адкліканае не.",
    },
    "recognisers": {
        "en": "Only a recognition by {names} counts.",
        "ru": "Учитывается только признание от: {names}.",
        "be": "Улічваецца толькі прызнанне ад: {names}.",
    },
    "included": {
        "en": "Also counted as custody: {names}.",
        "ru": "Также считаются содержанием под стражей: {names}.",
        "be": "Таксама лічацца ўтрыманнем пад вартай: {names}.",
    },
    "excluded": {
        "en": "Not counted: {names}.",
        "ru": "Не учитываются: {names}.",
        "be": "Не ўлічваюцца: {names}.",
    },
    "never": {
        "en": "A suspended sentence, a recognisance not to leave and a conviction in absentia are never custody.",
        "ru": "Условное осуждение, подписка о невыезде и заочный приговор никогда не считаются содержанием под стражей.",
        "be": "Умоўнае асуджэнне, падпіска аб нявыездзе і завочны прысуд ніколі не лічацца ўтрыманнем пад вартай.",
    },
    "decay": {
        "en": "Whoever may have served the term already, or of whom nothing has been heard for {days} days ({short} after an "
        "administrative detention), is not counted as in but as unknown.",
        "ru": "Тот, чей срок уже мог закончиться, или о ком {days} дн. (после административного задержания {short} дн.) ничего "
        "не известно, учитывается не как находящийся под стражей, а как неизвестный случай.",
        "be": "Той, чый тэрмін ужо мог скончыцца, або пра каго {days} дз. (пасля адміністрацыйнага затрымання {short} дз.) "
        "нічога не вядома, улічваецца не як той, хто пад вартай, а як невядомы выпадак.",
    },
    "split": {
        "en": "Each kind of it ({property}) is also counted apart.",
        "ru": "Каждый вид ({property}) учитывается также отдельно.",
        "be": "Кожны від ({property}) улічваецца таксама асобна.",
    },
    "imprecise": {
        "en": "An act whose date may lie in the period or outside it is unknown; one on which sources disagree is disputed.",
        "ru": "Событие, дата которого может быть и в периоде, и вне его, неизвестно; то, о котором источники расходятся, спорно.",
        "be": "Падзея, дата якой можа быць і ў перыядзе, і па-за ім, невядомая; тая, пра якую крыніцы разыходзяцца, спрэчная.",
    },
    "from": {"en": "Where it comes from: {names}.", "ru": "Откуда взято: {names}.", "be": "Адкуль узята: {names}."},
}
_UNITS = {
    "people": {"en": "people", "ru": "люди", "be": "людзі"},
    "cases": {"en": "cases", "ru": "дела", "be": "справы"},
    "organisations": {"en": "organisations", "ru": "организации", "be": "арганізацыі"},
}
_ADMINISTRATIVE = {"en": "administrative arrest", "ru": "административный арест", "be": "адміністрацыйны арышт"}
#: property of an act that a split counts by
_SPLIT = {
    "detention": "basis",
    "sentence": "regime",
    "replacement": "regime",
    "transfer": "regime",
    "release": "how",
    "liquidation": "how",
    "recognition": "status",
}


def explain(definition: Definition, language: str = "en") -> str:
    """Return what a definition counts, in full sentences, one a line; the first is its title and version.

    Raises:
        InputError: there is no such language.
    """
    if language not in _UNITS["people"]:
        raise InputError(f"there are no texts in the language {language!r}", advice="Use en, ru or be")
    title = definition.said(definition.title, language)
    lines = [f"{title} ({definition.name}, {definition.version})", definition.said(definition.words, language)]
    lines += _custody(definition, language) if definition.of == "custody" else _acts(definition, language)
    if definition.sources:
        names = "; ".join(f"{title} <{address}>" if address else title for title, address in definition.sources)
        lines.append(_TEXT["from"][language].format(names=names))
    return "\n".join(lines)


def _custody(definition: Definition, language: str) -> list[str]:
    def say(key: str, **values: object) -> str:
        return _TEXT[key][language].format(**values)

    lines = [say("counts-people"), say(definition.recognition)]
    if definition.recognisers:
        lines.append(say("recognisers", names=", ".join(definition.recognisers)))
    vocabulary = load()
    kinds = [
        (definition.open_type, vocabulary.code_label("sentence", "regime", "open-type", language)),
        (definition.house_arrest, vocabulary.code_label("sentence", "regime", "house-arrest", language)),
        (definition.home_confinement, vocabulary.code_label("sentence", "regime", "home-confinement", language)),
        (definition.administrative, _ADMINISTRATIVE[language]),
    ]
    for key, wanted in (("included", True), ("excluded", False)):
        names = [name for counts, name in kinds if counts is wanted]
        if names:
            lines.append(say(key, names=", ".join(names)))
    lines.append(say("never"))
    lines.append(say("decay", days=definition.silence_after, short=definition.administrative_after))
    return lines


def _acts(definition: Definition, language: str) -> list[str]:
    kind = load().kind(definition.kind)
    key = "counts-facts" if definition.unit == "facts" else "counts-subjects"
    unit = _UNITS.get(definition.unit, _UNITS["people"])[language]
    lines = [_TEXT[key][language].format(kind=kind.label(language), unit=unit)]
    if definition.split and definition.kind in _SPLIT:
        name = kind.property(_SPLIT[definition.kind]).label(language)
        lines.append(_TEXT["split"][language].format(property=name))
    lines.append(_TEXT["imprecise"][language])
    return lines
