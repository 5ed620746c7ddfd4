package exchange

import (
	"cmp"
	"fmt"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/locale"
)

// mappingTitle explains a mapping to whoever opens it.
const mappingTitle = `# Mapa de «%s»: lo que Trenza entendió de cada hoja.
# Corrige lo que haga falta y vuelve a importar: este archivo se usa solo mientras esté junto a la lista,
# y para otra lista se da con --map. Lo que borres se vuelve a buscar. Las líneas con # son notas.
hojas:
`

// sheetNotes explain the keys of a sheet that are written as notes.
const sheetNotes = `    # omitir: sí             # si la hoja no es una lista
    # palabras:              # si en una columna se escribe de otra manera
    #   "Estado":
    #     "ATENDIDA": "cobrado"
    # mes: 2020-03           # si los encabezados dicen solo el día
    # fechas: dia            # o mes, si el mes va antes que el día
    # M: mujer               # o hombre
    # A: ausente             # o presente
    # unos: marcas           # u horas
    # nombres: apellidos     # qué va primero: apellidos o nombres
`

// WriteMapping writes what was understood of a file as a mapping in YAML that a
// person can correct and reuse. Its notes are in Spanish. It holds headings and
// conventions, and no cell that names anybody.
func WriteMapping(w io.Writer, understood []Understanding) error {
	var text strings.Builder
	file := ""
	if len(understood) > 0 {
		file = understood[0].File
	}
	fmt.Fprintf(&text, mappingTitle, strings.Join(strings.Fields(file), " "))
	for _, u := range understood {
		u.write(&text)
	}
	if len(understood) == 0 {
		text.WriteString("  []\n")
	}
	_, err := io.WriteString(w, text.String())
	return err
}

// write writes what was understood of one sheet.
func (u Understanding) write(text *strings.Builder) {
	fmt.Fprintf(text, "  - hoja: %s\n", strconv.Quote(u.Sheet))
	if u.left {
		text.WriteString("    omitir: sí\n")
		return
	}
	if u.Refused != nil {
		for line := range strings.Lines(locale.For(locale.Spanish).Error(u.Refused)) {
			fmt.Fprintf(text, "    # %s\n", strings.TrimSpace(line))
		}
	}
	fmt.Fprintf(text, "    encabezado: %s\n", strings.ReplaceAll(fmt.Sprint(append([]int{}, u.Header...)), " ", ", "))
	fmt.Fprintf(text, "    lista: %-14s # %s\n", strconv.Quote(string(u.Shape)), strings.Join(shapeNames(), ", "))
	u.writeColumns(text)
	u.writeFixed(text)
	text.WriteString(sheetNotes)
	u.writeConventions(text)
}

// writeColumns writes what each column is. Columns headed by a day, and answers
// that are ticked, are understood by their headings alone.
func (u Understanding) writeColumns(text *strings.Builder) {
	var columns []string
	sessions := 0
	for _, c := range u.Columns {
		name := nameOf(cmp.Or(c.Key, leftOut))
		switch {
		case c.Read && c.Key == "":
			sessions++
			continue
		case c.Ticked, c.From == FromSection:
			continue
		case !c.Read:
			name = nameOf(leftOut)
		}
		columns = append(columns, fmt.Sprintf("      %s: %s\n", strconv.Quote(u.called(c)), strconv.Quote(name)))
	}
	if len(columns) > 0 {
		text.WriteString("    columnas: # encabezado o letra, y lo que es; «No leer» para dejarla\n" + strings.Join(columns, ""))
	}
	if sessions > 0 {
		fmt.Fprintf(text, "      # y %d con la fecha de una sesión\n", sessions)
	}
}

// called is what a mapping calls a column: its heading, or its letter when it has
// none or another has the same.
func (u Understanding) called(c Placed) string {
	same := func(other Placed) bool {
		return other.Index != c.Index && sheet.Fold(other.Heading) == sheet.Fold(c.Heading)
	}
	if c.Heading != "" && !slices.ContainsFunc(u.Columns, same) {
		return c.Heading
	}
	letter := sheet.ColumnName(c.Index)
	if slices.ContainsFunc(u.Columns, func(other Placed) bool { return sheet.Fold(other.Heading) == sheet.Fold(letter) }) {
		return wholeColumn(letter)
	}
	return letter
}

// writeFixed writes what every row says.
func (u Understanding) writeFixed(text *strings.Builder) {
	var lines []string
	for _, key := range slices.Sorted(maps.Keys(u.table.sources)) {
		s := u.table.sources[key]
		if len(s.columns) == 0 && len(s.options) == 0 {
			lines = append(lines, fmt.Sprintf("      %s: %s\n", strconv.Quote(nameOf(key)), strconv.Quote(s.fixed)))
		}
	}
	if len(lines) == 0 {
		text.WriteString("    # fijos:               # lo que es igual en todas las filas\n    #   \"Servicio\": \"\"\n    #   \"Lugar\": \"\"\n")
		return
	}
	text.WriteString("    fijos: # lo que es igual en todas las filas\n" + strings.Join(lines, ""))
}

// writeConventions writes the conventions that were found.
func (u Understanding) writeConventions(text *strings.Builder) {
	t := u.table
	say := func(holds bool, line string) {
		if holds {
			text.WriteString("    " + line + "\n")
		}
	}
	say(t.orders["day"] == sheet.MonthFirst, "fechas: mes")
	say(t.letterM == sheet.Female, "M: mujer")
	say(t.letterM == sheet.Male, "M: hombre")
	say(t.marks&sheet.AIsAbsent != 0, "A: ausente")
	say(t.marks&sheet.AIsPresent != 0, "A: presente")
	say(t.marks&sheet.OnesAreMarks != 0, "unos: marcas")
	say(t.marks&sheet.OnesAreHours != 0, "unos: horas")
	say(t.names == sheet.SurnamesFirst, "nombres: apellidos")
	say(t.names == sheet.GivenFirst, "nombres: nombres")
}
