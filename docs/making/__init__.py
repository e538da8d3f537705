"""What docs/make.py makes pages with."""
