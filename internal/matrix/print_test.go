package matrix

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/locale"
)

var update = flag.Bool("update", false, "write docs/access.md and docs/acceso.es.md from the answers")

// printed compares the printed tables with the answers of this run, which are the
// same on both engines.
func (w *world) printed() {
	if w.t.Failed() {
		return // a table is printed of answers that agree with it
	}
	for lang, name := range map[string]string{locale.English: "access.md", locale.Spanish: "acceso.es.md"} {
		path := filepath.Join("..", "..", "docs", name)
		text := w.page(lang)
		if *update {
			w.must(os.WriteFile(path, []byte(text), 0o644))
		}
		if kept, err := os.ReadFile(path); err != nil || string(kept) != text {
			w.t.Errorf("docs/%s is not what was answered; run: go test ./internal/matrix -update (%v)", name, err)
		}
	}
}

// said are the sentences of the page.
var said = map[string]map[string]string{
	locale.English: {
		"title": "# Who sees what",
		"intro": "This page is printed by a test that asked the program, on both engines, as somebody of each role, inside her scope and " +
			"beyond it: every reader and every verb, over real rows of every class. Each cell is a letter that every one of those answers " +
			"agreed with. The letters and the reasons are in `internal/access/testdata/matrix.yaml`; the rules that decide, in `internal/access/policy`.",
		"scope": "A role is given for a programme, a place, a course or a team, from one day until another. *Where she works* is how far hers " +
			"goes. Nobody sees anything of another organisation.",
		"letters": "## The letters", "tables": "## The table", "object": "What", "asked": "Asked", "yes": "Permitted",
		"answers": "## How often it was asked", "policies": "## The rules", "forbids": "Never", "permits": "May",
		"count": "Of each row, how many questions were put and how many of them were answered with yes.",
		"later": "Complaints are not in the table: the room that holds them is not built.",
		"rule":  "Each rule stands in a file that says it in full.",
	},
	locale.Spanish: {
		"title": "# Quién ve qué",
		"intro": "Esta página la imprime una prueba que preguntó al programa, en las dos bases de datos, como alguien de cada rol, dentro de su " +
			"alcance y fuera de él: cada lectura y cada acción, sobre filas de todas las clases. Cada celda es una letra con la que " +
			"coincidieron todas esas respuestas. Las letras y las razones están en `internal/access/testdata/matrix.yaml`; las reglas que deciden, en `internal/access/policy`.",
		"scope": "Un rol se da para un programa, un lugar, un curso o un equipo, desde un día hasta otro. *Donde trabaja* es hasta dónde llega el " +
			"suyo. Nadie ve nada de otra organización.",
		"letters": "## Las letras", "tables": "## La tabla", "object": "Qué", "asked": "Preguntas", "yes": "Permitidas",
		"answers": "## Cuántas veces se preguntó", "policies": "## Las reglas", "forbids": "Nunca", "permits": "Puede",
		"count": "De cada fila, cuántas preguntas se hicieron y a cuántas se respondió que sí.",
		"later": "Las quejas no están en la tabla: todavía no existe dónde guardarlas.",
		"rule":  "Cada regla está en un archivo que la dice entera.",
	},
}

// page is the whole page in a language.
func (w *world) page(lang string) string {
	words := said[lang]
	var b strings.Builder
	fmt.Fprintf(&b, "%s\n\n%s\n\n%s\n\n%s\n\n", words["title"], words["intro"], words["scope"], words["letters"])
	for _, l := range w.table.Letters {
		fmt.Fprintf(&b, "- **%s** %s\n", l.Letter, inLanguage(lang, l.ES, l.EN))
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n", words["tables"], words["later"])
	roles := append(trenza.Roles(), trenza.RoleOperator, trenza.RoleCustodian)
	for some := range slices.Chunk(roles, 7) {
		w.tableOf(&b, lang, some)
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n\n| %s | %s | %s |\n|---|--:|--:|\n", words["answers"], words["count"], words["object"], words["asked"], words["yes"])
	for _, o := range w.table.Objects {
		n := w.answers.of(o.ID)
		fmt.Fprintf(&b, "| %s | %d | %d |\n", inLanguage(lang, o.ES, o.EN), n.asked, n.yes)
	}
	fmt.Fprintf(&b, "\n%s\n\n%s\n\n", words["policies"], words["rule"])
	for _, p := range access.Policies(lang) {
		kind := words["permits"]
		if p.Forbids {
			kind = words["forbids"]
		}
		fmt.Fprintf(&b, "- *%s* (`%s`, `%s`): %s\n", kind, p.ID, filepath.Base(p.File), p.Says)
	}
	return b.String()
}

// tableOf prints the columns of some roles.
func (w *world) tableOf(b *strings.Builder, lang string, roles []string) {
	fmt.Fprintf(b, "\n| %s |", said[lang]["object"])
	for _, role := range roles {
		fmt.Fprintf(b, " %s |", locale.For(lang).Text("staff.role."+role))
	}
	fmt.Fprintf(b, "\n|---%s|\n", strings.Repeat("|---", len(roles)))
	for _, o := range w.table.Objects {
		fmt.Fprintf(b, "| %s |", inLanguage(lang, o.ES, o.EN))
		for _, role := range roles {
			fmt.Fprintf(b, " %s |", w.answered(o.ID, role))
		}
		fmt.Fprintln(b)
	}
}

// answered is the letter of a cell, once the answers bear it out: somebody of the
// role was asked, and a letter that gives something was answered with yes.
func (w *world) answered(object, role string) string {
	letter, n := w.table.Cell(object, role), w.answers[[2]string{object, role}]
	if n.asked == 0 && letter != "–" || n.yes > 0 && letter == "–" || n.yes == 0 && len(w.meanings[letter]) > 0 && object != "restricted" {
		w.t.Errorf("%s as %s: the letter is %s, and of %d questions %d were answered with yes", object, role, letter, n.asked, n.yes)
	}
	return letter
}

func inLanguage(lang, spanish, english string) string {
	if lang == locale.English {
		return english
	}
	return spanish
}
