"""What files call their language, as the tag by which voices are found.

A name or code as a file gives it comes in, a BCP 47 tag goes out: EPUBs say "eng" (ISO
639-2) where "en" is meant, people write "English", converters "und" where they do not know.
"""

from __future__ import annotations

import re

# By row: the tag, then the codes and names for it.
_ROWS = """
af afr afrikaans | ar ara arabic | be bel belarusian | bg bul bulgarian | bn ben bengali
bs bos bosnian | ca cat catalan català | cs ces cze czech čeština | cy cym wel welsh
da dan danish dansk | de deu ger german deutsch | el ell gre greek ελληνικά | en eng english
eo epo esperanto | es spa spanish español castilian | et est estonian eesti | eu eus baq basque
fa fas per persian farsi | fi fin finnish suomi | fr fra fre french français | ga gle irish
gd gla gaelic | gl glg galician | he heb iw hebrew | hi hin hindi | hr hrv croatian hrvatski
hu hun hungarian magyar | hy hye arm armenian | id ind in indonesian | is isl ice icelandic
it ita italian italiano | ja jpn japanese | ka kat geo georgian | ko kor korean | la lat latin
lt lit lithuanian | lv lav latvian | mk mkd mac macedonian | ms msa may malay
nb nob no nor norwegian norsk bokmål | nl nld dut dutch nederlands flemish
pl pol polish polski | pt por portuguese português | ro ron rum romanian română
ru rus russian русский | sk slk slo slovak | sl slv slovenian slovene | sq sqi alb albanian
sr srp serbian | sv swe swedish svenska | sw swa swahili | ta tam tamil | te tel telugu
th tha thai | tr tur turkish türkçe | uk ukr ukrainian українська | ur urd urdu
vi vie vietnamese | yi yid yiddish | zh zho chi chinese
""".replace("\n", "|")
TAGS = {name: row.split()[0] for row in _ROWS.split("|") for name in row.split()}
_NONE = frozenset(("und", "mul", "mis", "zxx", "unknown", "undefined", "none", "c", "x"))


def tag(said: str) -> str:
    """Write what a file says of its language as a BCP 47 tag; "" where that tells nothing.

    >>> tag("eng"), tag("English"), tag("en_us"), tag("por-BR"), tag("und"), tag("tlh")
    ('en', 'en', 'en-US', 'pt-BR', '', 'tlh')
    """
    first, *more = re.split(r"[-_]", said.strip())
    base = TAGS.get(first.casefold(), first.lower())
    if base in _NONE or not re.fullmatch(r"[a-z]{2,3}", base):
        return ""
    return "-".join((base, *(each.upper() if len(each) == 2 else each for each in more)))
