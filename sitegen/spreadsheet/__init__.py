"""Centres as one table, for people who keep lists in a spreadsheet: out, and back without loss.

A row for each centre, and a row more for each further item of its longest list. `columns` says which columns there are,
`cells` spreads a centre's file over them and gathers it again, `csv_file` and `xlsx_file` know the two formats,
`yaml_text`, `yaml_edit` and `yaml_spots` write what came back, and `exchange` puts it all together.
"""
