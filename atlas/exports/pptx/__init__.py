"""Figures as native PowerPoint charts, maps and tables that stay editable."""
