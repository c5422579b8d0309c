"""What comes from elsewhere into content/: a file per source."""
