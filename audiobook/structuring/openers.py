"""The words with which a paragraph moves the story to another time or place.

A paragraph comes in, its opener comes out ("Backstage,", "The next morning"), or
"".  The list is strict: what is as often a step within a scene ("a moment later",
"finally", "presently") is left out, because a false break is heard and a missing one is not.
"""

from __future__ import annotations

import re

_DAYPART = r"(?:morning|afternoon|evening|night|midnight|noon|dawn|day|sunrise|sunset|dusk)"
_WEEKDAY = r"(?:monday|tuesday|wednesday|thursday|friday|saturday|sunday)s?"
_MONTH = (
    r"(?:january|february|march|april|may|june|july|august|september|october|november|december)"
)
_SEASON = r"(?:spring|summer|autumn|winter|christmas|easter|new year(?:['’]s (?:day|eve))?)"
_LONG = r"(?:hours?|days?|nights?|weeks?|months?|years?|fortnight|decades?)"
_FEW = (
    r"(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|twenty|thirty|forty"
    r"|fifty|several|many|some|a few|a couple of|a dozen|half an?|an hour and a half|\d+)"
)
_ORDINAL = (
    r"(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|last|next|following"
    r"|same|previous|\d+(?:st|nd|rd|th))"
)
_MEAL = r"(?:breakfast|lunch|luncheon|dinner|supper|tea|tiffin|church|school|mass)"
_CLOCK = (
    r"(?:(?:about|exactly|precisely|just|nearly|almost|half[- ]past|a? ?quarter (?:past|to)|past)\s+)*"
    r"(?:one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|\d{1,2}(?:[:.]\d\d)?)"
)

# Anchored at the first word; the match is the opener.
_OPENERS = tuple(
    re.compile(pattern + r"\b,?", re.IGNORECASE)
    for pattern in (
        # (a) parts of the day, days, seasons
        rf"(?:early |late |later |very early |far |long )*(?:on |in |at |by |towards? |during |through )?"
        rf"(?:the |that |this )(?:very )?(?:early |late )?{_ORDINAL} (?:{_DAYPART}|{_WEEKDAY}|week|month|year|{_SEASON})",
        rf"next (?:{_DAYPART}|{_WEEKDAY}|week|month|year|{_SEASON})(?! to\b)",
        rf"(?:early |late |later )?(?:on |in )?that (?:same |very )?(?:{_DAYPART}|week|{_SEASON})(?! (?:was|is|had|when|that|of)\b)",
        rf"(?:early |late |later )(?:on |in )?(?:the (?:next |following )?|that |one )(?:{_DAYPART}|week|{_SEASON})",
        rf"(?:early |late )?one (?:{_DAYPART}|{_WEEKDAY})(?! of\b)",
        rf"(?:early |late )?on (?:the )?{_WEEKDAY}",
        rf"in the (?:{_DAYPART}|days|weeks|months|years|hours) (?:that|which|to|after|following)",
        r"in the (?:early |late )?(?:morning|afternoon|evening)",
        rf"(?:for |over |during )?the (?:next|following) (?:few |{_FEW} )?{_LONG}",
        rf"the {_LONG} (?:passed|went by|slipped by|wore on|dragged)",
        rf"the {_DAYPART} (?:came|passed|dawned|wore|broke|fell|drew|before|after)",
        rf"(?:morning|evening|night|dawn|dusk|midnight|noon|twilight|{_SEASON}) (?:came|fell|had come|had fallen|broke|found|was|passed)",
        r"(?:the next|next) day",
        # (b) a span of hours or more, gone by
        rf"(?:it was |about |almost |nearly |only |perhaps |more than |less than |some )*{_FEW} (?:or {_FEW} )?"
        rf"(?:long |more |whole |full |short )?{_LONG} (?:later|after(?:ward)?s?|passed|went by|had passed|had gone by)",
        r"an hour (?:later|after(?:ward)?s?|passed)",
        # (c) the clock, a meal, light
        rf"(?:by|at|towards?|before|after|just before|just after|since|until|shortly (?:before|after)) "
        rf"(?:about )?(?:dawn|daybreak|daylight|sunrise|sunup|sunset|sundown|dusk|nightfall|dark|noon|midday|midnight|twilight|nine o|{_MEAL})",
        rf"(?:at|by|about|towards?|before|after) {_CLOCK}(?:[- ](?:thirty|fifteen|forty-five))?"
        rf"(?: o['’]clock| (?:in the (?:morning|afternoon|evening)|at night|that {_DAYPART}|[ap]\.m))",
        # (d) it was late
        rf"it was (?:now |already |still |nearly |almost |about |just |only |quite |very |past |after |late in the |the (?:next |following |same )|early |a (?:\w+ )?)*"
        rf"(?:late|dark|dusk|dawn|noon|midnight|daylight|twilight|nightfall|{_DAYPART}|{_WEEKDAY}|{_MONTH}|{_SEASON}|{_CLOCK} o['’]clock)(?! (?:enough|to|for|that|than)\b)",
        # (e) moments and minutes, in the plural
        r"(?:only |mere |just |several |some )?(?:moments|minutes|seconds|hours|days|weeks|months) (?:later|before|after(?:ward)?s?)(?! that\b)",
        # (f) place
        r"(?:backstage|outside|downstairs|upstairs|elsewhere|overhead|offstage|aboard)(?=,)",
        r"back (?:at|in|on|inside|aboard) (?:the|his|her|their|my|our|[A-Z]\w+)",
        r"across (?:town|the (?:city|street|river|road|world|hall))(?=,)",
        r"meanwhile(?:,)? (?:at|in|back|on|across|over|down|up|outside)",
        r"(?:in|at) another part of",
        r"far (?:away|off)(?=,)",
    )
)
_SPEECH = "\"“'‘«„—–"
_SPAN_BEFORE = re.compile(r"years (?:before|earlier|ago)\b", re.IGNORECASE)


def opener(paragraph: str) -> str:
    """Give the words at a paragraph's start that move the scene, or "".

    >>> opener("Moments later, as the intro music began, the announcer called.")
    'Moments later,'
    >>> opener("“The next morning,” he said, “I left.”")
    ''
    """
    if not paragraph or paragraph[0] in _SPEECH:
        return ""
    for pattern in _OPENERS:
        found = pattern.match(paragraph)
        if found:
            return found.group()
    return ""
