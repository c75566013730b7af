"""Every write: one function for each verb that a user says, by noun.

A verb takes its `Work` and primitives (text as typed, days as dates), loads records, asks
`words` whether the step is allowed, changes them, and says one sentence for each record. It
returns the records. The transaction, the journal and the commit belong to `session`; questions,
echoes and the reading of dates to `cli`.

    parties conversations recommendations notes     the records behind
    actions steps split_merge                       the work
    archive settings                                any record; the thresholds of a file
    names                                           what a typed name or reference stands for
    edits links                                     the changes of one record, told in one sentence

An option that was not said is None; the word "none" clears what may be empty.
"""
