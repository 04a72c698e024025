"""Pure knowledge of text: names, dates, terms, articles, numbers, scripts, and what each language says."""
