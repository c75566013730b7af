"""Word documents: pages drawn as WordprocessingML, in our own document or in a house's template.

    document   which block becomes what, and how the whole is put together
    tables figures widths markup    what is drawn, row by row, as text
    house styles                    the document of our own, and the styles that are written with
    template sections               where in a document it goes, and how its pages turn
    package traces                  the file: read with care, without traces of people, written

The library (python-docx) reads and writes files, sections and properties. The rows of tables are
text that goes into the file as it is made: as a tree, they would take a hundred times as long.
"""
