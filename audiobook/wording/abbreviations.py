"""Abbreviations and initials: tables of what each stands for, and where its place decides.

"St." is a saint before a saint's name and a street after a street's; "Dr." is a
doctor but a drive after a name; a full stop that ended the sentence as well is
given back.
"""

from __future__ import annotations

import re

from audiobook.wording import numbers
from audiobook.wording.measures import ends_sentence
from audiobook.wording.rules import Dialect, Rule

# Before a capital letter, or where the name follows.
_TITLES = {
    "Mr": "Mister", "Mrs": "Missus", "Ms": "Miz", "Messrs": "Messers", "Mme": "Madame",
    "Mmes": "Mesdames", "Mlle": "Mademoiselle", "MM": "Messieurs", "Prof": "Professor",
    "Profs": "Professors", "Drs": "Doctors", "Capt": "Captain", "Col": "Colonel",
    "Lieut": "Lieutenant", "Lt": "Lieutenant", "Sgt": "Sergeant", "Sergt": "Sergeant",
    "Maj": "Major", "Gen": "General", "Cpl": "Corporal", "Corp": "Corporal", "Pvt": "Private",
    "Pfc": "Private First Class", "Adm": "Admiral", "Cmdr": "Commander", "Cdr": "Commander",
    "Brig": "Brigadier", "Rev": "Reverend", "Revd": "Reverend", "Hon": "Honorable",
    "Gov": "Governor", "Sen": "Senator", "Rep": "Representative", "Pres": "President",
    "Supt": "Superintendent", "Insp": "Inspector", "Det": "Detective", "Msgr": "Monsignor",
    "Mgr": "Monsignor", "Fr": "Father", "Br": "Brother", "Bp": "Bishop", "Abp": "Archbishop",
    "Amb": "Ambassador", "Atty": "Attorney", "Mt": "Mount", "Ft": "Fort", "Pt": "Point",
    "Pte": "Private", "Const": "Constable", "Snr": "Señor", "Sra": "Señora",
    "Wm": "William", "Chas": "Charles", "Geo": "George", "Thos": "Thomas", "Jas": "James",
    "Robt": "Robert", "Jno": "John", "Benj": "Benjamin", "Saml": "Samuel", "Edw": "Edward",
    "Ste": "Sainte", "SS": "Saints",
}  # fmt: skip
# These are titles wherever they stand with their full stop.
_ALWAYS_TITLES = ["Mr", "Mrs", "Ms", "Messrs", "Mme", "Mmes", "Mlle", "Prof", "Profs", "Drs", "Capt", "Lieut", "Lt", "Sgt", "Sergt", "Cpl", "Cmdr", "Revd", "Supt", "Msgr"]
# With their full stop, anywhere.
_WORDS = {
    "etc": "et cetera", "viz": "namely", "cf": "compare", "approx": "approximately",
    "dept": "department", "Dept": "Department", "govt": "government", "Govt": "Government",
    "assn": "association", "Assn": "Association", "Ltd": "Limited", "Inc": "Incorporated",
    "Bros": "Brothers", "Esq": "Esquire", "Jr": "Junior", "jr": "junior", "Jun": "Junior",
    "Sr": "Senior", "Ave": "Avenue", "Blvd": "Boulevard", "Rd": "Road", "Hwy": "Highway",
    "Pkwy": "Parkway", "Bldg": "Building", "bldg": "building", "Apt": "Apartment",
    "Mts": "Mountains", "Univ": "University", "misc": "miscellaneous", "ibid": "ibidem",
    "Ibid": "Ibidem", "vs": "versus", "incl": "including", "orig": "originally", "anon": "anonymous",
    "Co": "Company", "Corp": "Corporation", "asst": "assistant", "Asst": "Assistant",
    "Yr": "Your", "secy": "secretary", "Secy": "Secretary", "ult": "ultimo", "prox": "proximo",
    "inst": "instant", "obs": "obsolete", "esp": "especially", "usu": "usually",
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
    "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday",
    "Jan": "January", "Feb": "February", "Apr": "April", "Aug": "August", "Sept": "September",
    "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
# Before a number or a Roman numeral.
_NUMBERED = {
    "No": "number", "no": "number", "Nos": "numbers", "nos": "numbers", "№": "number",
    "p": "page", "pp": "pages", "vol": "volume", "Vol": "Volume", "vols": "volumes",
    "Vols": "Volumes", "ch": "chapter", "Ch": "Chapter", "chap": "chapter", "Chap": "Chapter",
    "chaps": "chapters", "chs": "chapters", "Chaps": "Chapters", "fig": "figure", "Fig": "Figure",
    "figs": "figures", "Figs": "Figures", "sec": "section", "Sec": "Section", "pt": "part",
    "Pt": "Part", "art": "article", "Art": "Article", "bk": "book", "Bk": "Book", "sc": "scene",
    "Sc": "Scene", "c": "circa", "ca": "circa", "cap": "chapter", "l": "line", "ll": "lines",
    "v": "verse", "vv": "verses", "P": "page", "Pp": "Pages", "ed": "edition", "Op": "Opus",
    "op": "opus", "est": "established", "Est": "Established", "ex": "exercise",
}  # fmt: skip
_STATES = {
    "Ala": "Alabama", "Ariz": "Arizona", "Ark": "Arkansas", "Calif": "California",
    "Cal": "California", "Colo": "Colorado", "Conn": "Connecticut", "Del": "Delaware",
    "Fla": "Florida", "Ga": "Georgia", "Ill": "Illinois", "Ind": "Indiana", "Kan": "Kansas",
    "Kans": "Kansas", "Ky": "Kentucky", "La": "Louisiana", "Mass": "Massachusetts",
    "Md": "Maryland", "Mich": "Michigan", "Minn": "Minnesota", "Miss": "Mississippi",
    "Mo": "Missouri", "Mont": "Montana", "Neb": "Nebraska", "Nebr": "Nebraska", "Nev": "Nevada",
    "Okla": "Oklahoma", "Ore": "Oregon", "Pa": "Pennsylvania", "Penn": "Pennsylvania",
    "Tenn": "Tennessee", "Tex": "Texas", "Va": "Virginia", "Vt": "Vermont", "Wash": "Washington",
    "Wis": "Wisconsin", "Wyo": "Wyoming", "Me": "Maine",
}  # fmt: skip
_SAINTS = (
    "Agnes|Alban|Ambrose|Andrew|Anne|Ann|Anselm|Anthony|Antony|Augustine|Barbara|Bartholomew|Basil"
    "|Bede|Benedict|Bernard|Boniface|Brendan|Brigid|Bride|Catherine|Cecilia|Charles|Christopher|Clair"
    "|Clare|Claire|Clement|Columba|Croix|Cuthbert|Cyr|David|Denis|Dominic|Dunstan|Edmund|Elizabeth"
    "|Elmo|Francis|George|Germain|Giles|Gregory|Helena|Helens|Honoré|Hubert|Ignatius|Ives|James"
    "|Jerome|Joan|Joe|John|Johns|Joseph|Jude|Just|Kilda|Kitts|Lawrence|Lazare|Leger|Leonard|Lo|Louis"
    "|Lucia|Lucy|Luke|Malo|Margaret|Mark|Martin|Mary|Matthew|Maur|Michael|Moritz|Nicholas|Nick|Olaf"
    "|Olave|Omer|Pancras|Patrick|Paul|Peter|Petersburg|Philip|Pierre|Quentin|Raphael|Sebastian"
    "|Simon|Stephen|Swithin|Teresa|Theresa|Thomas|Trinian|Ursula|Valentine|Vincent|Vitus|Winifred"
)
_PHRASES = {
    "i.e.": "that is", "e.g.": "for example", "a.k.a.": "also known as", "&c.": "et cetera",
    "et al.": "and others", "et seq.": "and following", "w/o": "without", "w/": "with",
    "N.B.": "nota bene", "n.b.": "nota bene", "Lt. Col.": "Lieutenant Colonel",
    "Lt. Gen.": "Lieutenant General", "Maj. Gen.": "Major General", "Brig. Gen.": "Brigadier General",
    "Lt. Cmdr.": "Lieutenant Commander", "Lt. Gov.": "Lieutenant Governor", "q.v.": "which see",
    "Lieut. Col.": "Lieutenant Colonel", "Sgt. Maj.": "Sergeant Major", "Ph.D.": "P H D",
    "Ph. D.": "P H D", "Ph.D": "P H D", "et. al.": "and others", "op. cit.": "in the work cited",
    "m.p.h.": "miles per hour", "b.p.m.": "beats per minute", "r.p.m.": "revolutions per minute",
    "Attys. Gen.": "Attorneys General", "Att. Gen.": "Attorney General", "A/C": "A C",
}  # fmt: skip
_HONOR = {"Honorable": "Honourable"}
_COMPASS = {"N": "North", "S": "South", "E": "East", "W": "West"}


def _alternatives(words: object) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: -len(word)))  # type: ignore[call-overload]


def _stop(match: re.Match[str]) -> str:
    closes = match.group().endswith(".") and ends_sentence(match.string, match.end())
    return "." if closes else ""


def _title(match: re.Match[str], dialect: Dialect) -> str:
    said = _TITLES[match["title"]]
    return _HONOR.get(said, said) if dialect.british else said


def _word(match: re.Match[str], dialect: Dialect) -> str:
    return _WORDS[match["word"]] + _stop(match)


def _numbered(match: re.Match[str], dialect: Dialect) -> str:
    said = _NUMBERED[match["word"]]
    starts = not match.string[: match.start()].strip(" “‘\"'(")
    return said[0].upper() + said[1:] if starts and match["word"][0].isupper() else said


def _phrase(match: re.Match[str], dialect: Dialect) -> str:
    return _PHRASES[match.group()] + _stop(match)


def _capital_phrase(match: re.Match[str], dialect: Dialect) -> str:
    said = _PHRASES[match.group().lower()]
    return said[0].upper() + said[1:]


def _state(match: re.Match[str], dialect: Dialect) -> str:
    return f"{match['before']}{_STATES[match['state']]}{_stop(match)}"


def _street_or_saint(match: re.Match[str], dialect: Dialect) -> str:
    text, end = match.string, match.end()
    before, after = match["before"], text[end:]
    named = re.match(r"[’']?s? ?(?:[A-Z])", after)
    saint = re.match(rf" (?:{_SAINTS})\b", after)
    if saint or (named and not before):
        return f"{before or ''}Saint"
    if before and (not named or re.match(r" [A-Z]", after)):
        return f"{before}Street{_stop(match)}"
    return f"{before or ''}{'Saint' if named else 'Street'}{_stop(match)}"


def _doctor_or_drive(match: re.Match[str], dialect: Dialect) -> str:
    text, end = match.string, match.end()
    before = match["before"]
    if re.match(r" [A-Z]", text[end : end + 3]) and not (before and before[0].isdigit()):
        return f"{before or ''}Doctor"
    if before:
        return f"{before}Drive{_stop(match)}"
    lower = re.search(r"\b(?:the|a|my|our|this|that|your) $", text[: match.start()])
    return ("doctor" if lower else "Doctor") + _stop(match)


def _monsieur(match: re.Match[str], dialect: Dialect) -> str:
    return "Monsieur"


def _initials(match: re.Match[str], dialect: Dialect) -> str | None:
    letters = re.findall(r"[A-Z]", match["letters"])
    text, end = match.string, match.end()
    if len(letters) == 1:
        return _lone_initial(letters[0], match, text, end)
    if (
        not re.match(r" [A-Z][a-z’']|[’']s", text[end : end + 3])
        or "".join(letters) in _SAID_DOTTED
    ):
        return None
    if "A" in letters:  # a lone A would be taken for the article
        return ".".join(letters)
    return " ".join(letters)


_SAID_DOTTED = {
    "US",
    "USA",
    "UK",
    "AD",
    "BC",
    "BCE",
    "CE",
    "DC",
    "UN",
    "NY",
    "PM",
    "AM",
    "USSR",
    "USS",
    "HMS",
    "MP",
}


def _lone_initial(letter: str, match: re.Match[str], text: str, end: int) -> str | None:
    if not re.match(r" [A-Z][a-z]", text[end : end + 3]) or letter == "A":
        return None
    before = text[: match.start()].rstrip()
    if letter == "I" and not before[-1:].isalpha():
        return None
    return letter


def _compass(match: re.Match[str], dialect: Dialect) -> str:
    return _COMPASS[match["side"]]


def _new_numbers(match: re.Match[str], dialect: Dialect) -> str:
    return numbers.digits(match.group())


_NUMERAL_NEXT = r"(?= ?(?:\d|[IVXLC]+\b|[ivxlc]+\b|[A-Z]\b))"
RULES: tuple[Rule, ...] = (
    Rule(
        kind="abbreviation",
        pattern=re.compile(rf"(?<![\w.&])(?:{_alternatives(_PHRASES)})(?![\w])"),
        say=_phrase,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(r"(?<![\w.])(?:I\.e\.|E\.g\.)(?!\w)"),
        say=_capital_phrase,
    ),
    Rule(
        kind="abbreviation",
        pattern=re.compile(rf"(?<![\w.])(?P<word>{_alternatives(_NUMBERED)})\.{_NUMERAL_NEXT}"),
        say=_numbered,
    ),
    Rule(
        kind="abbreviation",
        pattern=re.compile(r"(?P<word>№)(?= ?\d)"),
        say=_numbered,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(rf"(?P<before>[a-z], )(?P<state>{_alternatives(_STATES)})\.(?!\w)"),
        say=_state,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(
            r"(?P<before>(?<![\w.])(?!(?:The|At|In|Of|From|To|By|On|And|But|Near|With|For|Old|New|North|South"
            r"|East|West|Fort|Port|Mount|Sault|Mister|Missus|Lake|Cape|Then|When|While|If|As|Poor|Dear"
            r"|Good|Oh|Like|O|Is|Was|Sir|Lady|Lord|Church|Chapter|Even|Since) )(?:[A-Z][a-z’']+|\d+(?:st|nd|rd|th)) )?"
            r"(?<![\w.])St\.(?!\w)"
        ),
        say=_street_or_saint,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(
            r"(?P<before>(?<![\w.])(?!(?:The|At|In|Of|From|To|By|On|And|But|With|For|Then|When|While|If|As"
            r"|Poor|Dear|Good|Oh|Like|O|Is|Was|Yes|No|Well|So|Old|Young|Said|That|This|My|Your|His|Her"
            r"|Our|After|Before|Since|Because|Even|Perhaps|Here|There|Where|What|Who|Why|How) )"
            r"(?:[A-Z][a-z’']+) )?(?<![\w.])Dr\.(?!\w)"
        ),
        say=_doctor_or_drive,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(rf"(?<![\w.])(?P<title>{_alternatives(_ALWAYS_TITLES)})\.(?!\w)"),
        say=_title,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(rf"(?<![\w.])(?P<title>{_alternatives(_TITLES)})\.(?= ?[A-Z])"),
        say=_title,
    ),
    Rule(
        kind="abbreviation",
        pattern=re.compile(r"(?<![\w.])(?P<title>Mr|Mrs|Ms|Mme|Mlle)(?= [A-Z])"),
        say=_title,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(
            r"(?<![\w.])(?<![A-Z][a-z] )(?<!\. )M\.(?= (?:le|la|de|du|des|d[’'])? ?[A-Z][a-zéèêëàâôûïî]{2})"
        ),
        say=_monsieur,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(
            rf"(?<![\w.])(?P<word>{_alternatives(word for word in _WORDS if word not in ('Mon', 'Co', 'Fri', 'Wed'))})\.(?!\w)"
        ),
        say=_word,
    ),
    Rule(
        kind="abbreviation",
        need="dot",
        pattern=re.compile(r"(?<=[A-Za-z&] )(?P<word>Co)\.(?!\w)"),
        say=_word,
    ),
    Rule(
        kind="abbreviation",
        pattern=re.compile(r"(?<=\w )(?P<word>vs)(?= \w)"),
        say=_word,
    ),
    Rule(
        kind="initials",
        need="dot",
        pattern=re.compile(r"(?<=\d )(?P<side>[NSEW])\.(?= [A-Z][a-z])"),
        say=_compass,
    ),
    Rule(
        kind="initials",
        need="dot",
        pattern=re.compile(
            r"(?<![\w.])(?P<letters>(?:[A-Z]\. ?){1,6}(?<! )(?: ?[A-Z]\.)?)(?=[ ’'])"
        ),
        say=_initials,
    ),
)
