"""The directory in other formats than pages: a module a format."""
