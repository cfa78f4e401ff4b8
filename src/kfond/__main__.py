"""Where the program starts: `kfond` and `python -m kfond`."""

import gc
import sys


def main() -> None:
    """Runs kfond. `--version` answers before anything heavier than this file is loaded."""
    if sys.argv[1:] == ["--version"]:
        from kfond import __version__

        sys.stdout.write(f"kfond {__version__}\n")
        return
    gc.set_threshold(50_000)  # fewer sweeps while libraries load: a tenth of the start of a short command
    from kfond.cli import app

    app(prog_name="kfond")


if __name__ == "__main__":
    main()
