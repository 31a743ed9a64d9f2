"""`python -m gazetteer.cli`."""

from gazetteer.cli import main

main()
