"""The command line: what a person types becomes one call below, what comes back is printed.

    commands    the one table of every command: its module, its line of help, its section
    app         the root of the program and its lazy groups; the options that stand anywhere
    boundary    every failure becomes a sentence on stderr and an exit code, here only
    options     the options of the commands, each once, in groups that commands ask for by type
    page        how help is laid out
    invocation  one call: who, when, on which file, for whom it prints
    asking      questions, which are asked only at a terminal
    changing    a verb in its transaction, with its preview, its questions and what it says after
    showing     a list or report on its way out; files: into a file, whole or not at all
    filtering   the filters as options; days: the dates that options take
    ...         one module for the commands of each noun

Only this package reads the clock, the environment and the streams. The life of a command:
`__main__.main` → `app` finds its module in `commands` → `options` makes the typer command from
the function's signature → the function asks `changing` or `showing` for what it needs.
"""
