"""What is known: reviewed tables with their sources, and the script that builds the database."""
