"""Streamlit settings of an installed playground, where no `.streamlit/config.toml` lies beside the app."""

from __future__ import annotations

SETTINGS: dict[str, bool | int | str] = {
    "runner.postScriptGC": False,
    "runner.magicEnabled": False,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "browser.gatherUsageStats": False,
    "server.enableStaticServing": False,
    "server.maxUploadSize": 5,
    "server.fileWatcherType": "none",
    "server.showEmailPrompt": False,
    "theme.light.primaryColor": "#14181f",
    "theme.light.backgroundColor": "#f5f6f8",
    "theme.light.secondaryBackgroundColor": "#eef0f3",
    "theme.light.textColor": "#14181f",
    "theme.light.borderColor": "#dfe3e8",
    "theme.dark.primaryColor": "#e9edf2",
    "theme.dark.backgroundColor": "#0e1217",
    "theme.dark.secondaryBackgroundColor": "#1e252e",
    "theme.dark.textColor": "#e9edf2",
    "theme.dark.borderColor": "#2a323d",
}
"""Option -> value, the same as in `.streamlit/config.toml` of a checkout."""
