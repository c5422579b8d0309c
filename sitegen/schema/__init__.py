"""What a network's files may say: each field described once.

`formats` reads texts, `shapes` reads nodes, `fields` is the list itself. The JSON Schema, the forms, the spreadsheets
and the handbook's tables are made from that list.
"""
