"""The numbers of chapters in words of other languages, and in letters of other scripts.

A word that stands beside "Kapitel", "chapitre" or "глава" comes in, its value goes out.
Data, and two small readings: Greek letters and Chinese numerals.
"""

from __future__ import annotations

from audiobook.structuring.numerals import NumeralKind

# One row a language: the first word is one, the second two; "/" parts words for one value,
# "-" at a word's end stands for the endings after "|".
_ORDINALS = (
    "premier/première deuxième/second/seconde troisième quatrième cinquième sixième septième"
    " huitième neuvième dixième onzième douzième treizième quatorzième quinzième seizième"
    " dix-septième dix-huitième dix-neuvième vingtième",
    "erst- zweit- dritt- viert- fünft- sechst- siebent-/siebt- acht- neunt- zehnt- elft-/eilft-"
    " zwölft- dreizehnt- vierzehnt- fünfzehnt- sechzehnt- siebzehnt- achtzehnt- neunzehnt-"
    " zwanzigst- einundzwanzigst- zweiundzwanzigst- dreiundzwanzigst- vierundzwanzigst-"
    " fünfundzwanzigst- sechsundzwanzigst- siebenundzwanzigst- achtundzwanzigst-"
    " neunundzwanzigst- dreißigst- |es er e en",
    "primer- segund- tercer- cuart- quint- sext- séptim-/sétim- octav- noven-/non- décim-"
    " undécim- duodécim- decimotercer- decimocuart- decimoquint- decimosext- decimoséptim-"
    " decimoctav- decimonoven- vigésim- |o a",
    "prim- second- terz- quart- quint- sest- settim- ottav- non- decim- undicesim-/undecim-"
    " dodicesim-/duodecim- tredicesim-/decimoterz- quattordicesim-/decimoquart-"
    " quindicesim-/decimoquint- sedicesim-/decimosest- diciassettesim-/decimosettim-"
    " diciottesim-/decimottav- diciannovesim-/decimonon- ventesim-/vigesim- ventunesim-"
    " ventiduesim- ventitreesim- ventiquattresim- venticinquesim- |o a",
    "primeir- segund- terceir- quart- quint- sext- sétim- oitav- non- décim- |o a",
    "перв- втор- трет- четверт-/четвёрт- пят- шест- седьм- восьм- девят- десят- одиннадцат-"
    " двенадцат- тринадцат- четырнадцат- пятнадцат- шестнадцат- семнадцат- восемнадцат-"
    " девятнадцат- двадцат- |ая ья ый ий ой ое ье",
    "eerste tweede derde vierde vijfde zesde zevende achtste negende tiende elfde twaalfde"
    " dertiende veertiende vijftiende zestiende zeventiende achttiende negentiende twintigste",
    "första andra tredje fjärde femte sjätte sjunde åttonde nionde tionde elfte tolfte trettonde"
    " fjortonde femtonde sextonde sjuttonde artonde nittonde tjugonde",
    "første anden/annet tredje fjerde femte sjette syvende ottende/åttende niende tiende elvte"
    " tolvte",
    "pierwsz- drugi/druga trzeci/trzecia czwart- piąt- szóst- siódm- ósm- dziewiąt- dziesiąt-"
    " jedenast- dwunast- |y a",
    "πρώτο/πρώτον/πρώτη δεύτερο/δεύτερον/δεύτερη τρίτο/τρίτον τέταρτο/τέταρτον πέμπτο/πέμπτον"
    " έκτο/έκτον έβδομο/έβδομον όγδοο/όγδοον ένατο/ένατον δέκατο/δέκατον",
)
_CARDINALS = (
    "un/une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize"
    " dix-sept dix-huit dix-neuf vingt",
    "eins/ein zwei drei vier fünf sechs sieben acht neun zehn elf zwölf dreizehn vierzehn fünfzehn"
    " sechzehn siebzehn achtzehn neunzehn zwanzig",
    "uno/un/una dos tres cuatro cinco seis siete ocho nueve diez once doce trece catorce quince"
    " dieciséis diecisiete dieciocho diecinueve veinte",
    "uno due tre quattro cinque sei sette otto nove dieci undici dodici tredici quattordici"
    " quindici sedici diciassette diciotto diciannove venti",
    "um/uma dois/duas três quatro cinco seis sete oito nove dez onze doze treze quatorze/catorze"
    " quinze dezesseis/dezasseis dezessete/dezassete dezoito dezenove/dezanove vinte",
    "один/одна два/две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать",
    "een/één twee drie vier vijf zes zeven acht negen tien elf twaalf dertien veertien vijftien"
    " zestien zeventien achttien negentien twintig",
    "ett/en två tre fyra fem sex sju åtta nio tio elva tolv tretton fjorton femton sexton"
    " sjutton arton nitton tjugo",
)
_GREEK = dict(zip("αβγδεϛζηθ", range(1, 10), strict=True)) | {"ϝ": 6, "ι": 10, "κ": 20, "λ": 30}
_TICKS = "'’ʹ΄´′"
_HAN = {"零": 0, "〇": 0} | dict(zip("一二三四五六七八九", range(1, 10), strict=True))
_HAN_TENS = {"十": 10, "百": 100}


def _table(rows: tuple[str, ...]) -> dict[str, int]:
    table: dict[str, int] = {}
    for row in rows:
        words, _, endings = row.partition("|")
        for value, variants in enumerate(words.split(), 1):
            for word in variants.split("/"):
                for ending in endings.split() if word.endswith("-") else ("",):
                    table.setdefault(word.removesuffix("-") + ending, value)
    return table


_FIRST = _table(_ORDINALS)
_ONE = _table(_CARDINALS)


def abroad(word: str) -> tuple[int, NumeralKind] | None:
    """Read a number in words of another language, or in Greek letters.

    >>> abroad("Premier"), abroad("ВТОРАЯ"), abroad("eins"), abroad("ΙΒ’"), abroad("Sea")
    ((1, 'ordinal'), (2, 'ordinal'), (1, 'word'), (12, 'word'), None)
    """
    if number := _FIRST.get(word.lower()):
        return number, "ordinal"
    number = _ONE.get(word.lower()) or _greek(word.rstrip(_TICKS))
    return (number, "word") if number else None


def _greek(letters: str) -> int:
    key = letters.lower().replace("στ", "ϛ").replace("ς", "ϛ")
    if not 0 < len(key) < 4 or not letters.isupper() or not set(key) <= _GREEK.keys():
        return 0
    values = [_GREEK[letter] for letter in key]
    return sum(values) if values == sorted(values, reverse=True) else 0


def han(numeral: str) -> int:
    """Read a Chinese or Japanese numeral below a thousand: 0 for none.

    >>> han("三"), han("十二"), han("二十"), han("一百零五"), han("12")
    (3, 12, 20, 105, 12)
    """
    if numeral.isdecimal():
        return int(numeral)
    total = unit = 0
    for sign in numeral:
        if sign in _HAN:
            unit = _HAN[sign]
        elif sign in _HAN_TENS:
            total += (unit or 1) * _HAN_TENS[sign]
            unit = 0
        else:
            return 0
    return total + unit
