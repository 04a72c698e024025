"""Estimates of how many people are on no list, from the overlap of lists.

A stage without input or output: a table of overlaps goes in, estimates with their diagnostics come out. What needs NumPy, SciPy
or Numba (the extra ``estimate``) imports it when it is called.
"""
