"""The command line: one module a command; all draw through `atlas.gallery`, as the pages do."""
