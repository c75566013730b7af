"""Rows of other programs: from a file to named values, each with its place in the file."""
