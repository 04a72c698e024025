"""Documents become proposals: lists by a mapping, running text by cues, tables of totals."""
