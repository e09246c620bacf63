"""Figure or rows in, file out. No export knows Streamlit."""
