package matrix

import (
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/locale"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/worldtest"
)

// personHeader are the columns that tell who a row is about.
var personHeader = []string{
	"Apellidos", "Nombres", "Sexo", "Fecha de nacimiento", "Nacionalidad", "Población", "Tipo de documento", "Número de documento", "Teléfono",
}

// person is a woman of a number, as a list writes her.
func person(n int) []string {
	text := fmt.Sprintf("%09d", n)
	return []string{"Lista" + text, "Nombre" + text, "F", "1985-05-17", "VEN", "in_destination", "CPP", text, ""}
}

// sheetOf writes a list of services given to women who follow one another, a row
// each.
func sheetOf(name string, n int, amount string, at ...spot) cast.List {
	header := append([]string{"Servicio", "Fecha", "Lugar"}, personHeader...)
	payments := len(at) > 0 && at[0].service == "bono"
	course := len(at) > 0 && (at[0].service == "empleabilidad" || at[0].service == "crochet")
	switch {
	case payments:
		header[1] = "Fecha de pago"
		header = append(header, "Línea", "Tramo", "Monto", "Medio", "Estado")
	case course:
		header = append(append([]string{"Servicio", "Lugar"}, personHeader...), "2020-03-27", "2020-03-30")
	}
	rows := [][]string{header}
	for i, s := range at {
		row := append([]string{s.service, "2020-03-27", string(s.place)}, person(n+i)...)
		switch {
		case payments:
			row = append(row, fmt.Sprintf("L-%d", n+i), "1", amount, "billetera", "cobrado")
		case course:
			row = append(append([]string{s.service, string(s.place)}, person(n+i)...), "P", "P")
		}
		rows = append(rows, row)
	}
	return cast.List{Name: strings.ReplaceAll(name, " ", "_") + ".csv", Sheets: []cast.Sheet{{Name: "Lista", Rows: rows}}}
}

// listIn imports a list of each service, of two places, and of two services, and
// what makes rows wait.
func (w *world) listIn() {
	w.Helper()
	for i, id := range offered {
		w.imported(w.World, alma, 800_000+i, spot{alma, id, tumbes})
	}
	w.imported(w.World, alma, 800_100, spot{alma, "bono", lima})
	w.imported(w.World, alma, 800_110, spot{alma, "informacion_proteccion", tumbes}, spot{alma, "informacion_proteccion", lima})
	w.imported(w.World, alma, 800_120, spot{alma, "orientacion_legal", tumbes}, spot{alma, "asistencia_legal", tumbes})
	w.imported(w.muni, taler, 800_130, spot{taler, "crochet", inReque})
	for i, s := range []spot{{alma, "bono", tumbes}, {alma, "bono", lima}} {
		n := 800_200 + 10*i
		w.take(w.World, alma, sheetOf(fmt.Sprintf("antes %d", n), n, "500.00", s))
		w.take(w.World, alma, sheetOf(fmt.Sprintf("después %d", n), n, "380.00", s))
	}
	w.hold()
}

// take imports a list as the operator.
func (w *world) take(in *worldtest.World, program string, list cast.List) exchange.Account {
	w.Helper()
	account := in.Import(program, worldtest.WriteList(w, w.folder, list))
	if total := account.Total(); total.Rejected > 0 || total.Read == 0 {
		w.Fatalf("%s: %+v", list.Name, account)
	}
	return account
}

// imported imports a list and notes it.
func (w *world) imported(in *worldtest.World, program string, n int, at ...spot) {
	w.Helper()
	list := sheetOf(fmt.Sprintf("lista %d", n), n, "760.00", at...)
	account := w.take(in, program, list)
	r := &thing{id: list.Name, code: account.Code, organisation: in.Actor.Organisation, at: at, services: at}
	r.name = fmt.Sprint("a list of ", at)
	w.lists, w.files[r.id] = append(w.lists, r), list
}

// again imports a list that was taken back.
func (w *world) again(r *thing) {
	w.Helper()
	r.code = w.take(w.in(r.organisation), r.at[0].programme, w.files[r.id]).Code
}

// hold notes the rows that wait for a decision: two payments with another amount.
func (w *world) hold() {
	w.Helper()
	w.Read(func(r store.Reader) error {
		held, err := pathway.OpenHeld(w.Context, r, w.Vault, w.Scope())
		for i, h := range held {
			s := spot{alma, "bono", []trenza.Place{tumbes, lima}[i]}
			w.held = append(w.held, &thing{
				id: h.ID, code: h.Code, name: "a payment that waits in " + string(s.place), organisation: care, at: []spot{s}, object: w.objectOf(s), person: h.Person,
			})
		}
		if len(held) != 2 {
			w.Fatalf("%d rows wait", len(held))
		}
		return err
	})
}

// importer takes lists in as a player.
func (w *world) importer(p *player, program string) *exchange.Importer {
	w.Helper()
	d, _ := programme.Shipped(program)
	return &exchange.Importer{Journal: w.Journal, Intake: w.Intake, Definition: d, Actor: p.Actor}
}

// exporter takes lists out as a player, with all that may leave.
func (w *world) exporter(p *player, program string) exchange.Exporter {
	w.Helper()
	d, _ := programme.Shipped(program)
	return exchange.Exporter{Journal: w.Journal, Definition: d, Actor: p.Actor, Names: true, Answers: true, Words: locale.For(locale.Spanish)}
}

// decideHeld decides about a row that waits.
func (w *world) decideHeld(tx *journal.Tx, r *thing) error {
	return exchange.DecideHeld(w.Context, tx, w.Intake, r.code, "misma")
}
