"""Write the example region: the sheets of a made-up association, five years of them.

    python tools/make_region.py         writes src/kfond/data/demo/region and refreshes examples/region
    python tools/make_region.py DIR     writes into DIR and nowhere else

Every figure comes from the model in tools/region: made-up people who come, learn and leave. The same sources
give the same bytes.
"""

import shutil
import sys
from collections.abc import Sequence
from pathlib import Path

from region.care_sheets import write_care
from region.course_sheets import write_courses
from region.courses import Training
from region.plan_sheets import write_plan_sheets
from region.replies import write_replies
from region.staff import Staff
from region.staffing_sheets import write_staffing

ROOT = Path(__file__).resolve().parent.parent
REGION = ROOT / "src" / "kfond" / "data" / "demo" / "region"
EXAMPLES = ROOT / "examples" / "region"


def write_region(folder: Path) -> None:
    """Write every sheet of the region."""
    folder.mkdir(parents=True, exist_ok=True)
    staff = Staff()
    write_staffing(folder, staff)
    write_courses(folder, Training(staff))
    write_care(folder, staff)
    write_plan_sheets(folder, staff)
    write_replies(folder / "svar-2018", staff)


def main(arguments: Sequence[str]) -> None:
    """Write the sheets into the given folder, or into the package and examples/."""
    folder = Path(arguments[0]) if arguments else REGION
    if not arguments:
        for sheet in [path for path in REGION.rglob("*") if path.is_file() and path.suffix != ".md"]:
            sheet.unlink()
    write_region(folder)
    if not arguments:
        shutil.rmtree(EXAMPLES, ignore_errors=True)
        shutil.copytree(REGION, EXAMPLES)
    print(f"wrote {folder}")


if __name__ == "__main__":
    main(sys.argv[1:])
