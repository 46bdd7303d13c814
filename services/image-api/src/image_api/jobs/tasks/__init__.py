"""Tasks in the hands of workers: claimed, given back, lost, done."""
