"""Many records, one after another: selected, rendered in parallel, written in order, resumable."""
