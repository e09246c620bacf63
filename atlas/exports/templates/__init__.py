"""What a slide template needs: to be safe, to be cleaned, to be read, or to be made."""
