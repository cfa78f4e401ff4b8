"""Pictures: as pixels, with their words for those who do not see them."""

from __future__ import annotations

import io
from typing import Any

from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn

from kfond.reports.documents.document import Drawing
from kfond.reports.writers.docx.elements import allowed, made, paragraph
from kfond.reports.writers.images import as_png

PIXELS_WIDE = 1600  # 245 on an inch where the picture is as wide as the text of an A4 page
UNITS = 635  # EMU in a twentieth of a point
HIGHEST = 11_000  # twentieths of a point, so that a caption still fits on the page
_INLINE = parse_xml(
    f"""<wp:inline {nsdecls("wp", "a", "pic", "r")} distT="0" distB="0" distL="0" distR="0">
    <wp:extent/><wp:docPr/>
    <wp:cNvGraphicFramePr><a:graphicFrameLocks noChangeAspect="1"/></wp:cNvGraphicFramePr>
    <a:graphic><a:graphicData uri="http://schemas.openxmlformats.org/drawingml/2006/picture">
    <pic:pic><pic:nvPicPr><pic:cNvPr/><pic:cNvPicPr/></pic:nvPicPr>
    <pic:blipFill><a:blip/><a:stretch><a:fillRect/></a:stretch></pic:blipFill>
    <pic:spPr><a:xfrm><a:off x="0" y="0"/><a:ext/></a:xfrm><a:prstGeom prst="rect"><a:avLst/></a:prstGeom></pic:spPr>
    </pic:pic></a:graphicData></a:graphic></wp:inline>"""
)


def picture(drawing: Drawing, number: int, available: int, style: str, part: Any) -> Any:
    """The paragraph of a drawing as wide as the text; `number` is its own in the document (20.4.2.5)."""
    tie, image = part.get_or_add_image(io.BytesIO(as_png(drawing.wide, PIXELS_WIDE)))
    wide = min(available, HIGHEST * image.px_width // image.px_height)
    high = wide * image.px_height // image.px_width
    inline = _INLINE.__copy__()
    for tag in ("wp:extent", "a:ext"):
        extent = next(inline.iter(qn(tag)))
        extent.set("cx", str(wide * UNITS))
        extent.set("cy", str(high * UNITS))
    for tag in ("wp:docPr", "pic:cNvPr"):
        about = next(inline.iter(qn(tag)))
        about.set("id", str(number))
        about.set("name", f"Bild {number}")
        about.set("descr", allowed(drawing.description))
        about.set("title", allowed(drawing.title))
    next(inline.iter(qn("a:blip"))).set(qn("r:embed"), tie)
    return paragraph(style, made("r", made("drawing", inline)))
