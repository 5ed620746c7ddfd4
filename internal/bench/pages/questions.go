package main

import (
	"compress/gzip"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/bench/town"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// bar is what is asked of the 95th percentile of Hoy, of a thread, of a search and of
// figures.
const bar = 50 * time.Millisecond

// question is one kind of page for one role, asked again and again about others.
type question struct {
	route, role string
	bar         time.Duration // 0 for none
	ask         func(ctx context.Context, number int) (page, error)
}

// anySlice is the answer of the figures' page to whatever its form may ask.
const anySlice = "Cifras, any slice (/cifras/…/corte)"

// figuresAlone are the questions for slices, asked while nobody asks anything else.
func figuresAlone(asks []question) (alone []question) {
	for _, q := range asks {
		if q.route == anySlice {
			q.route = strings.Replace(anySlice, "Cifras,", "Cifras alone,", 1)
			alone = append(alone, q)
		}
	}
	return alone
}

// Of the people whom somebody asks about.
const (
	soMany = 120
	warmed = 3 // times that each page is asked before anything is measured
)

// questions are what is asked: of a page that says nothing, for scale, and of
// every page that lets each role in.
func (o *office) questions(ctx context.Context) (peer question, all []question, err error) {
	for _, w := range o.workers() {
		b, err := o.signIn(ctx, w.login)
		if err != nil {
			return peer, nil, err
		}
		if peer.ask == nil {
			peer = question{"nothing (/livez)", "", 0, get(b, "/livez")}
		}
		some, err := o.asks(ctx, w, b)
		if err != nil {
			return peer, nil, fmt.Errorf("%s: %w", w.login, err)
		}
		all = append(all, some...)
	}
	tell("the figures of the month are counted")
	start := time.Now()
	o.web.Wait()
	tell("%.1f seconds more", time.Since(start).Seconds())
	return peer, all, nil
}

func get(b *browser, path string) func(context.Context, int) (page, error) {
	return func(ctx context.Context, _ int) (page, error) { return b.ask(ctx, http.MethodGet, path, nil) }
}

// asks are the questions of one role, each asked a few times.
func (o *office) asks(ctx context.Context, w worker, b *browser) (asks []question, err error) {
	women, err := o.women(ctx, w)
	if err != nil {
		return nil, err
	}
	for _, q := range []question{
		{"Hoy (/)", w.title, bar, get(b, "/")},
		{"thread (/hilos/…)", w.title, bar, func(ctx context.Context, n int) (page, error) {
			return b.ask(ctx, http.MethodGet, "/hilos/"+women[n%len(women)].code, nil)
		}},
		{"search (/hilos)", w.title, bar, func(ctx context.Context, n int) (page, error) {
			return b.ask(ctx, http.MethodPost, "/hilos", url.Values{"q": {women[n%len(women)].name}})
		}},
		{anySlice, w.title, 0, func(ctx context.Context, n int) (page, error) {
			return b.ask(ctx, http.MethodGet, "/cifras/"+o.Definition.ID+"/corte?"+o.slice(n), nil)
		}},
		{"Revisar (/revisar)", w.title, 0, get(b, "/revisar")},
		{"Actividades (/actividades)", w.title, 0, get(b, "/actividades")},
	} {
		start := time.Now()
		within, err := q.warm(ctx)
		if err != nil {
			return nil, err
		}
		if within {
			if q.route == anySlice { // which is not there for whoever counts nothing
				q.bar = bar
			}
			asks = append(asks, q)
			tell("%s, %s: %d ms alone", q.route, w.title, time.Since(start).Milliseconds()/warmed)
		}
	}
	return asks, o.finds(ctx, w, b, women)
}

// warm asks a few times, and reports whether the page lets the role in.
func (q question) warm(ctx context.Context) (within bool, err error) {
	for number := range warmed {
		p, err := q.ask(ctx, number)
		switch {
		case err != nil:
			return false, err
		case p.status == http.StatusForbidden, p.status == http.StatusNotFound && q.bar == 0:
			return false, nil
		case p.status != http.StatusOK:
			return false, fmt.Errorf("%s: %d", q.route, p.status)
		}
	}
	return true, nil
}

// known is a woman whom somebody asks about: by her code, or by what she is called.
type known struct{ code, name string }

// slice asks for figures in one of many ways: of some services or all of them, of
// some months and place, in whatever parts. Everybody who counts may ask each.
func (o *office) slice(number int) string {
	d, q := dice(number), url.Values{"match": {"all"}}
	for range d.IntN(3) {
		q.Add("service", o.ServiceOf(d, access.Community).ID)
	}
	for _, choice := range []struct {
		field  string
		values []string
	}{
		{"coming", []string{"", "", "new", "returning"}}, {"sex", []string{"", "F"}}, {"age", []string{"", "", "18-29", "60+"}},
		{"place", []string{"", "15", "24", string(o.Districts.Value(crowded))}},
		{"by", []string{"", "region", "month", "service", "age", "district"}}, {"by2", []string{"", "sex", "year", "population"}},
	} {
		q.Set(choice.field, choice.values[d.IntN(len(choice.values))])
	}
	if d.Chance(70) {
		from := trenza.Day(o.Definition.Starts.Add(d.IntN(1000)).Month() + "-01")
		until := trenza.Day(from.Add(60+d.IntN(600)).Month() + "-01")
		q.Set("from", string(from))
		q.Set("to", string(until.Add(-1)))
	}
	return q.Encode()
}

// women are those whom somebody may have before her: whom she accompanies, who
// were served in her district, or anybody.
func (o *office) women(ctx context.Context, w worker) (all []known, err error) {
	var some []town.Woman
	switch {
	case w.role == trenza.RoleCaseWorker:
		for i := 0; i < o.Accompanied(); i += town.CaseWorkers {
			some = append(some, o.Assigned(i))
		}
	case w.place != "":
		some = o.served(w.place, soMany)
	default:
		for i := range soMany {
			some = append(some, o.Moment(dice(i).IntN(o.People))[0].Woman)
		}
	}
	err = o.in.Data.Read(ctx, func(r store.Reader) error {
		for _, her := range some {
			p, err := registry.Find(ctx, r, o.in.Vault, o.in.Organisation, her.Root)
			if err != nil {
				return err
			}
			all = append(all, known{p.Code, p.Name().Given + " " + p.Name().Surnames})
		}
		return nil
	})
	return all, err
}

// finds makes sure that who reads names finds by a name whom she looks for, most
// of the time: of very common names a search shows the nearest alone.
func (o *office) finds(ctx context.Context, w worker, b *browser, women []known) error {
	if w.role == trenza.RoleMonitoring {
		return nil
	}
	found, some := 0, women[:min(len(women), 20)]
	for _, her := range some {
		p, err := b.ask(ctx, http.MethodPost, "/hilos", url.Values{"q": {her.name}})
		if err != nil {
			return err
		}
		text, err := unpacked(p.body)
		if err != nil {
			return err
		}
		if strings.Contains(text, her.code) {
			found++
		}
	}
	tell("search, %s: %d of %d found by name", w.title, found, len(some))
	if 2*found < len(some) {
		return fmt.Errorf("%d of %d were found by name", found, len(some))
	}
	return nil
}

// unpacked is what a body says.
func unpacked(body string) (string, error) {
	r, err := gzip.NewReader(strings.NewReader(body))
	if err != nil {
		return body, nil // it came as it is
	}
	text, err := io.ReadAll(r)
	return string(text), err
}
