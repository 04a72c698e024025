"""Use cases: each loads from the record, calls a stage and saves. The only place that knows the order."""
