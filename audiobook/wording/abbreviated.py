"""What English abbreviations stand for, by where they may stand."""

from __future__ import annotations

# Before a capital letter, or where the name follows.
TITLES = {
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
    "Pte": "Private", "Const": "Constable",
    "Wm": "William", "Chas": "Charles", "Geo": "George", "Thos": "Thomas", "Jas": "James",
    "Robt": "Robert", "Jno": "John", "Benj": "Benjamin", "Saml": "Samuel", "Edw": "Edward",
    "Ste": "Sainte", "SS": "Saints",
}  # fmt: skip
# These are titles wherever they stand with their full stop.
ALWAYS_TITLES = [
    "Mr",
    "Mrs",
    "Ms",
    "Messrs",
    "Mme",
    "Mmes",
    "Mlle",
    "Prof",
    "Profs",
    "Drs",
    "Capt",
    "Lieut",
    "Lt",
    "Sgt",
    "Sergt",
    "Cpl",
    "Cmdr",
    "Revd",
    "Supt",
    "Msgr",
]
# With their full stop, anywhere.
WORDS = {
    "viz": "namely", "cf": "compare", "approx": "approximately",
    "dept": "department", "Dept": "Department", "govt": "government", "Govt": "Government",
    "assn": "association", "Assn": "Association", "Ltd": "Limited", "Inc": "Incorporated",
    "Bros": "Brothers", "Esq": "Esquire", "Jr": "Junior", "jr": "junior", "Jun": "Junior",
    "Sr": "Senior", "Ave": "Avenue", "Blvd": "Boulevard", "Rd": "Road", "Hwy": "Highway",
    "Pkwy": "Parkway", "Bldg": "Building", "bldg": "building", "Apt": "Apartment",
    "Mts": "Mountains", "Univ": "University", "misc": "miscellaneous", "ibid": "ibidem",
    "Ibid": "Ibidem", "vs": "versus", "incl": "including", "orig": "originally",
    "anon": "anonymous",
    "Co": "Company", "Corp": "Corporation", "asst": "assistant", "Asst": "Assistant",
    "Yr": "Your", "secy": "secretary", "Secy": "Secretary", "ult": "ultimo", "prox": "proximo",
    "inst": "instant", "obs": "obsolete", "esp": "especially", "usu": "usually",
    "Sq": "Square", "Ln": "Lane", "Pl": "Place", "Ct": "Court", "Terr": "Terrace",
    "Mon": "Monday", "Tue": "Tuesday", "Tues": "Tuesday", "Wed": "Wednesday", "Thu": "Thursday",
    "Thur": "Thursday", "Thurs": "Thursday", "Fri": "Friday",
    "Regt": "Regiment", "Wm": "William", "Chas": "Charles", "Geo": "George", "Thos": "Thomas",
    "Jas": "James", "Robt": "Robert", "Jno": "John", "Benj": "Benjamin", "Edw": "Edward",
    "Jan": "January", "Feb": "February", "Apr": "April", "Aug": "August", "Sept": "September",
    "Oct": "October", "Nov": "November", "Dec": "December",
}  # fmt: skip
# Before a number or a Roman numeral.
NUMBERED = {
    "No": "number", "no": "number", "Nos": "numbers", "nos": "numbers", "№": "number",
    "Nº": "number", "Nª": "number", "N°": "number",
    "p": "page", "pp": "pages", "vol": "volume", "Vol": "Volume", "vols": "volumes",
    "Vols": "Volumes", "ch": "chapter", "Ch": "Chapter", "chap": "chapter", "Chap": "Chapter",
    "chaps": "chapters", "chs": "chapters", "Chaps": "Chapters", "fig": "figure", "Fig": "Figure",
    "figs": "figures", "Figs": "Figures", "sec": "section", "Sec": "Section", "pt": "part",
    "Pt": "Part", "art": "article", "Art": "Article", "bk": "book", "Bk": "Book", "sc": "scene",
    "Sc": "Scene", "c": "circa", "ca": "circa", "b": "born",
    "d": "died", "cap": "chapter", "ll": "lines",
    "v": "verse", "vv": "verses", "P": "page", "Pp": "Pages", "ed": "edition", "Op": "Opus",
    "op": "opus", "est": "established", "Est": "Established", "ex": "exercise",
}  # fmt: skip
STATES = {
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
# Books of the Bible, before a chapter's number.
BIBLE = {
    "Gen": "Genesis", "Ex": "Exodus", "Exod": "Exodus", "Lev": "Leviticus", "Num": "Numbers",
    "Deut": "Deuteronomy", "Josh": "Joshua", "Sam": "Samuel", "Chr": "Chronicles",
    "Chron": "Chronicles", "Ps": "Psalm", "Prov": "Proverbs", "Eccl": "Ecclesiastes",
    "Isa": "Isaiah", "Jer": "Jeremiah", "Ezek": "Ezekiel", "Dan": "Daniel", "Mat": "Matthew",
    "Matt": "Matthew", "Rom": "Romans", "Cor": "Corinthians", "Gal": "Galatians",
    "Eph": "Ephesians", "Phil": "Philippians", "Col": "Colossians", "Thess": "Thessalonians",
    "Tim": "Timothy", "Heb": "Hebrews", "Jas": "James", "Pet": "Peter", "Rev": "Revelation",
}  # fmt: skip
SAINTS = (
    "Agnes|Alban|Ambrose|Andrew|Anne|Ann|Anselm|Anthony|Antony|Augustine|Barbara|Bartholomew|Basil"
    "|Bede|Benedict|Bernard|Boniface|Brendan|Brigid|Bride|Catherine|Cecilia|Charles|Christopher|Clair"
    "|Clare|Claire|Clement|Columba|Croix|Cuthbert|Cyr|David|Denis|Dominic|Dunstan|Edmund|Elizabeth"
    "|Elmo|Francis|George|Germain|Giles|Gregory|Helena|Helens|Honoré|Hubert|Ignatius|Ives|James"
    "|Jerome|Joan|Joe|John|Johns|Joseph|Jude|Just|Kilda|Kitts|Lawrence|Lazare|Leger|Leonard|Lo|Louis"
    "|Lucia|Lucy|Luke|Malo|Margaret|Mark|Martin|Mary|Matthew|Maur|Michael|Moritz|Nicholas|Nick|Olaf"
    "|Olave|Omer|Pancras|Patrick|Paul|Peter|Petersburg|Philip|Pierre|Quentin|Raphael|Sebastian"
    "|Simon|Stephen|Swithin|Teresa|Theresa|Thomas|Trinian|Ursula|Valentine|Vincent|Vitus|Winifred"
)
PHRASES = {
    "etc.": "et cetera", "etc": "et cetera", "&c.": "et cetera",
    "i.e.": "that is", "e.g.": "for example", "a.k.a.": "also known as",
    "&c": "et cetera",
    "et al.": "and others", "et seq.": "and following", "w/o": "without", "w/": "with",
    "N.B.": "nota bene", "n.b.": "nota bene", "Lt. Col.": "Lieutenant Colonel",
    "Lt. Gen.": "Lieutenant General", "Maj. Gen.": "Major General",
    "Brig. Gen.": "Brigadier General",
    "Lt. Cmdr.": "Lieutenant Commander", "Lt. Gov.": "Lieutenant Governor", "q.v.": "which see",
    "Lieut. Col.": "Lieutenant Colonel", "Sgt. Maj.": "Sergeant Major", "Ph.D.": "P H D",
    "Ph. D.": "P H D", "Ph.D": "P H D", "et. al.": "and others", "op. cit.": "in the work cited",
    "m.p.h.": "miles per hour", "b.p.m.": "beats per minute", "r.p.m.": "revolutions per minute",
    "Lieut.-Col.": "Lieutenant Colonel", "Lt.-Col.": "Lieutenant Colonel",
    "Maj.-Gen.": "Major General", "Brig.-Gen.": "Brigadier General",
    "Lieut.-Gen.": "Lieutenant General", "Lt.-Gen.": "Lieutenant General",
    "Vice-Adm.": "Vice Admiral", "Rear-Adm.": "Rear Admiral",
    "i. e.": "that is", "e. g.": "for example",
    "Att. Gen.": "Attorney General", "Rt. Hon.": "Right Honorable",
    "Rt. Rev.": "Right Reverend",
}  # fmt: skip
