"""A document with everything that a document can hold, for the tests of the writers. Its figures are made up."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from kfond.provenance import Coverage, Figure, Place, Source
from kfond.reports.documents.document import Document, Drawing, Front

VACANT = Figure(
    id="staffing.vacancies",
    label="Vakanta tjänster",
    value=Fraction(91, 2),
    unit="posts",
    definition="Summan av de vakanta tjänster som enheterna anger.",
    sources=(Source(Place("personal.xlsx", "Blad 1", "D11"), "45,5"),),
    low=43,
    high=48,
    coverage=Coverage(14, 12, 12),
)
SEATS = Figure(
    id="participations.recurring",
    label="Deltagartillfällen",
    value=1003,
    unit="participations",
    definition="Summan av deltagartillfällena för kurserna i listan.",
    sources=(
        Source(Place("kurser.xlsx", "Genomförda", "C4"), "603"),
        Source(Place("kurser.xlsx", "Genomförda", "C5"), "400"),
    ),
    low=1003,
    high=1003,
)
SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} 120" role="img">'
    "<title>Två kurser samlade flest</title><desc>LVU 603, BBIC 400.</desc>"
    '<rect class="fill-blue" fill="#1f5f9e" x="120" y="20" width="{long}" height="24"/>'
    '<rect class="fill-blue" fill="#1f5f9e" x="120" y="60" width="{short}" height="24"/>'
    '<text class="ink" fill="#1c1f24" x="0" y="38" font-family="IBM Plex Sans" font-size="16">LVU, 603</text>'
    '<text class="ink" fill="#1c1f24" x="0" y="78" font-family="IBM Plex Sans" font-size="16">BBIC, 400</text>'
    "</svg>"
)
DRAWING = Drawing(
    title="Två kurser samlade flest",
    description="Liggande staplar: LVU 603 deltagartillfällen, BBIC 400.",
    wide=SVG.format(width=640, long=480, short=318),
    narrow=SVG.format(width=360, long=220, short=146),
)
HOSTILE = '<script>alert(1)</script> #read("x") $x$ *fet* _kursiv_ [länk](y) | & \\n'
MARKDOWN = r"""# Årsrapport 2017, å ä ö

Utkast · Övningsförbundet · Dnr ÖF 2018/12 · 1 februari 2018

> **Kort sagt**
>
> - **[45,5](figure:staffing.vacancies) tjänster är vakanta** i 12 av 14 kommuner.
> - Kurserna hade [1 003](figure:participations.recurring) deltagartillfällen.

## Personalläget

Ett stycke med **fetstil**, *kursiv*, `kfond trace 1003` och en [länk till en sida](https://example.org/sida).
Raden fortsätter här.\
Och här börjar en ny rad.

Tabell: Tjänster och vakanser per kommun, antal

| Kommun | Tjänster | Vakanta | Stöd |
|:---|---:|---:|:---|
| Orust | 3 | [1](figure:staffing.vacancies) | ja, 50 % |
| Strömstad | ca 4,5 | uppgift saknas | oklart |
| Åmål | 1 234,5 | 5–6 | nej |
| Summa | 1 242 | −2,5 | 67 % |

### Fientlig text

\<script>alert(1)\</script> #read("x") $x$ \*fet\* \_kursiv\_ \[länk](y) \| \& \\n

## Deltagartillfällen

![Liggande staplar: LVU 603 deltagartillfällen, BBIC 400.](picture:courses)

Tabell: Deltagartillfällen per kurs, antal

| Kurs | Deltagartillfällen |
|:---|---:|
| LVU | 603 |
| BBIC | 400 |

1. Först detta.
2. Sedan det här:
   - ett
   - två

> En ruta som inte är sammanfattningen.

## Definitioner och källor

- [Vakanta tjänster: 45,5](entry:staffing.vacancies). Summan av de vakanta tjänster som enheterna anger. Celler:
  personal.xlsx, Blad 1!D11.
- [Deltagartillfällen: 1 003](entry:participations.recurring). Celler: kurser.xlsx, Genomförda!C4 och C5.
"""


def sample() -> Document:
    """The document."""
    return Document(
        front=Front(
            title="Årsrapport 2017, å ä ö",
            organisation="Övningsförbundet",
            case_number="ÖF 2018/12",
            status="Utkast",
            version="2",
            fingerprint="3f2a90c1d4e5",
            day=date(2018, 2, 1),
        ),
        markdown=MARKDOWN,
        pictures={"courses": DRAWING},
        figures={VACANT.id: VACANT, SEATS.id: SEATS},
        definitions={
            "Tjänster och vakanser per kommun, antal": "Antal tjänster och vakanta tjänster som kommunen anger.",
            "Deltagartillfällen per kurs, antal": "En person som går två kurser räknas två gånger.",
        },
    )
