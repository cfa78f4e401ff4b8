"""What kfond would have foretold at a cut of a simulated region, beside what came there."""

from foretold.courses import tested_courses
from foretold.cut import TERMS_AHEAD, Cut, Tested
from foretold.staff import tested_staff

__all__ = ["TERMS_AHEAD", "Cut", "Tested", "tested_courses", "tested_staff"]
