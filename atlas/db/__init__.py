"""Open the database, ask it a named query, remember the answers."""
