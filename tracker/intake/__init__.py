"""What comes in: documents and foreign files, read without a database.

`documents` makes text of a file, `candidates` finds in a text what it asks for, `records` reads the
rows of another program's file. What becomes of them in the tracker file is `write`'s.
"""
