"""`python -m playground` opens the app, as the command `quron` does."""

from playground.app.cli import main

if __name__ == "__main__":
    main()
