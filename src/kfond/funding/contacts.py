"""Lines of a text that tell of a person: identity numbers may never stand there, addresses only of an office."""

from __future__ import annotations

from collections.abc import Iterator

from kfond.errors import Problem
from kfond.funding.toml_tables import at_line
from kfond.messages import say
from kfond.privacy import has_email_address, has_identity_number, has_telephone_number


def contacts_in(text: str, file: str) -> tuple[Problem, ...]:
    """Each line with a telephone number or an e-mail address, which is not shown. Whose it is nobody can tell from
    its looks, so that it is to be looked at and keeps nothing from being sent."""
    return tuple(_contacts(text, file))


def _contacts(text: str, file: str) -> Iterator[Problem]:
    for number, line in enumerate(text.split("\n"), 1):
        if has_email_address(line):
            yield at_line(
                file,
                number,
                say("an e-mail address stands here"),
                say("Let it stand only if it is that of an office and not of a person."),
            )
        if has_telephone_number(line):
            yield at_line(
                file,
                number,
                say("a telephone number stands here"),
                say("Let it stand only if it is that of an office and not of a person."),
            )


def identity_numbers_in(text: str, file: str) -> tuple[Problem, ...]:
    """Each line with a personal identity number, which must be taken away."""
    return tuple(
        at_line(
            file,
            number,
            say("an identity number stands here"),
            say("Take it away; applications name roles, not persons."),
        )
        for number, line in enumerate(text.split("\n"), 1)
        if has_identity_number(line)
    )
