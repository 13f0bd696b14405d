"""Certificates over HTTP, for programs: stateless, nothing is written, no Streamlit.

`routes` and `app` are in `service.http.routes`; `python -m service` serves them.
"""
