"""Wording: evidence, certainty, dates, citations, criteria, peers, file names."""
