"""Who is who: candidates, judgements, clusters."""
