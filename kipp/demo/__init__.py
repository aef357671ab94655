"""Data of the demonstration year: real units of Kota Tegal, invented persons, innovations and scores. No Django."""
