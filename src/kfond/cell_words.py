"""The words and signs of a staffing cell: the vocabulary, as one table, and the scanner that finds them.

A new wording is one entry in `VOCABULARY` (or in `NUMBER_WORDS`). A phrase of several words is one entry;
where several phrases fit, the longest one is taken. Case, the full stop at the end of a word and the kind of
dash don't matter.
"""

import re
import unicodedata
from dataclasses import dataclass, replace
from decimal import Context, Decimal
from enum import StrEnum, auto


class Role(StrEnum):
    """What a word or sign does in a cell."""

    FIGURE = auto()
    WORD = auto()  # says something that the grammar doesn't know
    SYMBOL = auto()  # a sign that the grammar doesn't know
    ODD = auto()  # holds digits, but no figure that has one reading
    MARK = auto()
    PUNCTUATION = auto()
    OPEN = auto()
    CLOSE = auto()
    YES = auto()
    NO = auto()
    NONE = auto()
    MISSING = auto()
    ONE = auto()
    HALF = auto()
    HALF_TIME = auto()
    FULL_TIME = auto()
    PART_TIME = auto()
    ABOUT = auto()
    JUST_OVER = auto()
    JUST_UNDER = auto()
    DOUBT = auto()
    AT_LEAST = auto()
    MORE_THAN = auto()
    ABOVE = auto()
    OR_MORE = auto()
    AT_MOST = auto()
    LESS_THAN = auto()
    BELOW = auto()
    OR_LESS = auto()
    BETWEEN = auto()
    OR = auto()
    TO = auto()
    DASH = auto()
    SLASH = auto()
    PERCENT = auto()
    PLUS = auto()
    JOIN = auto()
    EQUALS = auto()
    TOTAL = auto()
    PART = auto()
    RELATION = auto()
    ONLY = auto()
    VAGUE = auto()
    LACKING = auto()
    OTHER_TIME = auto()
    BUT = auto()
    POST = auto()
    PIECE = auto()
    MEASURE = auto()
    FILLER = auto()
    ELLIPSIS = auto()


VOCABULARY: dict[Role, tuple[str, ...]] = {
    Role.YES: ("ja", "jo", "japp", "jadå"),
    Role.NO: ("nej", "nej tack", "nix"),
    Role.NONE: ("inga", "ingen", "inget", "ingenting"),
    # Nothing is stated. "Inga uppgifter" must stand here, or it would be none.
    Role.MISSING: (
        *("vet ej", "vet inte", "vet inget", "ingen vet", "ingen aning", "ingen koll", "ingen uppfattning"),
        *("uppgift saknas", "uppgifter saknas", "saknar uppgift", "saknar uppgifter", "saknas", "u.s.", "us"),
        *("ej uppgift", "ej uppgifter", "e.u.", "i.u.", "s.u.", "inga uppgifter", "ingen uppgift"),
        *(
            "ingen info",
            "ingen information",
            "ingen statistik",
            "inga siffror",
            "inget underlag",
            "inga data",
        ),
        *("okänt", "okänd", "obekant", "oklart", "oklar", "ej känt", "inte känt"),
        *("ej svar", "ej svarat", "ej besvarat", "ej besvarad", "inte svarat", "har ej svarat"),
        *("inget svar", "inga svar", "svar saknas", "svarar ej", "ej ifyllt", "ej angivet", "ej redovisat"),
        *("n/a", "na", "n.a.", "uppgift kommer", "kan ej svara", "kan inte svara"),
    ),
    Role.ONE: ("en", "ett"),
    Role.HALF: ("halv", "halvt"),
    Role.HALF_TIME: ("halvtid", "halvtidstjänst"),
    Role.FULL_TIME: ("heltid", "heltidstjänst"),
    Role.PART_TIME: ("deltid", "deltider", "deltidstjänst", "deltidare"),
    Role.ABOUT: ("ca", "c:a", "cirka", "circa", "ungefär", "omkring", "runt", "typ", "~", "≈"),
    Role.JUST_OVER: ("drygt", "lite drygt"),
    Role.JUST_UNDER: ("knappt", "nästan", "närmare", "inte fullt"),
    Role.DOUBT: (
        *(
            "?",
            "kanske",
            "ev.",
            "eventuellt",
            "troligen",
            "troligtvis",
            "möjligen",
            "möjligtvis",
            "antagligen",
        ),
        *("prel.", "preliminärt", "uppskattningsvis", "förmodligen", "osäkert", "osäker"),
    ),
    Role.AT_LEAST: ("minst", "åtminstone", "som minst", "lägst"),
    Role.MORE_THAN: ("mer än", "mera än", "fler än", "flera än", ">", "≥", ">="),
    Role.ABOVE: ("över",),
    Role.OR_MORE: ("eller fler", "eller flera", "eller mer", "el. fler", "el. mer", "och uppåt", "och fler"),
    Role.AT_MOST: ("högst", "max", "maximalt", "som mest", "på sin höjd", "som högst"),
    Role.LESS_THAN: ("mindre än", "färre än", "upp till", "<", "≤", "<="),
    Role.BELOW: ("under",),
    Role.OR_LESS: ("eller färre", "eller mindre", "och nedåt"),
    Role.BETWEEN: ("mellan",),
    Role.OR: ("eller", "el.", "alt.", "alternativt"),
    Role.TO: ("till",),
    Role.DASH: ("-",),
    Role.SLASH: ("/",),
    Role.PERCENT: ("%", "procent", "proc"),
    Role.PLUS: ("+", "plus"),
    Role.JOIN: ("och", "o", "samt", "&", "även", "jämte"),
    Role.EQUALS: ("=",),
    Role.TOTAL: ("totalt", "tot.", "total", "summa", "s:a", "sammanlagt", "sammantaget", "tillsammans"),
    Role.PART: ("varav", "därav", "inkl.", "inklusive", "exkl.", "exklusive"),
    Role.RELATION: (
        *("alla", "allihop", "samtliga", "hälften", "resten", "övriga", "de flesta", "flesta", "flertalet"),
        *(
            "majoriteten",
            "merparten",
            "utom",
            "förutom",
            "båda",
            "bägge",
            "en annan",
            "ett annat",
            "lika många",
        ),
        *("tredjedel", "tredjedelar", "fjärdedel", "fjärdedelar", "fler", "färre", "dubbelt"),
    ),
    Role.ONLY: ("enbart", "endast", "bara"),
    Role.VAGUE: (
        *(
            "några",
            "några få",
            "några stycken",
            "någon",
            "något",
            "flera",
            "flera stycken",
            "många",
            "enstaka",
        ),
        *("få", "ett fåtal", "fåtal", "ett par", "par", "en del", "del", "ett antal", "antal", "ett flertal"),
        *("ett tiotal", "tiotal", "ett dussin", "dussin", "en handfull", "diverse", "lite", "mycket"),
    ),
    Role.LACKING: ("utan", "ej", "inte", "icke", "saknar", "blivande", "pågående", "pågår"),
    Role.OTHER_TIME: (
        *("fr.o.m.", "from", "fom", "t.o.m.", "tom", "sedan", "slutar", "börjar", "tidigare", "snart"),
        *("på gång", "efter", "innan", "före", "hösten", "våren", "sommaren", "ht", "vt", "nästa år"),
        *("hade", "var", "varit", "förra året", "i fjol", "ska", "skall", "blir", "kommer", "planeras"),
        *("behöver", "behov", "söker", "önskar", "rekrytering", "rekryteras"),
    ),
    Role.BUT: ("men", "minus"),
    Role.POST: ("tjänst", "tjänster", "tj", "årsarbetare", "åa", "heltider", "heltidstjänster"),
    Role.PIECE: ("st", "stycken", "styck"),
    # Beside one of these a figure counts something other than posts, or is a date or a number in a row.
    Role.MEASURE: (
        *("år", "års", "årig", "mån", "månad", "månader", "vecka", "veckor", "v", "dag", "dagar", "dygn"),
        *(
            "tim",
            "timme",
            "timmar",
            "h",
            "min",
            "minuter",
            "kl",
            "kr",
            "kronor",
            "tkr",
            "tusen",
            "hundra",
            "ggr",
        ),
        *(
            "gång",
            "gånger",
            "nr",
            "nummer",
            "grupp",
            "enhet",
            "team",
            "kap",
            "§",
            "tel",
            "x",
            "×",
            "poäng",
            "hp",
        ),
        *("januari", "februari", "mars", "april", "maj", "juni", "juli", "augusti", "september", "oktober"),
        *("november", "december", "jan", "feb", "febr", "apr", "aug", "sep", "sept", "okt", "nov", "dec"),
    ),
    Role.FILLER: (
        *("just nu", "nu", "idag", "i dag", "i dagsläget", "i nuläget", "för närvarande", "f.n.", "fn"),
        *("för tillfället", "alls", "exakt", "riktigt", "än", "ännu"),
    ),
    Role.ODD: ("->", "=>", "→", "±", "^"),
    Role.ELLIPSIS: ("..", "...", "…"),
    Role.OPEN: ("(", "[", "{"),
    Role.CLOSE: (")", "]", "}"),
    Role.PUNCTUATION: (",", ".", ":", ";", "!", '"', "”", "“", "'", "’", "_", "|"),
}

_UP_TO_TWELVE = "noll - två tre fyra fem sex sju åtta nio tio elva tolv"  # "ett" is often an article
_ABOVE_TWELVE = "tretton fjorton femton sexton sjutton arton nitton tjugo"
NUMBER_WORDS: dict[str, int] = {
    word: number for number, word in enumerate(f"{_UP_TO_TWELVE} {_ABOVE_TWELVE}".split()) if word != "-"
}

STAFF_STEMS = ("vakan", "konsult", "socionom", "anställ", "person", "tjänst", "admin", "avlast", "socialsekr")
"""What a sheet asks about: beside "inga" such a word leaves no doubt that the answer is none."""

POST_ENDINGS = ("tjänst", "tjänster", "årsarbetare")

FRACTIONS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}

TOO_MANY = Decimal(1_000_000)
"""No sheet counts a million posts; a number this long is an identity, telephone or invoice number. Ours."""

HALVES = frozenset({"halv", "halvt"})

_OPENS_QUANTITY = frozenset(
    {
        *(Role.YES, Role.PUNCTUATION, Role.PLUS, Role.JOIN, Role.EQUALS, Role.TOTAL, Role.ONLY, Role.PART),
        *(Role.ABOUT, Role.JUST_OVER, Role.JUST_UNDER, Role.DOUBT, Role.AT_LEAST, Role.MORE_THAN, Role.ABOVE),
        *(Role.AT_MOST, Role.LESS_THAN, Role.BELOW, Role.BETWEEN, Role.OR, Role.TO, Role.DASH, Role.SLASH),
    }
)
_LONGEST_FIGURE = 20
_NOISE_FREE = Context(prec=12)

_LETTER = r"[^\W\d_⁰¹²³⁴-⁹¼½¾]"
_SCANNER = re.compile(
    rf"""
    (?P<numbered>[0-9]++(?: :{_LETTER}++ | [ea](?!\w) | [-‐‑](?:{_LETTER}|[-‐‑])*{_LETTER} ))  # 1:e 2a
  | (?P<fraction>(?:[0-9]++[ ]?)?[¼½¾])
  | (?P<grouped>[1-9][0-9]{{0,2}}+(?:[ ][0-9]{{3}}(?![0-9]))++(?:,[0-9]++)?+(?![.,:]?[0-9]))  # 1 250
  | (?P<digits>[0-9]++(?:[.,:][0-9]++)*+)
  | (?P<word>{_LETTER}++(?:[.:'’‐‑-]{_LETTER}++)*+\.?)
  | (?P<mark>\*++|[⁰¹²³⁴-⁹]++\)?|[†‡]++)
  | (?P<space>\s+)
  | (?P<sign>.)
    """,
    re.VERBOSE | re.DOTALL | re.IGNORECASE,
)
_DASHES = dict.fromkeys(map(ord, "‐‑‒–—―−﹣-"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u2060\ufeff"))
_LINE_BREAKS = re.compile(r"\s*[\n\r\t\v\f\x85\u2028\u2029]\s*")
_ANY_SPACE = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Token:
    """A word, sign or figure of a cell: `start` and `end` in the tidied text, `index` among its tokens."""

    role: Role
    key: str
    start: int
    end: int
    number: Decimal | None = None
    index: int = 0


def tidy(text: str) -> str:
    """Return the text as typed, but composed (NFC), without invisible signs, and with single plain spaces.

    A line break becomes a semicolon, so that figures on two lines never grow together into one.
    """
    composed = unicodedata.normalize("NFC", text).translate(_INVISIBLE).strip()
    return _ANY_SPACE.sub(" ", _LINE_BREAKS.sub("; ", composed)).strip()


def plain(number: Decimal) -> Decimal:
    """Return the number without float noise, trailing zeros or exponent (7.300000000000001 is 7.3)."""
    short = _NOISE_FREE.plus(number).normalize()
    return short.quantize(Decimal(1)) + 0 if short == short.to_integral_value() else short


def scan(text: str) -> list[Token]:
    """Return the tokens of a tidied text, each with its role; phrases of the vocabulary are one token."""
    found = [_token(match) for match in _SCANNER.finditer(text) if match.lastgroup != "space"]
    tokens: list[Token] = []
    position = 0
    while position < len(found):
        token, length = _longest_phrase(found, position)
        tokens.append(replace(token, index=len(tokens)))
        position += length
    return tokens


def _token(match: re.Match[str]) -> Token:
    typed, kind = match.group(), match.lastgroup
    role, number = Role.SYMBOL, None
    if kind in ("fraction", "grouped", "digits"):
        number = _number(typed, kind)
        role = Role.ODD if number is None else Role.FIGURE
    elif kind == "mark":
        role = Role.MARK
    elif any(sign.isnumeric() for sign in typed) and kind != "numbered":
        role = Role.ODD  # other scripts' digits, ⅓, Roman numerals
    elif kind in ("word", "numbered"):
        role = Role.WORD
    return Token(role, _key(typed), match.start(), match.end(), number)


def _key(typed: str) -> str:
    key = typed.casefold().translate(_DASHES)
    return key.rstrip(".") or key


def _number(typed: str, kind: str) -> Decimal | None:
    """Return the number, or None where the digits have no single reading (1.250, 007, 13:30, 8001011234)."""
    if len(typed) > _LONGEST_FIGURE:
        return None
    if kind == "fraction":
        whole = typed[:-1].strip()
        return Decimal(whole or 0) + FRACTIONS[typed[-1]]
    whole, point, decimals = typed.replace(" ", "").replace(",", ".").partition(".")
    two_readings = kind == "digits" and len(decimals) == 3 and whole != "0"
    if two_readings or not (whole + decimals).isdigit() or (whole[0] == "0" and whole != "0"):
        return None
    number = Decimal(whole + point + decimals)
    return plain(number) if number < TOO_MANY else None


def _phrases() -> dict[tuple[str, ...], Role]:
    table: dict[tuple[str, ...], Role] = {}
    for role, wordings in VOCABULARY.items():
        for wording in wordings:
            table[tuple(_key(m.group()) for m in _SCANNER.finditer(wording) if m.lastgroup != "space")] = role
    return table


_PHRASES = _phrases()
_LONGEST_PHRASE = max(map(len, _PHRASES))


def _longest_phrase(found: list[Token], position: int) -> tuple[Token, int]:
    """Return the token that starts here, with the number of scanned tokens it spans."""
    first = found[position]
    keys = tuple(token.key for token in found[position : position + _LONGEST_PHRASE])
    for length in range(len(keys), 0, -1):
        role = _PHRASES.get(keys[:length])
        if role is not None:
            last = found[position + length - 1]
            return Token(role, " ".join(keys[:length]), first.start, last.end), length
    if first.key in NUMBER_WORDS:
        return replace(first, role=Role.FIGURE, number=Decimal(NUMBER_WORDS[first.key])), 1
    return first, 1


# Words that turn out to be figures, and figures that turn out not to be


def settle(tokens: list[Token], text: str) -> list[Token]:
    """Return the tokens with "en" and "halv" as figures where they stand as a quantity.

    Digits that are grown together with a letter or a leading comma ("EKB2", "5b", ",5") become odd.
    """
    settled: list[Token] = []
    for position, token in enumerate(tokens):
        previous = settled[-1] if settled else None
        following = tokens[position + 1] if position + 1 < len(tokens) else None
        opens = previous is None or previous.role in _OPENS_QUANTITY
        if token.role is Role.HALF and previous and previous.role is Role.ONE:
            previous = settled.pop()
            token = replace(token, role=Role.FIGURE, number=FRACTIONS["½"], start=previous.start)
        elif token.role is Role.HALF and opens:
            token = replace(token, role=Role.FIGURE, number=FRACTIONS["½"])
        elif token.role is Role.ONE and opens and not (following and following.role is Role.HALF):
            token = replace(token, role=Role.FIGURE, number=Decimal(1))
        elif token.role is Role.FIGURE and _grown_together(token, previous, following, text):
            token = replace(token, role=Role.ODD, number=None)
        settled.append(token)
    return settled


def _grown_together(token: Token, previous: Token | None, following: Token | None, text: str) -> bool:
    if following and following.start == token.end and len(following.key) == 1 and following.key.isalpha():
        return True
    if previous is None or previous.end != token.start:
        return False
    if text[previous.end - 1] in ".,":
        return previous.role is Role.PUNCTUATION and text[max(previous.start - 1, 0) : previous.start] in (
            "",
            " ",
        )
    return text[previous.end - 1].isalpha() and previous.role not in _OPENS_QUANTITY


def read_working_times(tokens: list[Token]) -> list[Token]:
    """Return the tokens with "heltid" and "halvtid" as figures, if there are no others."""
    if any(token.role is Role.FIGURE for token in tokens):
        return tokens
    posts = {Role.FULL_TIME: Decimal(1), Role.HALF_TIME: FRACTIONS["½"]}
    return [
        replace(token, role=Role.FIGURE, number=posts[token.role]) if token.role in posts else token
        for token in tokens
    ]
