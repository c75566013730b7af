"""What a check finds, by what it is about: each kind of finding is one question.

finding           what a finding is, and the kinds that there are
recommendations   without actions or answers, vague in their wording
actions           without owner or deadline, past their milestone, ahead of what they wait for
milestones        undecided, passed or closed, with open actions on them
parties           vacant posts, owners who left, owners with more due than they ever closed
duplicates        what was probably entered twice
"""
