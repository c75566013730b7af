"""The reading tower: the standard library and SQL only; it never loads the writing tower."""
