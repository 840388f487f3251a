"""The page: it opens the session and mounts the one component that fills the viewport."""

import streamlit as st

from components import network_canvas
from playground.app.page import KEY, STYLE

st.set_page_config(page_title="Quron Playground", layout="wide", initial_sidebar_state="collapsed")
st.html(STYLE)
network_canvas(token="x", debug=st.query_params.get("debug") == "1", key=KEY)
