"""Two word lists for text in capitals: acronyms, and common words that are shouted alone."""

from __future__ import annotations

_ACRONYMS = """
USA US UK UN EU USSR FBI CIA NSA IRS NASA NATO UNESCO UNICEF OPEC INTERPOL BBC CNN NBC CBS ABC
ESPN IBM TV DVD CD PC DNA RNA HIV AIDS COVID ATM PIN VIP RSVP PHD MD MP MPS KGB MI SS SOS USS
HMS RAF RMS GI POW UFO OK ID IQ AM PM BC AD ER EMT EMTS CEO CFO NYPD LAPD SUV GPS GOP IRA WWI
WWII VE VJ NY LA DC II III IV VI VII VIII IX XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI
"""
# An acronym spelt like a word (US, IT, WHO) is not here.
_WORDS = """
a about after again ah all alone always am an and another any are as ask at away back bad be
because been before behind believe best better big both bring but by call came can cannot can't
come could couldn't damn day dead dear death did didn't die do does doesn't doing done don't
down end enough even ever every everyone everything evil far fast fear find fine fire first five
for forever four free from front gentlemen get girl give go god goes going gone good goodbye got
great guilty had halt happy has hate have he hear hell hello help her here hers hey hi him his
hold home hot how hurry hush i if i'm in into is isn't it's i've just keep kill killed kind knew
know known last late leave left less let let's liar lies life like listen little live long look
lord lost love loved mad made make man many may me mean men might mine more most mother move
much murder murderer must my name need never new next night no nobody none not nothing now of
off oh on once one only open or other our out over people please poor power put quick quiet
quite ran real really right run said same save saw say says secret see seen shall she should
shut silence sir so some someone something son soon sorry stand stay still stop such sure take
tell than thank thanks that that's the their them then there there's these they thief thing
think this those thought three through time to today together told tomorrow tonight too took
town true truth try turn two under until up upon very wait wake walk want wanted war warning was
wasn't watch we well were what what's when where which while who's why wife will win wish with
without woman women won't word work world would wrong yeah yes yet you your yours you're danger
exit beware closed private enter caution welcome father brother sister daddy mommy mom dad
"""
_SMALL = "a an and as at but by for from in into nor of on or over the to upon with"

ACRONYMS = frozenset(_ACRONYMS.split())
SHOUTED = frozenset(_WORDS.split())
SMALL = frozenset(_SMALL.split())  # not capitalised within a title
