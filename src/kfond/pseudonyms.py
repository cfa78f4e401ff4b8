"""Persons by keyed pseudonyms: two rows can be told to be the same person, and nobody can tell which.

A pseudonym is the HMAC-SHA256 (RFC 2104) of what tells a person from others, with a key that lies outside the
database; the first 128 bits of it, which is far more than tells all who ever worked in Sweden apart. What goes in
is normalised first, so that the same person gets the same pseudonym however a sheet writes the number or name.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from kfond.privacy import identity_number_in, is_identity_number

LENGTH = 32  # hexadecimal digits
KEY_BYTES = 32
NUMBER = "number:"  # before what is a personal number
HOME = "home"  # the one thing that has the same number in every municipality
_BLOCK = 64  # of SHA-256, in bytes; a longer key would have to be hashed first
YOUNGEST = (
    15  # nobody works in social services before that, so 050101 is not of 2005 in a list of 2017 (ours)
)
_NUMBER = re.compile(r"(?P<century>[0-9]{2})?(?P<digits>[0-9]{6})(?P<sign>[-+ ]?)(?P<last>[0-9]{4})")


@dataclass(frozen=True, slots=True)
class Key:
    """What pseudonyms are made with. It is never shown; its fingerprint is, and tells two keys apart."""

    secret: bytes = field(repr=False)

    @property
    def fingerprint(self) -> str:
        """Sixteen hexadecimal digits that tell the key from others and do not give it away."""
        return hashlib.sha256(b"kfond key " + self.secret).hexdigest()[:16]

    def pseudonymiser(self) -> Callable[[str], str]:
        """What makes pseudonyms, of what one of the functions below made of a number or a name.

        The two halves of the HMAC are begun once and copied for each person, a quarter of the time of hmac.digest.
        """
        block = self.secret.ljust(_BLOCK, b"\0")
        inner = hashlib.sha256(bytes(part ^ 0x36 for part in block))
        outer = hashlib.sha256(bytes(part ^ 0x5C for part in block))

        def pseudonym(identity: str) -> str:
            within, around = inner.copy(), outer.copy()
            within.update(identity.encode("utf-8"))
            around.update(within.digest())
            return around.hexdigest()[:LENGTH]

        return pseudonym


def personal_number(text: str, on: date) -> str:
    """A Swedish personal identity or coordination number with its century; "" for what is none, spaces included.

    Of the years that two digits can mean, it is the latest in which the person has turned fifteen by `on`; with
    a "+", which is written from the year of the hundredth birthday (Folkbokföringslagen 1991:481, 18 §), the
    latest in which the person is at least that old.
    """
    found = _NUMBER.fullmatch(text)
    if not found:
        return ""
    century, digits, sign, last = found.groups()
    if not is_identity_number(digits + last):
        return ""
    return f"{NUMBER}{century or _century(digits, sign == '+', on)}{digits}{last}"


def employment_number(text: str, municipality_code: str) -> str:
    """A number that a municipality gave its employee; zeros before it tell nothing. "" for one without a digit."""
    plain = _plain(text).lstrip("0")
    return f"employee:{municipality_code}:{plain}" if any(sign.isdecimal() for sign in plain) else ""


def email(text: str) -> str:
    """An e-mail address; "" for what is none."""
    plain = _plain(text)
    return f"mail:{plain}" if re.fullmatch(r"[^@\s]+@[^@\s]+", plain) else ""


def name(text: str, municipality_code: str) -> str:
    """A name within a municipality, "Efternamn, Förnamn" as "Förnamn Efternamn"; "" for one without two letters."""
    plain = _plain(text)
    last, comma, first = plain.partition(",")
    if comma:
        plain = f"{first.strip()} {last.strip()}".strip()
    return f"name:{municipality_code}:{plain}" if sum(sign.isalpha() for sign in plain) > 1 else ""


def numbered(what: str, text: str, municipality_code: str) -> str:
    """The number of a home, or of a municipality's placement, child or referral, as a sheet writes it."""
    return f"{what}:{'' if what == HOME else municipality_code}:{_plain(text)}"


def identity(text: str, municipality_code: str, on: date) -> str:
    """What a cell that may hold a number, an address or a name says of who it is; "" where it says nothing."""
    number = identity_number_in(text)
    if number:
        return personal_number(number, on)
    plain = text.strip()
    if "@" in plain:
        return email(plain)
    if re.fullmatch(r"\d+", plain):
        return employment_number(plain, municipality_code)
    return name(plain, municipality_code)


def _century(digits: str, is_past_hundred: bool, on: date) -> int:
    day = int(digits[4:6])
    born = (int(digits[:2]), int(digits[2:4]), day - 60 if day > 60 else day)
    century = on.year // 100
    while (100 * century + born[0], *born[1:]) > (on.year - YOUNGEST, on.month, on.day):
        century -= 1
    while is_past_hundred and on.year - (100 * century + born[0]) < 100:
        century -= 1
    return century


def _plain(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
