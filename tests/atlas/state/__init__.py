"""Tests of what a session remembers."""
