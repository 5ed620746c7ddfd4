package attention

import (
	"context"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// The ways in which something nearly repeats what was recorded before. Each is
// a sentence in the translation files, "pathway.held.other_form".
const (
	OtherForm        = "other_form"        // the same visit with other answers
	SwappedDay       = "swapped_day"       // the same visit with day and month changed about
	OtherMark        = "other_mark"        // the same session with another mark
	OtherAmount      = "other_amount"      // the same leg on the same day with another amount
	DuplicatePayment = "duplicate_payment" // the same leg collected twice
)

// Comparison is what a thread has already of what is to be recorded.
type Comparison struct {
	Fresh  []Attention // what it does not have
	Echoes []int64     // positions of the entries that told, or nearly told, the rest
	Near   *Near       // what nearly repeats what it has, nil for nothing
}

// Whole is the comparison of whoever decided that what nearly repeats something
// is something else: all of it is to be recorded.
func (c Comparison) Whole() Comparison {
	if c.Near != nil {
		c.Fresh, c.Near = slices.Concat(c.Fresh, c.Near.Given), nil
	}
	return c
}

// Near is what nearly repeats what was recorded before.
type Near struct {
	Reason string
	Given  []Attention
	Others []Attention // which of those recorded each of them resembles
}

// Compare holds attentions of one service against those that a thread has of
// it, by what tells one visit, session or payment from another: a list is typed
// again, and a bank answers twice. A thread without an id has none.
func Compare(ctx context.Context, tx *journal.Tx, root string, s Service, given []Attention) (Comparison, error) {
	var c Comparison
	had, err := formed(ctx, tx, root, s)
	if err != nil {
		return c, err
	}
	for _, a := range given {
		likeness, other, err := closest(ctx, tx, s, had, a)
		if err != nil {
			return c, err
		}
		c.note(a, likeness, other)
	}
	return c, nil
}

// note puts an attention where it belongs. The first reason stands for all that
// nearly repeat something.
func (c *Comparison) note(a Attention, l likeness, other Attention) {
	if l == unlike {
		c.Fresh = append(c.Fresh, a)
		return
	}
	c.Echoes = append(c.Echoes, other.Entry)
	if l == repeats {
		return
	}
	if c.Near == nil {
		c.Near = &Near{Reason: string(l)}
	}
	c.Near.Given = append(c.Near.Given, a)
	c.Near.Others = append(c.Near.Others, other)
}

// withForm is an attention whose form is closed until somebody asks.
type withForm struct {
	Attention
	sealed []byte
}

// formed returns what a thread has of a service, with the forms.
func formed(ctx context.Context, tx *journal.Tx, root string, s Service) ([]withForm, error) {
	if root == "" {
		return nil, nil
	}
	return ofRecords(ctx, tx, tx.Organisation(), root, func(person string) ([]withForm, error) {
		return store.All(ctx, tx, `select `+attentionColumns+`, a.form
			from attention a
			where a.organisation = $1 and a.person = $2 and a.programme = $3 and a.service = $4
			order by a.entry`, store.Args(tx.Organisation(), person, s.Programme.ID, s.ID), scanWithForm)
	})
}

func scanWithForm(scan store.Scan) (withForm, error) {
	var w withForm
	var err error
	w.Attention, err = scanAttention(func(dest ...any) error { return scan(append(dest, &w.sealed)...) })
	return w, err
}

// open reads the form. That of somebody who was forgotten is empty.
func (w withForm) open(ctx context.Context, vault *seal.Vault, organisation string, class trenza.Class) (map[string]string, error) {
	if w.sealed == nil {
		return nil, nil
	}
	plain, err := vault.Open(ctx, organisation, seal.PersonKey(w.Person), class, formSlot(w.ID), w.sealed)
	if errors.Is(err, seal.ErrForgotten) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var form map[string]string
	return form, json.Unmarshal(plain, &form)
}

// likeness says how alike two attentions are: unlike, the same, or nearly so
// for a reason.
type likeness string

const (
	unlike  likeness = ""
	repeats likeness = "same"
)

// closest returns how alike an attention is to the one of those had that it is
// most like: the same before nearly the same.
func closest(ctx context.Context, tx *journal.Tx, s Service, had []withForm, a Attention) (likeness, Attention, error) {
	best, other := unlike, Attention{}
	for _, h := range had {
		if !mayBe(h.Attention, a) {
			continue
		}
		var err error
		if h.Form, err = h.open(ctx, tx.Vault(), tx.Organisation(), s.Class); err != nil {
			return best, other, err
		}
		switch found := s.likeness(h.Attention, a); {
		case found == repeats:
			return found, h.Attention, nil
		case found != unlike && best == unlike:
			best, other = found, h.Attention
		}
	}
	return best, other, nil
}

// mayBe reports whether two attentions can be alike at all, as far as it tells
// without their forms. Where a payment was made does not tell it from another.
func mayBe(h, a Attention) bool {
	if a.Form["line"] != "" {
		return true
	}
	return h.Place == a.Place && (h.Mark == "") == (a.Mark == "") && (h.Day == a.Day || h.Day == swapped(a.Day))
}

// likeness compares two attentions of the service.
func (s Service) likeness(h, a Attention) likeness {
	switch {
	case s.Has(programme.Payment) && a.Form["line"] != "":
		return paymentLikeness(h, a)
	case h.Session != "" && a.Session != "" && h.Session != a.Session:
		return unlike // two sessions of one day
	case a.Mark != "" && h.Day != a.Day:
		return unlike
	case a.Mark != "" && (h.Mark != a.Mark || h.Minutes != a.Minutes):
		return OtherMark
	case h.Day == a.Day && (!slices.Equal(h.Outcomes, a.Outcomes) || !maps.Equal(h.Form, a.Form)):
		return OtherForm
	case h.Day == a.Day:
		return repeats
	case !s.Settles() && slices.Equal(h.Outcomes, a.Outcomes) && maps.Equal(h.Form, a.Form):
		return SwappedDay // sessions of one month may well fall so
	}
	return unlike
}

// paymentLikeness compares two operations. Progress from pending or rejected to
// collected is no repetition, and neither is being rejected again (domain rule
// 5).
func paymentLikeness(h, a Attention) likeness {
	for _, key := range []string{"line", "leg"} {
		if spelling.Fold(h.Form[key]) != spelling.Fold(a.Form[key]) {
			return unlike
		}
	}
	sameDay, sameAmount := h.Day == a.Day, h.Form["amount"] == a.Form["amount"]
	bothPaid := len(h.Outcomes) > 0 && len(a.Outcomes) > 0
	switch {
	case sameDay && !sameAmount:
		return OtherAmount
	case sameDay && sameOperation(h, a) && (bothPaid || h.Form["state"] == a.Form["state"]):
		return repeats
	case bothPaid:
		return DuplicatePayment
	}
	return unlike
}

// sameOperation reports whether the numbers that a bank gave two operations do
// not tell them apart.
func sameOperation(h, a Attention) bool {
	one, other := strings.TrimSpace(h.Form["operation"]), strings.TrimSpace(a.Form["operation"])
	return one == "" || other == "" || one == other
}

// swapped returns the day with its day and month changed about, "" when that is
// no other day.
func swapped(day trenza.Day) trenza.Day {
	if len(day) != len("2020-03-02") {
		return ""
	}
	about := day[:5] + day[8:] + "-" + day[5:7]
	if about == day || day[8:] > "12" {
		return ""
	}
	return about
}

// OpenedOf returns what a thread has of a service, with the forms that can be
// read.
func OpenedOf(ctx context.Context, tx *journal.Tx, root string, s Service) ([]Attention, error) {
	had, err := formed(ctx, tx, root, s)
	if err != nil {
		return nil, err
	}
	all := make([]Attention, len(had))
	for i, h := range had {
		all[i] = h.Attention
		if all[i].Form, err = h.open(ctx, tx.Vault(), tx.Organisation(), s.Class); err != nil {
			return nil, err
		}
	}
	return all, nil
}

// Opened returns an attention with its form, and whether it is there.
func Opened(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, id string, class trenza.Class) (Attention, bool, error) {
	found, err := store.All(ctx, r, `select `+attentionColumns+`, a.form
		from attention a
		where a.organisation = $1 and a.id = $2`, store.Args(organisation, id), scanWithForm)
	if err != nil || len(found) == 0 {
		return Attention{}, false, err
	}
	a := found[0].Attention
	a.Form, err = found[0].open(ctx, vault, organisation, class)
	return a, true, err
}
