"""Maps: regions by colour, seats as circles, outlines, views."""
