"""The printed half: catalogues, door posters, handouts and a form, as tagged PDF files made by Typst.

subjects    what each paper is about: its whole input besides what all papers share
book        from a subject to the catalogue's value, complete, in one language
sheets      the same for posters, handouts and the form
values      what papers show: frozen values, the only thing Typst ever gets to see
blocks      sanitised HTML as a tree of blocks and runs, for no markup reaches Typst
glyphs      which letters the fonts have, so that none can stop the press
typeset     value + template = PDF
press       which papers are stale, made on every core, and written
"""
