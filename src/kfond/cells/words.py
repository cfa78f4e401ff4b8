"""The words and signs of a staffing cell, as tables. A new wording is one entry in `VOCABULARY` (or in
`NUMBER_WORDS`). A phrase of several words is one entry; where several phrases fit, the longest one is taken.
Case, the full stop at the end of a word and the kind of dash don't matter.
"""

from decimal import Decimal

from kfond.cells.roles import Role

VOCABULARY: dict[Role, tuple[str, ...]] = {
    Role.YES: ("ja", "jo", "japp", "jadå"),
    Role.NO: ("nej", "nej tack", "nix"),
    Role.NONE: ("inga", "ingen", "inget", "ingenting"),
    # Nothing is stated. "Inga uppgifter" must stand here, or it would be none.
    Role.MISSING: (
        *("vet ej", "vet inte", "vet inget", "ingen vet", "ingen aning", "ingen koll", "ingen uppfattning"),
        *("uppgift saknas", "uppgifter saknas", "saknar uppgift", "saknar uppgifter", "saknas", "u.s.", "us"),
        *("ej uppgift", "ej uppgifter", "e.u.", "i.u.", "s.u.", "inga uppgifter", "ingen uppgift"),
        *("ingen info", "ingen information", "ingen statistik", "inga siffror", "inga data"),
        *("inget underlag", "uppgift kommer", "kan ej svara", "kan inte svara", "n/a", "na", "n.a."),
        *("okänt", "okänd", "obekant", "oklart", "oklar", "ej känt", "inte känt"),
        *("ej svar", "ej svarat", "ej besvarat", "ej besvarad", "inte svarat", "har ej svarat"),
        *("inget svar", "inga svar", "svar saknas", "svarar ej", "ej ifyllt", "ej angivet", "ej redovisat"),
    ),
    Role.ONE: ("en", "ett"),
    Role.HALF: ("halv", "halvt"),
    Role.HALF_TIME: ("halvtid", "halvtidstjänst"),
    Role.FULL_TIME: ("heltid", "heltidstjänst"),
    Role.PART_TIME: ("deltid", "deltider", "deltidstjänst", "deltidare"),
    Role.ABOUT: (
        *("ca", "c:a", "cirka", "circa", "ungefär", "ung.", "omkring", "runt", "kring", "typ", "~", "≈"),
        *(
            "bortåt",
            "inemot",
            "uppemot",
            "i snitt",
            "snitt",
            "i genomsnitt",
            "i medeltal",
            "uppsk.",
            "uppskattat",
        ),
    ),
    Role.JUST_OVER: ("drygt", "dryga", "lite drygt", "gott och väl"),
    Role.JUST_UNDER: ("knappt", "nästan", "närmare", "inte fullt"),
    Role.DOUBT: (
        *("?", "kanske", "ev.", "eventuellt", "osäkert", "osäker", "prel.", "preliminärt", "möjligen"),
        *("möjligtvis", "troligen", "troligtvis", "antagligen", "förmodligen", "uppskattningsvis"),
        *("osäkra", "preliminära", "preliminär", "ungefärligt", "ungefärliga", "uppskattning", "uppskattade"),
        *("tror", "tror jag", "gissar", "gissning", "gissningsvis"),
    ),
    Role.AT_LEAST: ("minst", "minimum", "åtminstone", "som minst", "lägst"),
    Role.MORE_THAN: ("mer än", "mera än", "fler än", "flera än", ">", "≥", ">="),
    Role.ABOVE: ("över",),
    Role.OR_MORE: ("eller fler", "eller flera", "eller mer", "el. fler", "el. mer", "och uppåt", "och fler"),
    Role.AT_MOST: ("högst", "max", "maximum", "maximalt", "som mest", "på sin höjd", "som högst"),
    Role.LESS_THAN: ("inte ens", "mindre än", "färre än", "upp till", "<", "≤", "<="),
    Role.BELOW: ("under",),
    Role.OR_LESS: ("eller färre", "eller mindre", "och nedåt"),
    Role.BETWEEN: ("mellan",),
    Role.OR: ("eller", "el.", "alt.", "alternativt"),
    Role.TO: ("till", "à", "á"),
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
        *("av tjänsterna", "av handläggarna", "av personalen", "av befattningarna"),
        *("majoriteten", "merparten", "utom", "förutom", "båda", "bägge", "en annan", "ett annat"),
        *("tredjedel", "tredjedelar", "fjärdedel", "fjärdedelar", "fler", "färre", "lika många", "dubbelt"),
    ),
    Role.ONLY: ("enbart", "endast", "bara"),
    Role.VAGUE: (
        *("några", "några få", "några stycken", "någon", "något", "flera", "flera stycken", "ett flertal"),
        *("många", "enstaka", "få", "ett fåtal", "fåtal", "ett par", "par", "en del", "del", "diverse"),
        *("ett antal", "antal", "ett tiotal", "tiotal", "ett dussin", "dussin", "en handfull"),
        *("lite", "mycket"),
    ),
    Role.LACKING: ("utan", "ej", "inte", "icke", "saknar", "blivande", "pågående", "pågår"),
    Role.OTHER_TIME: (
        *("fr.o.m.", "from", "fom", "t.o.m.", "tom", "sedan", "slutar", "börjar", "tidigare", "snart"),
        *("på gång", "efter", "innan", "före", "hösten", "våren", "sommaren", "ht", "vt", "nästa år"),
        *("hade", "var", "varit", "förra året", "i fjol", "ska", "skall", "blir", "kommer", "planeras"),
        *("borde", "borde vara", "bör", "bör vara", "budget", "budgeterat", "mål", "målet"),
        *("behöver", "behov", "söker", "önskar", "rekrytering", "rekryteras"),
    ),
    # What stands elsewhere: the figure beside such a word is the number of a page or a row.
    Role.REFERENCE: (
        *("se", "jfr", "jämför", "samma som", "bilaga", "bilagan", "bil.", "flik", "blad", "tabell", "ruta"),
        *("fråga", "not", "kommentar", "sid", "sida", "rad", "punkt"),
    ),
    Role.BUT: ("men", "minus"),
    Role.POST: ("tjänst", "tjänster", "tj", "årsarbetare", "åa", "heltider", "heltidstjänster"),
    Role.PIECE: ("st", "stycken", "styck"),
    # Beside one of these a figure counts something other than posts, or is a date or a number in a row.
    Role.MEASURE: (
        *("år", "års", "årig", "mån", "månad", "månader", "vecka", "veckor", "v", "dag", "dagar", "dygn"),
        *("tim", "timme", "timmar", "h", "min", "minuter", "kl", "gång", "gånger", "ggr", "x", "×"),
        *(
            "dgr",
            "ärende",
            "ärenden",
            "utredning",
            "utredningar",
            "barn",
            "placeringar",
            "familjehem",
            "klienter",
        ),
        *("kr", "kronor", "tkr", "tusen", "hundra", "poäng", "hp"),
        *("nr", "nummer", "grupp", "enhet", "team", "kap", "§", "tel"),
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

FRACTIONS = {"¼": Decimal("0.25"), "½": Decimal("0.5"), "¾": Decimal("0.75")}

LOOSE_AMOUNTS = ("majoritet", "minoritet", "mängd", "hög", "bunt", "grupp")
"""Nouns that "en" does not count one of; so do those in -tal ("ett tjugotal")."""

HARMLESS_STEMS = (
    *(
        "handl",
        "årsarb",
        "socsek",
        "socialsek",
        "barnsek",
        "famhem",
        "familjehemssek",
        "sekr",
        "kurator",
        "chef",
    ),
    *(
        "arbetsled",
        "teamled",
        "gruppled",
        "led",
        "förste",
        "första",
        "1:e",
        "konsult",
        "vik",
        "vakan",
        "tillsatt",
    ),
    *(
        "tillsv",
        "ordinarie",
        "fast",
        "anställ",
        "timanst",
        "pers",
        "socionom",
        "pedagog",
        "behandl",
        "utred",
        "utr",
    ),
    *(
        "mottag",
        "admin",
        "assist",
        "ekonom",
        "jurist",
        "resurs",
        "projekt",
        "samordn",
        "föräldra",
        "sjuk",
        "tjl",
    ),
    *("tjänst", "ledig", "förstärk", "mynd", "utför", "bemann", "reception", "omorg"),
)
"""How words begin that leave a figure as it is: who is counted, and why. Any other word beside a figure may
change it, so that a human should look."""

HARMLESS_WORDS = (
    *(
        "från",
        "inom",
        "i",
        "på",
        "hos",
        "av",
        "för",
        "med",
        "som",
        "är",
        "har",
        "den",
        "det",
        "de",
        "där",
        "åt",
    ),
    *("pga", "p.g.a.", "bou", "ifo", "ekb", "bup", "ny", "nya", "erfarna", "kvinnor", "män", "huvudsakligen"),
)
"""Small words that do so too."""

STAFF_STEMS = ("vakan", "konsult", "socionom", "anställ", "person", "tjänst", "admin", "avlast", "socialsekr")
"""What a sheet asks about: beside "inga" such a word leaves no doubt that the answer is none."""

POST_ENDINGS = ("tjänst", "tjänster", "årsarbetare")
"""What makes the figure before a word a number of posts ("1 kuratorstjänst")."""

HALF_STEM = "halv"
"""A figure beside such a word ("2 halva tjänster") may count halves."""
