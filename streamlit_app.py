"""What `streamlit run streamlit_app.py` finds: the page and the routes beside it, nothing else."""

import streamlit as st

from playground.app.routes import MIDDLEWARE, ROUTES, lifespan

app = st.App("playground/app/main.py", routes=ROUTES, middleware=MIDDLEWARE, lifespan=lifespan)
