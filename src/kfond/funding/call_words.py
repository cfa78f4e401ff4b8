"""What assessors propose and what came of applications to a call, in words."""

from __future__ import annotations

from collections.abc import Mapping

from kfond.funding.calls import Advice, Outcome
from kfond.messages import Message, say

ADVICE: Mapping[Advice, Message] = {
    Advice.GRANT: say("recommends all of it"),
    Advice.PART: say("recommends a part of it"),
    Advice.REFUSE: say("recommends nothing"),
}
OUTCOMES: Mapping[Outcome, Message] = {
    Outcome.OPEN: say("not decided"),
    Outcome.WAITS: say("waits for a decider"),
    Outcome.GRANTED: say("granted"),
    Outcome.PART: say("granted in part"),
    Outcome.REFUSED: say("refused"),
}
