"""The command `quron` (and `python -m playground`): the app from any folder, without a checkout.

Options are Streamlit's own, in the form `--server.port 8600` or `--server.port=8600`; `--port` is short for
`--server.port`.
"""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playground.app.settings import SETTINGS

USAGE = """usage: quron [--port PORT] [--headless] [--SECTION.OPTION VALUE ...]

Opens the Quron Playground in the browser. Every option of `streamlit run` can be given,
for example --server.address localhost. `streamlit config show` lists them.
"""
_SHORT = {"port": "server.port", "headless": "server.headless", "address": "server.address"}


class UsageError(ValueError):
    """A command line that cannot be understood."""


def parse_options(arguments: Sequence[str]) -> dict[str, str]:
    """Read `--name value`, `--name=value` and `--flag` (which is true).

    Args:
        arguments: The command line without the program's name.
    Returns:
        Option -> value, as written.
    Raises:
        UsageError: If an argument is no option.
    """
    options: dict[str, str] = {}
    rest = list(arguments)
    while rest:
        word = rest.pop(0)
        if not word.startswith("--"):
            raise UsageError(f"{word!r} is no option. Options begin with --, such as --port 8600.")
        name, equals, value = word[2:].partition("=")
        if not equals:
            value = rest.pop(0) if rest and not rest[0].startswith("--") else "true"
        options[_SHORT.get(name, name)] = value
    return options


def typed_options(options: dict[str, str]) -> dict[str, Any]:
    """Give every value the type that Streamlit's own option has.

    Args:
        options: Option -> value, as written.
    Raises:
        UsageError: If there is no such option, or the value is not of its type.
    """
    from streamlit import config

    known = config._config_options_template
    typed: dict[str, Any] = {}
    for name, text in options.items():
        if name not in known:
            raise UsageError(f"There is no option --{name}. `streamlit config show` lists them.")
        kind, many = known[name].type, known[name].multiple
        typed[name] = [_as_type(name, part, kind) for part in text.split(",")] if many else _as_type(name, text, kind)
    return typed


def _as_type(name: str, text: str, kind: type) -> Any:
    if kind is bool:
        if text.lower() not in ("true", "false"):
            raise UsageError(f"Option --{name} must be true or false, but is {text!r}.")
        return text.lower() == "true"
    try:
        return kind(text) if kind in (int, float) else text
    except ValueError:
        raise UsageError(f"Option --{name} must be a number, but is {text!r}.") from None


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the app until it is stopped.

    Args:
        arguments: Command line without the program's name; that of the process if None.
    """
    words = sys.argv[1:] if arguments is None else list(arguments)
    if {"-h", "--help"} & set(words):
        sys.stdout.write(USAGE)
        return
    try:
        options = typed_options(parse_options(words))
    except UsageError as error:
        sys.exit(f"{error}\n\n{USAGE}")
    import streamlit as st

    from playground.app.routes import MIDDLEWARE, ROUTES, lifespan

    script = Path(__file__).with_name("main.py")
    # Streamlit looks for its settings beside sys.argv[0], and would read those of the interpreter's folder.
    sys.argv = [str(script)]
    st.App(script, routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan).run(config={**SETTINGS, **options})
