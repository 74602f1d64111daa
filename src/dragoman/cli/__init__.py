"""argv -> a command -> an exit code. Thin: what a command finds out is the work of the rooms to the left."""


def main() -> None:
    """The `dragoman` program."""
    import sys

    from dragoman.cli.app import run

    sys.exit(run(sys.argv[1:]))


__all__ = ["main"]
