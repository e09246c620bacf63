"""What a session remembers: its address, subject, undo and collected charts."""
