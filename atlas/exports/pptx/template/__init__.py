"""Slide templates: opened, checked, cleaned, read, or made by code."""
