"""The designer: a Streamlit page over certgen. The only package that imports streamlit."""
