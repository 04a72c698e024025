"""The record on disk: an encrypted file with an append-only log, the tables derived from it, and the blobs beside it."""
