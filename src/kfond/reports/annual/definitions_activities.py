"""What the figures on activities, points and surveys mean."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.reports.annual.meaning import Meaning

IN_WORDS = "Med ord: {words}."

ACTIVITIES: Mapping[str, Meaning] = {
    "activities.occasions": Meaning(
        "{activity}, tillfällen {period}", "occasions", "Antal tillfällen enligt listan över aktiviteter."
    ),
    "activities.attended": Meaning(
        "{activity}, deltog {period}",
        "took_part",
        "Så många som deltog ({audience}), enligt listan över aktiviteter.",
    ),
    "activities.invited": Meaning(
        "{activity}, bjöds in {period}",
        "took_part",
        "Så många som bjöds in ({audience}), enligt listan över aktiviteter. Hur många som kom säger siffran inte.",
    ),
    "activities.offered": Meaning(
        "{activity}, erbjöds {period}",
        "took_part",
        "Så många som erbjöds att delta ({audience}), enligt listan över aktiviteter. Hur många som tackade ja eller "
        "kom säger siffran inte.",
    ),
    "activities.took_part": Meaning(
        "{activity}, deltagare {period}",
        "took_part",
        "Antalet i listan över aktiviteter ({audience}). Listan säger inte om de deltog, bjöds in eller erbjöds.",
    ),
    "activities.share": Meaning(
        "{activity}, andel {period}",
        "share",
        "Den del av målgruppen ({audience}) som raden gäller, enligt listan över aktiviteter. Andelen säger inte hur "
        "många de är.",
    ),
    "activities.counted": Meaning(
        "{activity}, {counted_as} {period}",
        "counted",
        "Antalet enligt listan över aktiviteter: {counted_as}.",
    ),
    "activities.total": Meaning(
        "{kind}, tillfällen {period}",
        "occasions",
        "Summan av tillfällena i listan över aktiviteter. Det som anges både för hela tiden och för delar av den "
        "räknas en gång.",
    ),
    "activities.minutes": Meaning(
        "Protokollförda möten {period}",
        "occasions",
        "Summan av de möten som listan över aktiviteter säger är protokollförda.",
    ),
    "activities.known": Meaning(
        "Kända aktiviteter {period}",
        "activities",
        "Aktiviteter som hålls vid tillfällen: möten, utbildningar, nätverksträffar, evenemang och kampanjer. "
        "Samma aktivitet räknas en gång.",
    ),
    "activities.with_number": Meaning(
        "Aktiviteter med känt antal {period}",
        "activities",
        "De av aktiviteterna där listan anger hur många som deltog, bjöds in eller erbjöds.",
    ),
    "activities.format": Meaning(
        "Utbildningstillfällen {format} {period}",
        "occasions",
        "Utbildningstillfällen i formatet. Där listan anger flera format för en utbildning räknas minst ett tillfälle "
        "i vart och ett.",
    ),
    "activities.third": Meaning(
        "{kind}, tillfällen {third}",
        "occasions",
        "Tillfällen som säkert hölls under tertialet, och högst alla som kan ha hållits då.",
    ),
    "activities.apart": Meaning(
        "{kind}, tillfällen {period} som inte går att fördela",
        "occasions",
        "Tillfällen under året som listan inte lägger i ett enda tertial.",
    ),
    "points.outcome": Meaning(
        "{point}, utfall {year}", "indicator", "Utfallet så som listan över punkter anger det. {measured_in}"
    ),
    "points.baseline": Meaning(
        "{point}, utgångsläge",
        "indicator",
        "Värdet när arbetet började, så som listan över punkter anger det. {measured_in}",
    ),
    "points.target": Meaning(
        "{point}, mål", "indicator", "Värdet som ska nås, så som listan över punkter anger det. {measured_in}"
    ),
    "points.plan": Meaning(
        "Planpunkter {year}", "plan_points", "Planpunkter som gällde under året, i den version som gällde då."
    ),
    "points.status": Meaning(
        "Planpunkter {year}: {status}",
        "plan_points",
        "Planpunkter som gällde under året och vars läge enligt listan är: {status}.",
    ),
    "surveys.answers": Meaning(
        "Svar på ”{question}”, {round}",
        "answers",
        "Så många som svarade på frågan i {survey}.",
    ),
    "surveys.asked": Meaning(
        "Tillfrågade, ”{question}”, {round}",
        "persons",
        "Så många som fick frågan i {survey}.",
    ),
    "surveys.response_rate": Meaning(
        "Svarsfrekvens, ”{question}”, {round}",
        "share",
        "De som svarade på frågan delat med dem som fick den, i {survey}.",
    ),
    "surveys.baseline": Meaning(
        "Utgångsläge för medelvärdet, ”{question}”", "mean", "Som listan anger det. Skala: {scale}."
    ),
    "surveys.target": Meaning(
        "Mål för medelvärdet, ”{question}”", "mean", "Som listan anger det. Skala: {scale}."
    ),
    "surveys.baseline_share": Meaning(
        "Utgångsläge för andelen som svarar ”{answer}” på ”{question}”", "share", "Som listan anger det."
    ),
    "surveys.target_share": Meaning(
        "Mål för andelen som svarar ”{answer}” på ”{question}”", "share", "Som listan anger det."
    ),
    "surveys.gave": Meaning(
        "Svarade ”{answer}” på ”{question}”, {round}",
        "answers",
        "Så många som gav svaret i {survey}. Är bara andelen känd är antalet räknat ur den.",
    ),
    "surveys.share": Meaning(
        "Andel som svarade ”{answer}” på ”{question}”, {round}",
        "share",
        "De som gav svaret delat med alla som svarade på frågan i {survey}.",
    ),
    "surveys.mean": Meaning(
        "Medelvärde, ”{question}”, {round}",
        "mean",
        "Medelvärdet av svaren i {survey}. Skala: {scale}.",
    ),
}
