"""Reports as plain data: the brief before a meeting, the progress table, counts and rates.

A report is a named tuple made from rows; it holds days, counts and the words of the vocabulary,
and nothing of headings, widths or colours (`formats`). Questions that are asked by themselves are
`read.queries`; what may leave is `read.attribution`, which reports are given as a `View`.
"""
