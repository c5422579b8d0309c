"""What a change of content says, in words, for whoever has to judge it: is it true, and is it harmless?"""
