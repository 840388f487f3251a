"""The settings of an installed playground are those of a checkout, and Streamlit knows them all."""

from __future__ import annotations

import tomllib
from pathlib import Path

from streamlit import config
from streamlit.web.server.app_discovery import discover_asgi_app

from playground.app.settings import SETTINGS

ROOT = Path(__file__).parents[2]


def flat(table: dict, prefix: str = "") -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in table.items():
        found |= flat(value, f"{prefix}{name}.") if isinstance(value, dict) else {prefix + name: value}
    return found


def test_settings_equal_the_config_file():
    assert flat(tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text())) == SETTINGS


def test_streamlit_knows_every_setting():
    for name, value in SETTINGS.items():
        assert isinstance(value, config._config_options_template[name].type), name


def test_streamlit_run_finds_the_app():
    found = discover_asgi_app(ROOT / "streamlit_app.py")
    assert found.is_asgi_app
    assert found.import_string == "streamlit_app:app"
