"""Links to material: which address leads everybody to a page, and which only its owner."""

from __future__ import annotations

import re
from ipaddress import ip_address
from urllib.parse import urlsplit

from kfond.messages import Message, say

_OWN_PLACE = re.compile(r"file:|smb:|[a-z]:(?:[\\/]|$)|[\\/~]", re.IGNORECASE)
"""How a path on a disk or a network share begins: file:, C:\\, G:/, \\\\server, /home, ~."""
_NAMES_INSIDE = (".local", ".home.arpa", ".localhost", ".internal", ".intranet", ".lan", ".home", ".corp")
"""Ends of names that no public name server knows: RFC 6762, RFC 8375, RFC 6761, and habit."""


def fault_of_link(text: str, is_required: bool) -> tuple[Message, Message] | None:
    """What is wrong with a link and what to write instead; None for a public http or https address.

    Of a path only the beginning is repeated ("G:\\…"): the rest may hold somebody's name, and problems of a partial
    import are kept.
    """
    otherwise = say("take the row away") if is_required else say("leave the cell empty")
    open_to_all = say(
        "Write an address that begins with {start} and that everybody can open, or {otherwise}.",
        start="https://",
        otherwise=otherwise,
    )
    own = _OWN_PLACE.match(text.strip())
    if own:
        return (
            say(
                "The link “{start}…” leads to a disk or a network where only some can open it; it is not kept.",
                start=own[0],
            ),
            open_to_all,
        )
    host = _host_of(text.strip())
    if not host:
        return (
            say("That is no address of a page; it is not kept."),
            say(
                "Write the whole address, such as {address}, or {otherwise}.",
                address="https://www.example.org/film",
                otherwise=otherwise,
            ),
        )
    if not _is_public(host):
        return (
            say("The link leads to a network of somebody's own, where not all can open it; it is not kept."),
            open_to_all,
        )
    return None


def _host_of(text: str) -> str:
    """The host of an http or https address; "" for anything else, and for one that names a user."""
    try:
        parts = urlsplit(text)
        host = parts.hostname or ""
    except ValueError:
        return ""
    is_plain = not re.search(r"[\s\\<>\"]", text) and "@" not in parts.netloc
    return host if parts.scheme in ("http", "https") and is_plain else ""


def _is_public(host: str) -> bool:
    """Whether the whole world knows the host: a name with a dot, or a number that is routed everywhere."""
    try:
        return ip_address(host).is_global
    except ValueError:
        *_, last = labels = host.rstrip(".").split(".")
        return len(labels) > 1 and not last.isdecimal() and not f".{host.rstrip('.')}".endswith(_NAMES_INSIDE)
