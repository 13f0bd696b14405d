"""What hosting needs besides rendering, without Streamlit: configuration and the HTTP interface."""
