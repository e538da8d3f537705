"""Questions asked of a finished assessment."""
