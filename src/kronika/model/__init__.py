"""The nouns that all rooms exchange."""
