"""The command line: options in, one verb or question, one printed answer."""
