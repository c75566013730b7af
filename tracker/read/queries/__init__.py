"""Every question asked of a file, in SQL: lists, details, filters, references, history.

A question takes a `Reader` and gives named tuples of plain values; it never reads the clock, and
asks a fixed number of queries however many rows there are. What is derived is `read.derived`;
how it looks is `formats`.
"""
