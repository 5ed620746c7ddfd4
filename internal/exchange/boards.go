package exchange

import (
	"context"
	"fmt"
	"regexp"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
)

// gatheredIn is the service under which the lists of a programme's committees come
// in: the first of the courses to which their representatives come.
func gatheredIn(d *programme.Definition) string {
	if d.Replication != nil && len(d.Replication.Courses) > 0 {
		return d.Replication.Courses[0]
	}
	for _, t := range d.Trainings {
		if len(t.Courses) > 0 {
			return t.Courses[0]
		}
	}
	return ""
}

func offered(d *programme.Definition, s *programme.Service) attention.Service {
	return attention.Service{Programme: d, Service: s}
}

// sitting reads a row of the list of a board: who holds which post of which
// organisation, since when, and how the municipality recognises it.
func (r reader) sitting() (doing, error) {
	s := pathway.Sitting{}
	var err error
	if s.Recognition, err = r.recognition(); err != nil {
		return nil, err
	}
	if s.Since, s.Until, err = r.termOf(s.Recognition); err != nil {
		return nil, err
	}
	if s.Participant, err = r.participant(s.Since); err != nil {
		return nil, err
	}
	if s.Committee == "" {
		return nil, trenza.Refuse("exchange.no_committee")
	}
	if s.Kind, err = r.kind(collective.VasoDeLeche); err != nil {
		return nil, err
	}
	if s.Role, err = r.post(); err != nil {
		return nil, err
	}
	if s.Place, err = r.place(); err != nil {
		return nil, err
	}
	return func(ctx context.Context, tx *journal.Tx, intake pathway.Intake) (whom, error) {
		received, err := intake.Sit(ctx, tx, r.definition, s)
		return whomOf(received), err
	}, nil
}

// kind reads of which kind an organisation of base is: as the row says, or as the
// name does, "Club de Madres Santa Rosa".
func (r reader) kind(usual string) (string, error) {
	kinds := r.definition.Committees.Kinds
	names := func(k programme.Titled) []string { return []string{k.ID, k.Title.ES, k.Title.EN} }
	if text := r.text("kind"); text != "" {
		k, known := choice(text, kinds, names)
		if !known {
			return "", trenza.Refuse("exchange.kind_unknown", text, titles(kinds))
		}
		return k.ID, nil
	}
	name := sheet.Fold(r.text("committee"))
	for _, k := range kinds {
		if strings.HasPrefix(name, sheet.Fold(k.Title.ES)+" ") {
			return k.ID, nil
		}
	}
	if _, known := programme.Named(kinds, usual); !known && usual != "" {
		return kinds[0].ID, nil
	}
	return usual, nil
}

func titles(all []programme.Titled) []string {
	var names []string
	for _, t := range all {
		names = append(names, t.Title.ES)
	}
	return names
}

// posts are the places that somebody may have in a committee of a programme, by the
// names that lists give them.
func posts(d *programme.Definition) []programme.Titled {
	own := []programme.Titled{
		{ID: collective.Representative, Title: programme.Text{ES: "Representante", EN: "Representative"}},
		{ID: collective.Member, Title: programme.Text{ES: "Socia", EN: "Member"}},
	}
	if d.Committees == nil {
		return own
	}
	return append(own, d.Committees.Posts...)
}

// post reads which place somebody has: a post of the board, or that she speaks for
// the committee or is a member.
func (r reader) post() (string, error) {
	text := r.text("post")
	if text == "" {
		return "", trenza.Refuse("exchange.no_post")
	}
	posts := posts(r.definition)
	bare := postNumbers.ReplaceAllString(sheet.Fold(text), "")
	for _, p := range posts {
		for _, name := range []string{p.ID, p.Title.ES, p.Title.EN} {
			if singular(strings.ReplaceAll(bare, "-", "")) == singular(strings.ReplaceAll(sheet.Fold(name), "-", "")) {
				return p.ID, nil
			}
		}
	}
	if plain, other := otherPosts[singular(bare)]; other {
		if _, known := programme.Named(posts, plain); known {
			return plain, nil
		}
	}
	return "", trenza.Refuse("exchange.post_unknown", text, titles(posts))
}

// postNumbers number the posts of which a board has several, folded: "1ra vocal",
// "vocal II" and "secretaria de actas" are one post each.
var postNumbers = regexp.MustCompile(`^(\d+ ?(ra|da|er|do|°|º|ª)?\.? |primera? |segunda? |tercera? )|( (i{1,3}|\d+)| de (actas|economia|almacen|organizacion|control))$`)

// otherPosts are what boards call their posts besides, folded, as singular writes it.
var otherPosts = map[string]string{
	"coordinador": "presidenta", "president": "presidenta", "vice president": "vicepresidenta", "vice": "vicepresidenta", "sub coordinador": "vicepresidenta",
	"subcoordinador": "vicepresidenta", "sec": "secretaria", "tes": "tesorera", "econom": "tesorera", "almacen": "almacenera", "miembr": "socia", "asociad": "socia",
	"integrant": "socia", "delegad": "representante", "fiscalizador": "fiscal",
}

// recognition reads how the municipality recognises an organisation, nothing where
// the row does not say.
func (r reader) recognition() (n collective.Recognition, err error) {
	n.Resolution = r.text("resolution")
	if sheet.IsNothing(n.Resolution) {
		n.Resolution = ""
	}
	first, last, err := r.days("recognised_until")
	if err != nil {
		return n, err
	}
	from, _, err := r.days("recognised")
	if err != nil {
		return n, err
	}
	n.From, n.Until = from, last
	if n.From == "" && first != last {
		n.From = first // "01/01/2019 al 31/12/2020" in one cell
	}
	if n.Resolution == "" && n != (collective.Recognition{}) {
		return collective.Recognition{From: n.From, Until: n.Until}, trenza.Refuse("collective.resolution_missing")
	}
	return n, nil
}

// termOf reads since when a seat is somebody's, and the first day on which it was no
// longer. A list that says only how the committee is recognised is of the board of
// then.
func (r reader) termOf(n collective.Recognition) (since, until trenza.Day, err error) {
	since, last, err := r.days("term")
	if err == nil && since == last && since != "" {
		last = "" // a day alone is the first
	}
	for _, key := range []string{"since", "until"} {
		if err != nil || r.text(key) == "" {
			continue
		}
		var first, end trenza.Day
		if first, end, err = r.days(key); key == "since" {
			since = first
		} else {
			last = end
		}
	}
	switch {
	case err != nil:
		return "", "", err
	case since == "" && n.From == "":
		return "", "", trenza.Refuse("exchange.no_since")
	case since == "":
		since = n.From
	}
	if last != "" {
		until = last.Add(1)
	}
	return since, until, nil
}

// betweenDays is what stands between two days in one cell.
var betweenDays = regexp.MustCompile(`(?i)\s+(?:al?|hasta(?: el)?|-|–|to)\s+|\s*[–]\s*|^(20\d\d)\s*-\s*(20\d\d)$`)

// openEnded are what lists write where something has no end yet, folded.
var openEnded = map[string]bool{
	"actualidad": true, "a la fecha": true, "la fecha": true, "actual": true, "vigente": true, "hoy": true, "presente": true, "indefinido": true, "continua": true,
}

// days reads a day, or two in one cell, of a column of days; the first and the last
// of a year where it says no more, of which the account tells.
func (r reader) days(key string) (first, last trenza.Day, err error) {
	text := r.text(key)
	if sheet.IsNothing(text) || openEnded[sheet.Fold(text)] {
		return "", "", nil
	}
	parts := betweenDays.Split(text, 2)
	if years := betweenDays.FindStringSubmatch(text); years != nil && years[1] != "" {
		parts = years[1:]
	}
	first, last, err = r.dayOrYear(key, parts[0])
	if err == nil && len(parts) > 1 && !openEnded[sheet.Fold(parts[1])] {
		_, last, err = r.dayOrYear(key, parts[1])
	} else if err == nil && len(parts) > 1 {
		last = ""
	}
	return first, last, inColumn(r.headingOf(key), err)
}

// dayOrYear reads a day, or the first and the last of a year.
func (r reader) dayOrYear(key, text string) (first, last trenza.Day, err error) {
	text = strings.TrimSpace(text)
	if year.MatchString(text) {
		r.warn(inColumn(r.headingOf(key), trenza.Refuse("exchange.year_alone", text)))
		return trenza.Day(fmt.Sprintf("%s-01-01", text)), trenza.Day(fmt.Sprintf("%s-12-31", text)), nil
	}
	day, err := r.dayIn(key, text)
	return day, day, err
}

// year is a year of our days, alone in a cell.
var year = regexp.MustCompile(`^20\d\d$`)
