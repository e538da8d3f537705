"""For those who test rules and dossiers: strategies, laws and runners of examples."""
