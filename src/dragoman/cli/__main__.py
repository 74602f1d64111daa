"""`python -m dragoman.cli`: the command, where its script is not on the path."""

from dragoman.cli import main

if __name__ == "__main__":
    main()
