"""The catalogues, one folder a language, and the command that keeps them up to date."""
