"""What surrounds the component: a page without Streamlit's own header, padding and scroll bars."""

from __future__ import annotations

from pathlib import Path

ICON = str(Path(__file__).with_name("icon.svg"))
"""Icon of the browser's tab."""
KEY = "quron"
"""Streamlit key of the component; Streamlit turns it into the class `st-key-quron`."""

# `.st-key-quron` is the element's container. It is taken out of the page's flow, so nothing that Streamlit
# puts around it (block padding, header, gaps) can move it or bring up a scroll bar.
STYLE = f"""<style>
html, body {{ overflow: hidden; }}
[data-testid="stHeader"], [data-testid="stToolbar"], [data-testid="stDecoration"],
[data-testid="stStatusWidget"], [data-testid="stSidebar"], [data-testid="stSidebarCollapsedControl"],
[data-testid="stSkipToContent"], [data-testid="stAppIframeResizerAnchor"] {{ display: none !important; }}
[data-testid="stMain"] {{ overflow: hidden !important; }}
[data-testid="stMainBlockContainer"] {{ padding: 0 !important; max-width: none !important; }}
.st-key-{KEY} {{
  position: fixed !important; inset: 0; width: 100vw !important; height: 100vh !important; height: 100dvh !important;
  max-width: none !important; margin: 0 !important; z-index: 1;
}}
.st-key-{KEY} > *, .st-key-{KEY} .stBidiComponent, .st-key-{KEY} [data-testid="stBidiComponentIsolated"] {{
  width: 100% !important; height: 100% !important;
}}
</style>"""
"""Style sheet of the page, as the argument of `st.html`."""
