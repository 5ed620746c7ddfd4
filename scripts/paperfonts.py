"""Makes the fonts of the printed pages from those of the screen.

A PDF embeds a TrueType font of one weight; the pages have variable ones as
woff2. This pins the weights and leaves out what no PDF reads:

    pip install fonttools brotli && python scripts/paperfonts.py
"""

from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

SCREEN, PAPER = "internal/web/static/fonts/", "internal/paper/fonts/"
LAYOUT = ("GSUB", "GPOS", "GDEF", "STAT", "DSIG", "gasp", "meta", "HVAR", "MVAR", "avar")

for name, weight in (("atkinson-next", 400), ("alegreya", 700)):
    font = instantiateVariableFont(TTFont(SCREEN + name + ".woff2"), {"wght": weight})
    font.flavor = None
    for table in LAYOUT:
        if table in font:
            del font[table]
    font.save(PAPER + name + ".ttf")
