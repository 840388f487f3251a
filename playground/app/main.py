"""The page: it opens the session and mounts the one component that fills the viewport."""

import streamlit as st

from components import network_canvas
from playground.app.page import ICON, KEY, STYLE
from playground.app.session import current_visit

st.set_page_config(page_title="Quron Playground", page_icon=ICON, layout="wide", initial_sidebar_state="collapsed")
st.html(STYLE)
visit = current_visit()
network_canvas(token=visit.token, debug=st.query_params.get("debug") == "1", message=visit.message, key=KEY)
