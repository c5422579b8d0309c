"""Libraries that come with the program, whole and as their authors made them; README.md lists them."""
