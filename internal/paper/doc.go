// Package paper writes pages for printing: A4, in the letters of the screen, as PDF.
// It knows nothing of what is printed.
//
// The fonts are those of the pages, of one weight each, made by scripts/paperfonts.py;
// they are under the SIL Open Font License, which is beside those of the screen.
package paper
