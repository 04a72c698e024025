"""Claims of a text held against what the record gives: supported, contradicted, incomparable, undocumented, unsafe."""
