"""Charts' tables as Excel workbooks, with native charts and sources."""
