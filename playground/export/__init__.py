"""An experiment as source text of another program."""
