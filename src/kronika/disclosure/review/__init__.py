"""The monthly review: sentences in three languages, each with what it rests on."""
