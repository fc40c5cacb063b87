"""The words before a full stop that decide whether it ends an English sentence.

Data only.  All entries are lower case and without their last stop; those with
stops inside ("a.m") keep them.
"""

from __future__ import annotations


def listed(words: str) -> frozenset[str]:
    """Make a set of words written in a row.

    >>> sorted(listed("mr mrs"))
    ['mr', 'mrs']
    """
    return frozenset(words.split())


# Never last in a sentence: a name or a thing follows.
LEADING = listed(
    """mr mrs ms messrs mssrs mm mme mmes mlle mlles dr drs prof capt captn col gen lt lieut sgt
    sergt corp cpl pvt maj adm comdr cmdr rev revd hon rt gov pres sen rep supt insp det dep
    amb visc mgr msgr fr bro sr sra srta herr st ste mt ft e.g i.e viz cf vs ver transl ed eds
    approx asst attn"""
)

# Followed by a number, else the word itself: "No. 4", but "No. I won't."
NUMBERED = listed("no nos nr vol vols p pp fig figs ch chap chaps sec sect art arts bk pt")

# Before a numeral that ends a sentence: "Chapter I."
COUNTED = listed("chapter book part act scene volume section letter canto stave")

# May end a sentence; what follows decides.
EITHER = listed(
    """esq jr jun snr sen inc ltd co bros corp etc &c a.m p.m am pm u.s u.s.a u.k d.c ph.d m.d b.a
    m.a d.d ll.d b.c a.d ibid al m.p v.c k.c q.c h.m s.s hrs min mins lb lbs oz yd yds sq ave blvd
    rd dept univ assn jan feb mar apr jun jul aug sept sep oct nov dec mon tue tues wed thu thur
    thurs fri sat sun"""
)

# Open a sentence far more often than they go on with a name.
STARTERS = listed(
    """the a an he she it they we you i his her its their our your my this that these those there
    then but and so or nor yet for if when while where what who why how which as at in on by with
    after before once now here no not yes well oh ah one some all both each every many most only
    even still just suddenly meanwhile outside inside nobody everybody somebody nothing something
    i'm i'd i'll i've he'd he'll he's she'd she's it's that's don't didn't wasn't to from was is
    had did do does could would should will can may might must let perhaps maybe never ever"""
)

# Verbs of a tag: "“Stop!” Mark cried" goes on, "“Stop!” Mark fell" does not.
SAYING = listed(
    """said says say asked asks answered answers replied replies cried cries called exclaimed
    whispered murmured muttered mumbled shouted screamed shrieked yelled roared growled grunted
    groaned moaned sighed sobbed gasped panted breathed hissed snapped barked laughed chuckled
    giggled smiled added went continued began interrupted returned repeated remarked observed
    demanded inquired enquired queried wondered thought mused declared announced explained
    insisted protested objected agreed admitted confessed suggested urged begged pleaded warned
    promised told ordered commanded snorted sneered scoffed drawled stammered stuttered faltered
    ejaculated echoed broke put retorted rejoined responded bellowed bawled howled wailed whined
    croaked chimed piped squeaked squealed spat swore vowed wrote read quoth pursued persisted
    corrected conceded concluded commented noted"""
)

# Before a name in a tag, with or without a stop.
TITLES = listed(
    """mr mrs ms miss dr sir lady lord madam madame monsieur mme mlle captain capt colonel col major
    general lieutenant sergeant inspector professor prof father mother sister brother aunt uncle
    king queen prince princess count countess duke duchess baron st young old little poor the
    mister missus doctor president senator judge master"""
)
