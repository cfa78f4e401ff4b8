"""Every statistic on homes and referrals by name: what is counted, or divided by what, in words."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.placements.definitions import OURS, Definition, Unit
from kfond.placements.tallies import AnyMeasure, HomeMeasure, ReferralMeasure


def _number(measure: AnyMeasure, unit: Unit, name: str, words: str, grows: bool = True) -> Definition:
    return Definition(measure.value, name, unit, measure, None, measure, words, OURS, grows=grows)


def _home(measure: HomeMeasure, name: str, words: str, grows: bool = True) -> Definition:
    return _number(measure, Unit.HOMES, name, words, grows)


def _referral(measure: ReferralMeasure, name: str, words: str, grows: bool = True) -> Definition:
    return _number(measure, Unit.REFERRALS, name, words, grows)


def _median(half_days: AnyMeasure, cases: AnyMeasure, key: str, name: str, words: str) -> Definition:
    return Definition(key, name, Unit.MEDIAN_DAYS, half_days, None, cases, words, OURS, grows=False)


def _share_within(measure: HomeMeasure, key: str, name: str, words: str) -> Definition:
    interest = HomeMeasure.INTEREST
    return Definition(
        key,
        name,
        Unit.SHARE,
        measure,
        interest,
        interest,
        f"Av de hem som anmälde intresse under tiden: {words} före samma dag ett år senare. Går att räkna när alla "
        "har följts i 12 månader, har slutat eller har kommit hela vägen.",
        OURS,
        still_open=HomeMeasure.INTEREST_OPEN,
        grows=False,
        months=12,
    )


_OF_INTEREST = "De av hemmen som anmälde intresse under tiden"
_STEPS = (
    _home(HomeMeasure.INTEREST, "Intresseanmälningar", "Hem som anmälde intresse under tiden."),
    _home(HomeMeasure.ASSESSMENT, "Påbörjade kartläggningar", "Hem vars kartläggning började under tiden."),
    _home(HomeMeasure.ASSESSED, "Avslutade kartläggningar", "Hem vars kartläggning blev klar under tiden."),
    _home(HomeMeasure.TRAINED, "Grundutbildade hem", "Hem som blev klara med grundutbildningen under tiden."),
    _home(HomeMeasure.BANKED, "Nya i familjehemsbanken", "Hem som togs in i familjehemsbanken under tiden."),
    _home(HomeMeasure.PLACED, "Första placeringar", "Hem vars första placering började under tiden."),
)
_FOLLOWED = (
    _home(
        HomeMeasure.ASSESSMENT_WITHIN,
        "Till kartläggning inom 12 månader",
        f"{_OF_INTEREST} och vars kartläggning började före samma dag ett år senare.",
    ),
    _home(
        HomeMeasure.ASSESSED_WITHIN,
        "Kartlagda inom 12 månader",
        f"{_OF_INTEREST} och vars kartläggning blev klar före samma dag ett år senare.",
    ),
    _home(
        HomeMeasure.TRAINED_WITHIN,
        "Grundutbildade inom 12 månader",
        f"{_OF_INTEREST} och som hade gått grundutbildningen före samma dag ett år senare.",
    ),
    _home(
        HomeMeasure.BANKED_WITHIN,
        "I banken inom 12 månader",
        f"{_OF_INTEREST} och som togs in i familjehemsbanken före samma dag ett år senare.",
    ),
    _home(
        HomeMeasure.PLACED_WITHIN,
        "Första placering inom 12 månader",
        f"{_OF_INTEREST} och vars första placering började före samma dag ett år senare.",
    ),
    _home(
        HomeMeasure.INTEREST_OPEN,
        "Ännu inte följda i 12 månader",
        f"{_OF_INTEREST}, som är på väg och inte hade följts i 12 månader när listan slutade.",
    ),
)
_CASES = (
    _home(
        HomeMeasure.TO_ASSESSMENT,
        "Hem i medianen från intresse till kartläggning",
        "Hem vars kartläggning började under tiden, sedan de anmält intresse.",
    ),
    _home(
        HomeMeasure.TO_ASSESSED,
        "Hem i medianen för kartläggningen",
        "Hem vars kartläggning blev klar under tiden och där det är känt när den började.",
    ),
    _home(
        HomeMeasure.TO_TRAINED,
        "Hem i medianen från kartläggning till grundutbildning",
        "Hem som blev klara med grundutbildningen under tiden, sedan kartläggningen blivit klar.",
    ),
    _home(
        HomeMeasure.TO_BANKED,
        "Hem i medianen från grundutbildning till banken",
        "Hem som togs in i familjehemsbanken under tiden, sedan de gått grundutbildningen.",
    ),
    _home(
        HomeMeasure.TO_PLACED,
        "Hem i medianen från banken till första placering",
        "Hem vars första placering började under tiden, sedan de tagits in i banken.",
    ),
    _home(
        HomeMeasure.ALL_THE_WAY,
        "Hem i medianen för hela vägen",
        "Hem vars första placering började under tiden, sedan de anmält intresse.",
    ),
)
_STANDING = (
    _home(
        HomeMeasure.TRAINED_FIRST,
        "Utbildade före första placeringen",
        "Hem vars första placering började under tiden och som hade gått grundutbildningen före den dagen.",
    ),
    _home(
        HomeMeasure.TRAINED_FIRST_UNKNOWN,
        "Första placering, oklart om hemmet var utbildat",
        "Hem vars första placering började under tiden och där ingen säger när grundutbildningen var klar.",
    ),
    _home(
        HomeMeasure.IN_BANK,
        "Hem i banken",
        "Hem som har tagits in i familjehemsbanken och är kvar tidens sista dag, också de som har en placering. "
        "Det som slutar just den dagen är inte kvar.",
        grows=False,
    ),
    _home(
        HomeMeasure.MENTORS,
        "Mentorer",
        "Hem som är mentor för andra tidens sista dag. Känt bara där en lista slutar den dagen.",
        grows=False,
    ),
    _home(
        HomeMeasure.MENTORED,
        "Hem med mentor",
        "Hem som har fått en mentor och är kvar tidens sista dag.",
        grows=False,
    ),
    _home(
        HomeMeasure.CONTRACTED,
        "Kontrakterade jourhem",
        "Jourhem vars kontrakt gäller tidens sista dag.",
        grows=False,
    ),
    _home(
        HomeMeasure.CONTRACTED_IN_TIME,
        "Kontrakterade jourhem under tiden",
        "Jourhem vars kontrakt gällde någon dag under tiden. Tre tertial går inte att lägga ihop till ett år.",
    ),
    _home(HomeMeasure.LEFT, "Hem som slutade", "Hem som slutade, eller där kontakten bröts, under tiden."),
    _home(HomeMeasure.LEFT_WITHDREW, "Slutade, drog sig ur", "De av dem som själva drog sig ur."),
    _home(HomeMeasure.LEFT_NOT_SUITABLE, "Slutade, inte lämpliga", "De av dem som inte var lämpliga."),
    _home(
        HomeMeasure.LEFT_RETURNED_TO_WORK,
        "Slutade, tillbaka till arbete",
        "De av dem som gick tillbaka till ett arbete.",
    ),
    _home(HomeMeasure.LEFT_PAY, "Slutade, ersättningen", "De av dem som slutade på grund av ersättningen."),
    _home(
        HomeMeasure.LEFT_LIFE,
        "Slutade, ändrade livsförhållanden",
        "De av dem som slutade för att livet ändrades: flytt, sjukdom, separation.",
    ),
    _home(HomeMeasure.LEFT_OTHER, "Slutade, annat skäl", "De av dem som slutade av ett annat skäl."),
    _home(HomeMeasure.LEFT_UNKNOWN, "Slutade, oklart varför", "De av dem där ingen säger varför."),
)
_DAYS = (
    _median(
        HomeMeasure.HALF_DAYS_TO_ASSESSMENT,
        HomeMeasure.TO_ASSESSMENT,
        "days_to_assessment",
        "Dagar från intresse till kartläggning",
        "Median, för hem vars kartläggning började under tiden.",
    ),
    _median(
        HomeMeasure.HALF_DAYS_TO_ASSESSED,
        HomeMeasure.TO_ASSESSED,
        "days_to_assessed",
        "Dagar för kartläggningen",
        "Median från att kartläggningen började tills den var klar, för hem där den blev klar under tiden.",
    ),
    _median(
        HomeMeasure.HALF_DAYS_TO_TRAINED,
        HomeMeasure.TO_TRAINED,
        "days_to_trained",
        "Dagar från kartläggning till grundutbildning",
        "Median från klar kartläggning till klar grundutbildning, för hem där den blev klar under tiden.",
    ),
    _median(
        HomeMeasure.HALF_DAYS_TO_BANKED,
        HomeMeasure.TO_BANKED,
        "days_to_banked",
        "Dagar från grundutbildning till banken",
        "Median, för hem som togs in i familjehemsbanken under tiden.",
    ),
    _median(
        HomeMeasure.HALF_DAYS_TO_PLACED,
        HomeMeasure.TO_PLACED,
        "days_to_placed",
        "Dagar från banken till första placering",
        "Median, för hem vars första placering började under tiden.",
    ),
    _median(
        HomeMeasure.HALF_DAYS_ALL_THE_WAY,
        HomeMeasure.ALL_THE_WAY,
        "days_all_the_way",
        "Dagar från intresse till första placering",
        "Median, för hem vars första placering började under tiden.",
    ),
)
TRAINED_FIRST = Definition(
    "share_trained_first",
    "Andel hem utbildade före första placeringen",
    Unit.SHARE,
    HomeMeasure.TRAINED_FIRST,
    HomeMeasure.PLACED,
    HomeMeasure.PLACED,
    "Hem som hade gått grundutbildningen före sin första placering, delat med alla hem vars första placering började "
    "under tiden.",
    OURS,
    unclear=HomeMeasure.TRAINED_FIRST_UNKNOWN,
    grows=False,
)
_SHARES = (
    _share_within(
        HomeMeasure.ASSESSMENT_WITHIN,
        "share_to_assessment",
        "Andel till kartläggning inom 12 månader",
        "de vars kartläggning började",
    ),
    _share_within(
        HomeMeasure.ASSESSED_WITHIN,
        "share_assessed",
        "Andel kartlagda inom 12 månader",
        "de vars kartläggning blev klar",
    ),
    _share_within(
        HomeMeasure.TRAINED_WITHIN,
        "share_trained",
        "Andel grundutbildade inom 12 månader",
        "de som hade gått grundutbildningen",
    ),
    _share_within(
        HomeMeasure.BANKED_WITHIN,
        "share_banked",
        "Andel i banken inom 12 månader",
        "de som togs in i familjehemsbanken",
    ),
    _share_within(
        HomeMeasure.PLACED_WITHIN,
        "share_placed",
        "Andel med första placering inom 12 månader",
        "de vars första placering började",
    ),
    TRAINED_FIRST,
)
HOME_DEFINITIONS: Mapping[str, Definition] = {
    each.key: each for each in (*_STEPS, *_FOLLOWED, *_CASES, *_STANDING, *_DAYS, *_SHARES)
}
"""Every definition of homes by its key: a number for each measure but medians, then medians and shares."""

SHARE_MET = Definition(
    "share_met",
    "Andel tillgodosedda förfrågningar",
    Unit.SHARE,
    ReferralMeasure.MATCHED,
    ReferralMeasure.SETTLED,
    ReferralMeasure.SETTLED,
    "Förfrågningar som fick ett hem, delat med alla som avgjordes under tiden: fick ett hem eller avslutades utan. De "
    "som väntar räknas inte.",
    OURS,
    grows=False,
)
REFERRAL_DEFINITIONS: Mapping[str, Definition] = {
    each.key: each
    for each in (
        _referral(ReferralMeasure.ASKED, "Förfrågningar", "Förfrågningar om ett hem som kom under tiden."),
        _referral(
            ReferralMeasure.MATCHED,
            "Matchade förfrågningar",
            "Förfrågningar där ett hem var funnet under tiden, när de än kom.",
        ),
        _referral(
            ReferralMeasure.NOT_MET,
            "Ej tillgodosedda förfrågningar",
            "Förfrågningar som avslutades under tiden utan att ett hem hade funnits, när de än kom.",
        ),
        _referral(
            ReferralMeasure.SETTLED,
            "Avgjorda förfrågningar",
            "Matchade och ej tillgodosedda tillsammans.",
        ),
        _referral(
            ReferralMeasure.WAITING,
            "Väntande förfrågningar",
            "Förfrågningar som har kommit och inte är avgjorda när tidens sista dag är slut.",
            grows=False,
        ),
        _median(
            ReferralMeasure.HALF_DAYS_TO_MATCH,
            ReferralMeasure.MATCHED,
            "days_to_match",
            "Dagar till matchning",
            "Median från förfrågan till funnet hem, för dem som matchades under tiden.",
        ),
        SHARE_MET,
    )
}
"""Every definition of referrals by its key."""
