"""Rows in, Figure out. No chart knows Streamlit."""
