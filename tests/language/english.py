"""What a reader meets of a page, and which words of it are English.

The list holds small words, of which every English sentence has some, and the words of interfaces. None of them is
an Indonesian word; what both languages write alike (data, format, status, video) is not in it.
"""

import re
from collections.abc import Iterable
from html.parser import HTMLParser

SMALL = """
about above after again against all also always am an and any anything are aren as at be because been before being
below between both but by can cannot could did didn do does doesn doing don done down during each either else ever
every everything few for from get give given go goes going got had has hasn have haven having he her here hers herself
him himself his how however if in into is isn it its itself just let like made make many may me might more most much
must my myself neither never new none nor not nothing now of off often on once one only onto or other our ours out over
own same shall she should since so some something still such than that the their theirs them themselves then there
these they thing this those though through thus too two under unless until up upon us use used using very was wasn we
well were weren what when where whether which while who whom whose why will with within without won would yes yet you
your yours yourself
"""
INTERFACE = """
accept access account action active add added address agree allow allowed already amount answer answers apply approve
approved archive ask attachment attempt author available average avoid back backup bad bar begin best better blank
body both bottom browse browser bug build button cancel cannot category change changed changes chart check checkbox
choice choices choose city clear click close closed code codes column comment complete completed confirm confirmed
contact contains content continue copy correct count country create created currently dashboard date day days deadline
default delete deleted denied description details device digit digits disable disabled discard display document done
download draft drop due edit email empty enable enabled encoding end enter entered entry error errors event exceeded
exist exists expired expires export failed false feedback female field fields file filename files fill filter find
finished first follow following forbidden forgot found fri friday full go grade greater group guest hello help
hidden hide history home hour hours image import inactive incorrect invalid invite issue item items january february
march may june july august october december job join judge judging key keys keyword know label language last later
least left length less letter level limit line link links list load loading lock locked log logged login logout long
lost mail male manage mark match maximum meet member message messages minimum minute minutes missing mon monday month
months more move name need network next note nothing number object okay old open optional options order ordering
overview owner page pages passkey password past paste pending people permission permissions phone place please point
points post preview previous print problem profile protected public publish question quick rank ranking rate read
ready reason receive received record recovery refresh reject rejected related remember remove removed rename repeat
replace reply report request required resend reset response restore result results retry return review right role row
rows sample sat saturday save saved score scores search second seconds secret section security see seen select selected
send sent server session set settings share sheet short show sign signed signup site size skip slug sorry sort source
start started state step steps stop store string subject submit submitted success successfully sum summary sunday
support survey task tasks team text thank thanks thursday time times title today token tomorrow tools top
trash true try tuesday turn type unable unknown unread update updated upload uploaded user username users valid value
values verified verify version view visit wait waiting warning wednesday week weight welcome widget wrong year years
yesterday zip
"""
ENGLISH = frozenset((SMALL + INTERFACE).split())

READ_ATTRIBUTES = {
    "title",
    "alt",
    "aria-label",
    "aria-description",
    "aria-valuetext",
    "placeholder",
    "label",
    "summary",
}
BUTTONS = {"submit", "button", "reset"}
# What stands in code is quoted: a key, an include line, an error for support.
UNREAD_TAGS = {"script", "style", "code"}


class Reader(HTMLParser):
    """Collects text, attributes that are read aloud or shown, and sentences that a script may show."""

    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.found, self.unread = [], 0

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        self.unread += tag in UNREAD_TAGS
        self.found += [given[name] for name in READ_ATTRIBUTES & given.keys() if given[name]]
        self.found += [text for name, text in attrs if name.startswith("data-") and " " in (text or "")]
        if tag == "input" and given.get("type") in BUTTONS:
            self.found.append(given.get("value") or "")
        if tag == "meta" and given.get("name") == "description":
            self.found.append(given.get("content") or "")

    def handle_endtag(self, tag):
        self.unread -= tag in UNREAD_TAGS

    def handle_data(self, data):
        if not self.unread:
            self.found.append(data)


def read(html: str) -> list[str]:
    """Every piece of text that somebody can read or hear on the page."""
    reader = Reader()
    reader.feed(html)
    return [" ".join(piece.split()) for piece in reader.found if piece.strip()]


# Names, which stay what they are in every language, each with its reason.
NAMES = re.compile(
    r"Ctrl\+Enter|"  # as the keys are labelled
    r"Google Authenticator|Microsoft Authenticator|"  # apps a person has to find in a store
    r"(?:Mozilla|Chrome|Chromium|Firefox|Safari|Edge|Windows|Linux|Android|Mac OS)\b"  # what a browser calls itself
)
# Addresses, names of files and codes are no words.
NO_WORDS = re.compile(r"\S*(?:://|@|\.example|\.html?\b|\.pdf\b|\.xlsx\b)\S*|\S*\d\S*|/\S+/", re.IGNORECASE)
WORD = re.compile(r"[^\W\d_]+")


def english_in(text: str) -> set[str]:
    """The English words of a text, in small letters."""
    return {word for word in WORD.findall(NO_WORDS.sub(" ", NAMES.sub(" ", text)).lower()) if word in ENGLISH}


# An English month, half a day, or a number with a decimal point; 21.05 is a time and 1.234 a thousand.
FOREIGN = re.compile(
    r"\b(?:Jan|Feb|Mar|Apr|Jun|Jul|Agu|Aug|Sep|Sept|Okt|Oct|Nov|Des|Dec)\.(?!\w)|"
    r"\b[ap]\.m\b|\b\d{1,2}[.:]\d\d ?[AP]M\b|"
    r"(?<![\d.,/:-])(?<!pukul )\d+\.\d{1,2}(?![\d.,/:-]|\.?\w| WIB)"
)


def foreign_in(text: str) -> list[str]:
    return FOREIGN.findall(text)


def findings(pieces: Iterable[str]) -> set[str]:
    """Each piece that is not wholly Indonesian, with what gives it away."""
    return {
        f"{' '.join(sorted(english_in(piece)) + foreign_in(piece))} <- {piece[:140]}"
        for piece in pieces
        if english_in(piece) or foreign_in(piece)
    }
