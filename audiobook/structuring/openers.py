"""The words with which a paragraph moves the story to another time or place.

A paragraph comes in, its opener comes out ("Backstage,", "The next morning"), or
"".  The list is strict: what is as often a step within a scene ("a moment later",
"finally", "presently") is left out, because a false break is heard and a missing one is not.
"""

from __future__ import annotations

import re

_DAYPART = r"(?:morning|forenoon|afternoon|evening|night|midnight|noon|dawn|day)"
_LIGHT = (
    r"(?:dawn|daybreak|daylight|sunrise|sun-up|sunup|sunset|sundown|dusk|nightfall|dark|darkness"
    r"|noon|noontime|midday|midnight|twilight|moonrise|evening|morning)"
)
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)days?"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_SEASON = r"(?:spring|summer|autumn|winter|christmas|easter|thanksgiving|new year['’]s(?: \w+)?)"
_SPAN = r"(?:days?|nights?|weeks?|months?|years?|fortnight|decades?)"
_LONG = rf"(?:hours?|{_SPAN})"
_FEW = (
    r"(?:an?|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty|thirty"
    r"|forty|fifty|several|many|some|a few|a couple of|a dozen|\d+)"
)
_WHICH = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|following"
    r"|\d+(?:st|nd|rd|th))"
)
_MEAL = r"(?:breakfast|lunch|luncheon|dinner|supper|tea|church|school|mass)"
_HOUR = (
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2})"
    r"(?:[-: ](?:\d\d|thirty|fifteen|forty-five))?"
)
_CLOCK = (
    r"(?:(?:about|exactly|precisely|just|nearly|almost|past|half[- ]past"
    r"|(?:a )?quarter (?:past|to)) )*"
    rf"{_HOUR}"
)
_OCLOCK = (
    rf"(?: o['’]clock|,? (?:in the|on|that|the next) (?:\w+ )?{_DAYPART}|,? at night| [ap]\.m\.?)"
)
_GONE = (
    r"(?:passed|went by|slipped by|slipped away|wore on|dragged|crawled|rolled"
    r"|had passed|had gone by)"
)
_UNIT = rf"(?:{_DAYPART}|{_WEEKDAY}|week|month|year|{_SEASON})"
_NOT_TOLD = r"(?! (?:was|is|had been|when|that|of|to come)\b)"

_PATTERNS = (
    # (a) parts of the day, days, weeks, seasons
    rf"(?:early |late |later )*(?:on |in |at |by |towards? "
    rf"|during )?the {_WHICH} {_UNIT}{_NOT_TOLD}",
    rf"(?:early |late )?next {_UNIT}(?! to\b)",
    rf"(?:early |late |later )*(?:on |in |all )?that (?:same |very )?(?:{_DAYPART}|week"
    rf"|{_SEASON}){_NOT_TOLD}",
    rf"(?:early |late |later )(?:on |in )?(?:the |that |one |on )?(?:same )?{_UNIT}",
    rf"(?:early |late )?one (?:\w+ )?(?:{_DAYPART}|{_WEEKDAY})(?! of\b)",
    rf"(?:early |late )?on (?:the )?{_WEEKDAY}",
    rf"on the {_DAYPART} (?:of|before|after|following|when)",
    r"in the (?:days|weeks|months|years) (?:that|which) \w+|in the (?:days|weeks|months) to come",
    r"in the (?:early |late )?(?:morning|forenoon|afternoon|evening)",
    r"in the (?:\w+ )?(?:sunshine|sunlight|moonlight|twilight|dusk|dawn|heat|cool|gray"
    r"|grey|light) of",
    rf"(?:for |over |during |through )?the (?:next|following) (?:{_FEW} )?{_SPAN}",
    rf"for (?:the next )?{_FEW} (?:long |whole )?(?:days|nights|weeks|months)",
    rf"(?:the )?{_LONG} {_GONE}",
    rf"(?:when )?(?:the )?(?:{_LIGHT}|{_SEASON}) (?:came|fell|had come|had fallen|broke|spread"
    r"|found|passed|dawned)",
    rf"the {_DAYPART} (?:before|after|following)",
    r"(?:the )?next day",
    rf"(?:early |late )?in (?:early |late |the early |the late |the )?(?:{_MONTH}"
    rf"|{_SEASON}){_NOT_TOLD}",
    # (b) a span of hours or more, gone by
    rf"(?:about |almost |nearly |only |perhaps |more than |less than |some )*{_FEW} "
    rf"(?:or {_FEW} )?(?:\w+ )?{_LONG} (?:later|after|afterwards?|{_GONE})",
    rf"after {_FEW} (?:\w+ )?{_SPAN}",
    rf"at the end of (?:the|a|that|{_FEW}) (?:\w+ )?(?:{_SPAN}|{_DAYPART})",
    # (c) light, meals, the clock
    rf"(?:just |shortly |soon |long )?(?:by|at|towards?|before|after|until) (?:about "
    rf"|the )?{_LIGHT}(?! of\b)",
    rf"(?:just |shortly |soon |immediately )?(?:after|before) (?:the )?{_MEAL}",
    rf"at {_MEAL}(?: that| the next| on)?",
    rf"(?:it was )?(?:at|by|about|towards?|before|after|promptly at|shortly (?:before"
    rf"|after)) {_CLOCK}{_OCLOCK}",
    rf"{_HOUR} o['’]clock (?:found|came|struck|saw)",
    rf"(?:[\w’-]+ ){{2,7}}at (?:about )?(?:(?:half[- ]past|a quarter (?:past|to)) {_HOUR}"
    rf"|{_HOUR} o['’]clock)",
    # (d) it was late
    # at most four words between, none of which can be read in two ways: cost stays linear
    rf"it was (?:(?:now|still|almost|about|just|quite|past|after|at|on|late in|in|the|a|same"
    rf"|{_WHICH}|[a-z]+ing|[a-z]+y) ){{0,4}}"
    rf"(?:late|dark|{_LIGHT}|{_DAYPART}|{_WEEKDAY}|{_MONTH}|{_SEASON}|{_CLOCK} o['’]clock)"
    r"(?! (?:enough|to|for|that|than|one|who|which)\b)",
    rf"it was an? (?:[a-z]+,? ){{1,3}}(?:{_DAYPART}|{_WEEKDAY})(?! (?:of|to|for)\b)",
    r"the sun (?:rose|set|was (?:up|high|low|setting|rising|sinking|well|just|already)|had)",
    # (e) moments and minutes, in the plural and at the head
    r"(?:only |mere |just )?(?:moments|minutes|seconds|hours|days|weeks|months) "
    r"(?:later|before|after|afterwards?)(?! that\b)",
    # (f) place, and waking
    r"(?:backstage|outside|downstairs|upstairs|elsewhere|offstage|aboard|ashore)(?=,)",
    r"(?:I|we|he|she|they) (?:reached|arrived|landed|sailed|got safely|(?:drove|rode|went|came|got)"
    r" (?:back|home) (?:to|at|from|in)|returned to)",
    r"when (?:I|we|he|she|they|[A-Z]\w+) (?:reached|arrived|returned|got home|came home)",
    r"back (?:at|in|on|before|beside|behind|inside|aboard) "
    r"(?!(?:the |those |his )?(?:days?|times?|years?|moment)\b)"
    r"(?:(?:the|his|her|their|my|our) )?\w+",
    r"across (?:town|the (?:city|street|river|road|world))(?=,)",
    r"meanwhile,? (?:at|in|back|on|across|over|down|up|outside|aboard)",
    r"(?:in|at|on) (?:another|a different) part of",
    r"when (?:I|he|she|they|we|[A-Z]\w+) (?:next |finally |at last )?(?:awoke|woke"
    r"|awakened|wakened)",
)
_OPENER = re.compile(
    r"(?:(?:and|but|so|then|now),? )?(?:then,? )?(?:" + "|".join(_PATTERNS) + r")\b,?",
    re.IGNORECASE,
)
_FIRST = re.compile(r"[A-Z]")
# The same within the first sentence: "There was a rehearsal that evening."
_WITHIN = re.compile(
    rf"\b(?:(?:early |late |later )*(?:on )?(?:the )?(?:next|following) {_UNIT}"
    rf"|(?:early |late |later )*that (?:evening|night|afternoon|morning)"
    rf"|{_FEW} (?:days|nights|weeks|months|years) (?:later|afterwards?)"
    rf"|on the (?:second|third|fourth|fifth|sixth|seventh|tenth) {_UNIT})\b"
)
# A short first sentence, then the hour: "The car slid to a stop. It was night."
_SECOND = re.compile(
    rf"[A-Z][^.!?;:“”\"—]{{3,60}}\.\s+(It was (?:[a-z]+ )?(?:{_LIGHT}|{_DAYPART}|late|{_CLOCK}"
    r" o['’]clock))\b(?! (?:enough|to|for|that|than|of)\b)"
)
_FIRST_SENTENCE = re.compile(r"[^.!?;:“”\"—]{10,160}")
# What is planned, wished for or remembered has not come.
_NOT_NOW = re.compile(
    r"\b(?:would|should|could|might|must|shall|will|if|had|decided|promised|arranged|intended"
    r"|hoped|meant|going|time|since|till|until|every|before|all|was to|were to|not)\b"
)


def opener(paragraph: str) -> str:
    """Give the words at a paragraph's beginning that move the scene, or "".

    >>> opener("Moments later, as the intro music began, the announcer called.")
    'Moments later,'
    >>> opener("There was a rehearsal at the theatre that evening. He went.")
    'that evening'
    >>> opener("“The next morning,” he said, “I left.”")
    ''
    """
    if not _FIRST.match(paragraph):
        return ""
    found = _OPENER.match(paragraph)
    return found.group() if found else _within(paragraph)


def _within(paragraph: str) -> str:
    second = _SECOND.match(paragraph)
    if second:
        return second.group(1)
    sentence = _FIRST_SENTENCE.match(paragraph)
    found = _WITHIN.search(paragraph, 0, sentence.end()) if sentence else None
    if found is None or _NOT_NOW.search(paragraph, 0, found.start()):
        return ""
    return found.group()
