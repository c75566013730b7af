"""tracker: every recommendation of a conversation, with its actions, owners and deadlines."""

__version__ = "0.1.0"
