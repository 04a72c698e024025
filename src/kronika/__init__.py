"""kronika: the record that human-rights documenters keep, as software."""

__version__ = "0.1.0"
