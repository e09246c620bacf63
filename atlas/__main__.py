"""`python -m atlas`: the charts, decks and tables of the dashboard, made on the command line."""

import sys

from atlas.commands.program import main

if __name__ == "__main__":
    sys.exit(main())
