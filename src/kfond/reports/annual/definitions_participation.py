"""What the figures on the training of the year mean: rounds, participations, whom they reached, what it cost."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.reports.annual.meaning import Meaning

COUNTED = "Räknade till det år då omgången började."

PARTICIPATION: Mapping[str, Meaning] = {
    "rounds.total": Meaning(
        "Genomförda omgångar, {period}",
        "rounds",
        "Omgångar som började {period} och som någon kom till. En omgång är en kurs, en tid och ett "
        "omgångsnummer; där listan inte har något nummer är det en omgång.",
    ),
    "rounds.third": Meaning("Genomförda omgångar, {third}", "rounds", "Omgångar som började i {third}."),
    "rounds.no_third": Meaning(
        "Genomförda omgångar {period} som inte kan fördelas på tertial",
        "rounds",
        "Omgångar där listan inte säger i vilket tertial de började, till exempel bara en termin.",
    ),
    "participations.total": Meaning(
        "Deltagartillfällen, {period}",
        "participations",
        "Summan av deltagartillfällena i listorna över deltagartillfällen. En person som går två kurser räknas två "
        f"gånger. {COUNTED} Det som listorna ställer utanför summan eller under egen rubrik är inte med.",
    ),
    "participations.preliminary": Meaning(
        "Preliminära deltagartillfällen, {period}",
        "participations",
        "De av summans deltagartillfällen som listorna kallar preliminära. De kan komma att ändras.",
    ),
    "participations.outside": Meaning(
        "Deltagartillfällen utanför summan, {period}",
        "participations",
        f"Deltagartillfällen som listorna ställer utanför summan. {COUNTED}",
    ),
    "participations.own_heading": Meaning(
        "Deltagartillfällen under egen rubrik, {period}",
        "participations",
        f"Deltagartillfällen som listorna redovisar under egen rubrik, utanför summan. {COUNTED}",
    ),
    "participations.municipality": Meaning(
        "Deltagartillfällen {period}, {municipality}",
        "participations",
        "Kommunens del av summan av deltagartillfällena i listorna.",
    ),
    "participations.of_course": Meaning(
        "Deltagartillfällen {period}, {course}",
        "participations",
        "Kursens del av summan av deltagartillfällena i listorna.",
    ),
    "participations.listed": Meaning(
        "Deltagartillfällen {period} enligt listorna, {course}",
        "participations",
        "Kursens del av summan av deltagartillfällena i listorna, tillsammans med de kurser som den enligt "
        "kurskatalogen har ersatt.",
    ),
    "participations.outside.course": Meaning(
        "Deltagartillfällen {period} utanför summan, {course}",
        "participations",
        "Kursens deltagartillfällen som listorna ställer utanför summan.",
    ),
    "participations.own_heading.course": Meaning(
        "Deltagartillfällen {period} under egen rubrik, {course}",
        "participations",
        "Kursens deltagartillfällen som listorna redovisar under egen rubrik.",
    ),
    "participations.of_band": Meaning(
        "Deltagartillfällen {period}, {band}",
        "participations",
        "De av summans deltagartillfällen som listorna anger för bandet, så som det var när kursen gick.",
    ),
    "participations.persons": Meaning(
        "Deltagare, {period}",
        "persons",
        "Antal olika personer i de listor som har en rad för varje person, bland deltagartillfällena i summan. "
        "Övriga listor säger inte vilka som gick flera kurser.",
    ),
    "participations.with_persons": Meaning(
        "Deltagartillfällen där personen är känd, {period}",
        "participations",
        "De av summans deltagartillfällen som har en rad för varje person.",
    ),
    "participations.list_difference": Meaning(
        "Deltagartillfällen {period}, listorna minus sammanställningen",
        "participations",
        "Summan i listorna över deltagartillfällen minus summan av kurserna i sammanställningen av genomförda kurser.",
    ),
    "participations.third": Meaning(
        "Deltagartillfällen, {third}",
        "participations",
        "De av summans deltagartillfällen vars omgång började i {third}.",
    ),
    "participations.no_third": Meaning(
        "Deltagartillfällen {period} som inte kan fördelas på tertial",
        "participations",
        "De av summans deltagartillfällen där listan inte säger i vilket tertial omgången började, till exempel "
        "bara en termin. Tillsammans med det som säkert hör till tertialen ger de årets summa.",
    ),
    "participations.reached": Meaning(
        "Kommuner som nåddes, {period}",
        "municipalities",
        "Kommuner med minst ett deltagartillfälle i någon gemensam kurs, även utanför summan och under egen "
        "rubrik.",
    ),
    "participations.reached.course": Meaning(
        "Kommuner som nåddes {period}, {course}",
        "municipalities",
        "Kommuner med minst ett deltagartillfälle i kursen.",
    ),
    "participations.per_post": Meaning(
        "Deltagartillfällen per tjänst, {period}",
        "per_post",
        "Summans deltagartillfällen delat med tjänsterna, i de kommuner där tjänsterna är kända för {period}. "
        "Tjänster är de som kommunen har uppgett, alla områden.",
    ),
    "participations.per_post.municipality": Meaning(
        "Deltagartillfällen per tjänst {period}, {municipality}",
        "per_post",
        "Kommunens deltagartillfällen i summan delat med de tjänster som kommunen har uppgett för {period}, "
        "alla områden.",
    ),
    "saturation.group": Meaning(
        "Målgrupp, {course}",
        "persons",
        "Personer i målgruppen ({band}) enligt kommunernas uppgifter om personalen, i de kommuner som har "
        "uppgett den.",
    ),
    "saturation.participations": Meaning(
        "Deltagartillfällen som kan vara målgruppens, {course}",
        "participations",
        "Deltagartillfällen i kursen {period} från samma kommuner, gemensamma och sådana som kommunen själv har "
        "ordnat. De som då redan hade längre erfarenhet än målgruppen räknas inte{window}.",
    ),
    "saturation.trained": Meaning(
        "Har gått kursen, {course}",
        "persons",
        "Högst så många i målgruppen har gått kursen {period}. Listorna säger inte vilka som gick: samma person "
        "kan ha gått två gånger, och den som gick kan ha lämnat målgruppen.",
    ),
    "saturation.remaining": Meaning(
        "Har inte gått kursen, {course}",
        "persons",
        "Minst så många i målgruppen har inte gått kursen {period}: målgruppen minus de deltagartillfällen som "
        "kan vara dess.",
    ),
    "local_training.participations": Meaning(
        "Deltagartillfällen i utbildning som kommunerna själva har ordnat, {period}",
        "participations",
        "Summan av de deltagartillfällen som kommunerna har uppgett för utbildning som de själva har köpt eller "
        "hållit. Räknas inte in i summan för de gemensamma kurserna.",
    ),
    "costs.local_training": Meaning(
        "Kostnad för utbildning som kommunerna själva har ordnat, {period}",
        "sek",
        "Summan av de kostnader som kommunerna har uppgett, i kronor.",
    ),
}
