"""Find who is named as the speaker of a quotation: "said Mark", "Mr. Hale replied", "he said".

The text beside a quotation comes in, a name goes out; names are learnt from
such tags alone.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_VERBS = (
    "said|says|asked|asks|replied|replies|answered|answers|cried|cries|whispered|whispers|shouted"
    "|shouts|muttered|mutters|murmured|murmurs|exclaimed|exclaims|called|calls|continued|continues"
    "|added|adds|began|begins|returned|remarked|remarks|observed|observes|demanded|demands|inquired"
    "|inquires|enquired|enquires|repeated|repeats|explained|explains|declared|declares|insisted"
    "|insists|agreed|agrees|admitted|admits|suggested|suggests|growled|growls|snapped|snaps|hissed"
    "|hisses|sighed|sighs|laughed|laughs|groaned|groans|gasped|gasps|stammered|stammers|yelled|yells"
    "|screamed|screams|roared|roars|bellowed|sobbed|wailed|pleaded|begged|warned|promised|protested"
    "|objected|interrupted|concluded|ventured|retorted|responded|responds|announced|announces"
    "|echoed|urged|ordered|commanded|told|tells|thought|wondered|went on|goes on|put in|broke in"
    "|burst out|cut in|chimed in|piped up|spoke up|spoke|mumbled|grunted|breathed|croaked|sang"
    "|squeaked|pursued|resumed|quoth|ejaculated|chuckled|grumbled|barked|drawled|teased|joked"
    "|confessed|conceded|corrected|countered|finished|offered|noted|assured|informed|advised"
    "|mused|reminded|persisted|rejoined|faltered|thundered|wheezed|whimpered|rasped|sneered|scoffed"
)
_TITLE = (
    r"(?:(?:the |old |young |poor |little |good |dear |big |King |Queen |Prince |Princess |Lord "
    r"|Lady |Sir |Dame |Aunt |Uncle |Cousin |Father |Mother |Sister |Brother |Captain |Colonel "
    r"|Major |General |Sergeant |Lieutenant |Inspector |Constable |Doctor |Professor |Miss |Master "
    r"|Madame |Monsieur |Judge |Saint |Nurse |Detective |Sheriff |Officer |Count |Baron |Duke "
    r"|Mr\.? |Mrs\.? |Ms\.? |Dr\.? |St\.? |Prof\.? |Capt\.? |Col\.? |Rev\.? |Lt\.? |Sgt\.? |M\. "
    r"|Mme\.? |Mlle\.? )*)"
)
_NO_NAMES = (
    "I|He|She|It|We|They|You|The|A|An|And|But|Then|So|When|While|As|What|Who|That|This|These|Those"
    "|There|Here|Now|Not|No|Yes|Oh|Well|If|At|In|On|For|His|Her|Their|My|Our|Your|One|Someone"
    "|Somebody|Everyone|Everybody|Nobody|Both|Neither|Another|Others|All|After|Before|Still|Again"
    "|Suddenly|Finally|Perhaps|Even|Only|Just|How|Why|Where|Which|Because|Though|Once|Too|Its|Some"
    "|Several|Many|Most|Each|Every|Voices|People|Nothing|Something"
)
_NAME = (
    rf"(?P<name>{_TITLE}(?!(?:{_NO_NAMES})\b)[A-ZÀ-Þ][\w’'-]*(?<![’']s)(?<![’'])"
    rf"(?: (?:(?:de|la|von|van|of|the|du) )?(?!(?:{_NO_NAMES})\b)[A-ZÀ-Þ][\w-]+){{0,3}})"
)
_SOMEONE = r"(?P<someone>(?:the|The|a|A|an|his|her|my) (?:[a-z-]+ ){0,2}?[a-z-]+|(?:an)?other|both)"
_PRONOUN = r"(?P<pronoun>[Hh]e|[Ss]he|[Tt]hey|I|[Ww]e|[Yy]ou)"
_WHO = rf"(?:{_NAME}|{_PRONOUN}|{_SOMEONE})"
_WHO2 = re.sub(r"\?P<(\w+)>", r"?P<\g<1>2>", _WHO)
_ADVERB = r"(?: (?:\w+ly|then|now|at last|at once|quickly|just|only|had|never|always|also))?"
_NOT_OWNER = r"(?![’']s|\w| and [A-Z]| or [A-Z])"
_AFTER = re.compile(
    rf"\s*[,—–]?\s*(?:(?:\w+ly )?(?:{_VERBS}){_ADVERB} {_WHO}{_NOT_OWNER}"
    rf"|{_WHO2}{_NOT_OWNER}"
    rf"{_ADVERB} (?:{_VERBS})\b)"
)
_BEFORE = re.compile(
    rf"(?:^|[.!?…”’\"—;,] |\b(?:and|but|then|when|as|while|Then|But|And|So|Now|At last) )"
    rf"{_WHO}{_ADVERB} (?:{_VERBS})\b[^.!?“”\"]{{0,60}}[,:—]\s*\Z"
)
_LONG_BEFORE = re.compile(
    rf"(?:^|[.!?…”’\"] ){_WHO} [a-z][^.!?“”\"]{{0,120}}? and (?:[a-z]+ly )?(?:{_VERBS})"
    r"\b[^.!?“”\",]{0,40}[,:]\s*\Z"
)
_SCRIPT = re.compile(rf"\A{_NAME}:\s*\Z")


@dataclass(frozen=True, slots=True, kw_only=True)
class Tag:
    """What a tag says of the speaker: a name, or no more than that there is one."""

    name: str = ""  # "" for a pronoun or a description: somebody, but nobody certain
    pronoun: str = ""  # "he", "she", ... in small letters


def tag_after(text: str) -> Tag | None:
    """Read the tag at the beginning of what follows a quotation.

    >>> tag_after(" said Mr. Hale, rising."), tag_after(" she whispered."), tag_after(" It rained.")
    (Tag(name='Mr. Hale', pronoun=''), Tag(name='', pronoun='she'), None)
    """
    match = _AFTER.match(text)
    if not match:
        return None
    groups = match.groupdict()
    return _tag(
        groups["name"] or groups["name2"],
        groups["pronoun"] or groups["pronoun2"],
        groups["someone"] or groups["someone2"],
    )


def tag_before(text: str) -> Tag | None:
    """Read the tag at the end of what goes before a quotation.

    >>> tag_before("Then Anna said softly, "), tag_before("He turned. Mark nodded and said: ")
    (Tag(name='Anna', pronoun=''), Tag(name='Mark', pronoun=''))
    """
    tail = text[-240:]
    match = _BEFORE.search(tail) or _LONG_BEFORE.search(tail)
    if match:
        groups = match.groupdict()
        return _tag(groups["name"], groups["pronoun"], groups["someone"])
    script = _SCRIPT.match(text)
    return Tag(name=_bare(script["name"])) if script else None


def _tag(name: str | None, pronoun: str | None, someone: str | None) -> Tag:
    if name:
        return Tag(name=_bare(name))
    return Tag(pronoun=pronoun.lower()) if pronoun else Tag()


def _bare(name: str) -> str:
    """Leave out the article and the adjectives that stand before a name."""
    return re.sub(r"^(?:(?:the|old|young|poor|little|good|dear|big) )+", "", name)
