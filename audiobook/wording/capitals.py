"""Words in capitals: shouting and headings become words, acronyms stay."""

from __future__ import annotations

import re

from audiobook.model import Span
from audiobook.wording.rules import Dialect, Rule

_WORD = r"[A-Z][A-Z’'-]*"
_RUN = re.compile(
    r"(?<![\w.&])(?:[A-Z]+(?:[’'-][A-Z]+)*)(?:[,;:—!?…’”\"]? (?:— )?[“‘\"]?[A-Z]+(?:[’'-][A-Z]+)*)+(?![\w&]|\.[A-Z])"
)
_ONE = re.compile(r"(?<![\w.&])[A-Z]{2,}(?:[’'-][A-Z]+)*(?![\w&]|\.[A-Z])")
_ACRONYMS = frozenset(
    ["USA", "US", "UK", "UN", "EU", "FBI", "CIA", "NSA", "IRS", "NASA", "NATO", "UNESCO", "UNICEF", "BBC", "CNN", "NBC", "CBS", "ABC", "ESPN", "IBM", "TV", "DVD", "CD", "PC", "DNA", "RNA", "HIV", "AIDS", "ATM", "PIN", "VIP", "RSVP", "PHD", "MD", "MP", "MPS", "KGB", "MI", "SS", "SOS", "USS", "HMS", "RAF", "RMS", "GI", "POW", "UFO", "OK", "ID", "IQ", "AM", "PM", "BC", "AD", "ER", "EMT", "EMTS", "CEO", "CFO", "NYPD", "LAPD", "SUV", "GPS", "USSR", "GOP", "IRA", "WWI", "WWII", "VE", "VJ", "NY", "LA", "DC", "XII", "VIII", "III", "II", "IV", "VI", "VII", "IX", "XI", "XX", "XIV", "XIII", "XV", "XVI", "XIX"]
)
# Common words that are shouted alone; an acronym spelt alike (US, IT, WHO) is not here.
_SHOUTED = frozenset(
    ["a", "about", "after", "again", "ah", "all", "alone", "always", "am", "an", "and", "another", "any", "are", "as", "ask", "at", "away", "back", "bad", "be", "because", "been", "before", "behind", "believe", "best", "better", "big", "both", "bring", "but", "by", "call", "came", "can", "cannot", "can't", "come", "could", "couldn't", "damn", "day", "dead", "dear", "death", "did", "didn't", "die", "do", "does", "doesn't", "doing", "done", "don't", "down", "enough", "even", "ever", "every", "everyone", "everything", "evil", "far", "fast", "fear", "find", "fine", "fire", "first", "five", "for", "forever", "four", "free", "from", "front", "gentlemen", "get", "girl", "give", "go", "god", "goes", "going", "gone", "good", "goodbye", "got", "great", "guilty", "had", "halt", "happy", "has", "hate", "have", "he", "hear", "hell", "hello", "help", "her", "here", "hers", "hey", "hi", "him", "his", "hold", "home", "hot", "how", "hurry", "hush", "i", "if", "i'm", "in", "into", "is", "isn't", "it's", "i've", "just", "keep", "kill", "killed", "kind", "knew", "know", "known", "last", "late", "leave", "left", "less", "let", "let's", "liar", "lies", "life", "like", "listen", "little", "live", "long", "look", "lord", "lost", "love", "loved", "mad", "made", "make", "man", "many", "may", "me", "mean", "men", "might", "mine", "more", "most", "mother", "move", "much", "murder", "murderer", "must", "my", "name", "need", "never", "new", "next", "night", "no", "nobody", "none", "not", "nothing", "now", "of", "off", "oh", "on", "once", "one", "only", "open", "or", "other", "our", "out", "over", "people", "please", "poor", "power", "put", "quick", "quiet", "quite", "ran", "real", "really", "right", "run", "said", "same", "save", "saw", "say", "says", "secret", "see", "seen", "shall", "she", "should", "shut", "silence", "sir", "so", "some", "someone", "something", "son", "soon", "sorry", "stand", "stay", "still", "stop", "such", "sure", "take", "tell", "than", "thank", "thanks", "that", "that's", "the", "their", "them", "then", "there", "there's", "these", "they", "thief", "thing", "think", "this", "those", "thought", "three", "through", "time", "to", "today", "together", "told", "tomorrow", "tonight", "too", "took", "town", "true", "truth", "try", "turn", "two", "under", "until", "up", "upon", "very", "wait", "wake", "walk", "want", "wanted", "war", "warning", "was", "wasn't", "watch", "we", "well", "were", "what", "what's", "when", "where", "which", "while", "who's", "why", "wife", "will", "win", "wish", "with", "without", "woman", "women", "won't", "word", "work", "world", "would", "wrong", "yeah", "yes", "yet", "you", "your", "yours", "you're", "danger", "exit", "beware", "closed", "private", "keep", "enter", "stop", "caution", "welcome", "father", "brother", "sister", "daddy", "mommy", "mom", "dad", "everything", "everybody", "anybody", "anyone", "anything", "nowhere", "somewhere", "everywhere", "absolutely", "exactly", "definitely", "completely", "entirely", "impossible", "ridiculous", "beautiful", "perfect", "terrible", "horrible", "wonderful", "crazy", "insane"]
)
_SMALL = frozenset(
    ["a", "an", "and", "as", "at", "but", "by", "for", "from", "in", "into", "nor", "of", "on", "or", "over", "the", "to", "upon", "with"]
)


def _is_acronym(word: str) -> bool:
    bare = word.replace("’", "'").removesuffix("'S").removesuffix("'s")
    return bare in _ACRONYMS or not re.search(r"[AEIOUY]", bare)


def _lower(word: str) -> str:
    return word if word == "I" or (word.startswith(("I'", "I’")) and False) else word.lower()


def _i(word: str) -> str:
    low = word.lower()
    return "I" + low[1:] if low == "i" or low.startswith(("i'", "i’")) else low


def _run(match: re.Match[str], dialect: Dialect) -> str | None:
    words = re.findall(r"[A-Z]+(?:[’'-][A-Z]+)*", match.group())
    if len(words) < 3 or not any(len(word) >= 4 for word in words):
        return None
    if sum(_is_acronym(word) for word in words) * 2 > len(words):
        return None

    def one(found: re.Match[str]) -> str:
        word = found.group()
        return word if len(word) > 1 and _is_acronym(word) else _i(word)

    said = re.sub(r"[A-Z]+(?:[’'-][A-Z]+)*", one, match.group())
    first = not match.string[: match.start()].strip(" “‘\"'(—")
    return said[0].upper() + said[1:] if first else said


def _one(match: re.Match[str], dialect: Dialect) -> str | None:
    word = match.group()
    if word.lower().replace("’", "'") not in _SHOUTED:
        return None
    said = _i(word)
    first = not match.string[: match.start()].strip(" “‘\"'(—")
    return said[0].upper() + said[1:] if first else said


RULES: tuple[Rule, ...] = (
    Rule(kind="capitals", need="capitals", pattern=_RUN, say=_run),
    Rule(kind="capitals", need="capitals", pattern=_ONE, say=_one),
)


def titled(text: str) -> str:
    """Write a heading in capitals as a title.

    >>> titled("THE RED-HEADED LEAGUE OF THE USA"), titled("Chapter IV")
    ('The Red-Headed League of the USA', 'Chapter IV')
    """
    letters = [letter for letter in text if letter.isalpha()]
    if len(letters) < 4 or any(letter.islower() for letter in letters):
        return text

    def one(match: re.Match[str]) -> str:
        word = match.group()
        if len(word) > 1 and (_is_acronym(word) or re.fullmatch(r"[IVXLC]+", word)):
            return word
        if (
            word.lower() in _SMALL
            and match.start() > 0
            and text[match.start() - 2 : match.start()] not in (": ", ". ", "— ")
        ):
            return word.lower()
        return word.capitalize()

    return re.sub(r"[^\W\d_]+(?:[’'][^\W\d_]+)?", one, text)


def stressed(text: str, emphasis: tuple[Span, ...]) -> str:
    """Lower the capitals of what is emphasised: there they are stress, not an acronym.

    >>> stressed("I said WAIT.", ((7, 11),))
    'I said wait.'
    """
    for start, end in emphasis:
        words = text[start:end]
        if (
            words.isascii()
            and words.isupper()
            and not any(_is_acronym(word) for word in words.split())
        ):
            text = text[:start] + words.lower() + text[end:]
    return text
