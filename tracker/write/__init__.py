"""The writing tower: every change to a file, recorded in its journal."""
