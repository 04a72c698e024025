"""Names of people, in Cyrillic of three languages and the Latin systems in use: taken apart and compared."""

from __future__ import annotations

from kronika.language.names.blocking import blocking_keys, search_key
from kronika.language.names.comparing import Comparison, as_dict, compare, compare_pairs
from kronika.language.names.parsing import parse
from kronika.language.names.part import Name, Part

__all__ = ["Comparison", "Name", "Part", "as_dict", "blocking_keys", "compare", "compare_pairs", "parse", "search_key"]
