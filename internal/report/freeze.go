package report

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Order asks for figures to be frozen.
type Order struct {
	Query      Query
	Approver   string        // who answers for them besides the author, by name
	Signs      *trenza.Actor // the approver, who has shown who she is; nil as long as nobody has an account
	Supersedes string        // code of the version that this one corrects, "" for none
	Reason     string        // for the correction
	Ask        string        // id of the ask that is signed, which waits no longer; "" for none
}

// Freeze keeps a set of figures for good: their values and texts, the rows and
// the definition that they rest on, who signs. What is for the public is held
// against every earlier publication of the programme, and becomes one. A
// correction has the period and the parts of the version that it corrects, which
// stays. Author and approver must be two people (domain rule 14.1).
func (r Reporter) Freeze(ctx context.Context, actor trenza.Actor, o Order) (*Frozen, error) {
	scope, err := access.For(actor, o.Query.Definition.Offers()...)
	if err != nil {
		return nil, err
	}
	if err := o.sign(actor); err != nil {
		return nil, err
	}
	if err := o.check(actor); err != nil {
		return nil, err
	}
	if scope, err = r.mayFreeze(scope, o.Query); err != nil {
		return nil, err
	}
	before, err := r.frozen(ctx, scope.Organisation, scope.Programme)
	if err != nil {
		return nil, err
	}
	version, err := o.correct(before)
	if err != nil {
		return nil, err
	}
	f, err := r.freeze(ctx, scope, o.Query)
	if err != nil {
		return nil, err
	}
	f.Version, f.Author, f.Approver, f.Supersedes, f.Reason = version, actor.Name, o.Approver, o.Supersedes, o.Reason
	return f, r.Journal.Write(ctx, actor, func(tx *journal.Tx) error {
		now, err := frozenSets(ctx, tx, tx.Vault(), tx.Organisation(), f.Programme)
		if err == nil && len(now) != len(before) {
			err = &trenza.Problem{Kind: trenza.Conflict, Key: "report.frozen_meanwhile"}
		}
		if err != nil {
			return err
		}
		if err := f.keep(ctx, tx); err != nil || o.Ask == "" {
			return err
		}
		return dropAsk(ctx, tx, o.Ask)
	})
}

// sign takes the approver's name from who she is. Where people have accounts, the
// approver has one as well, another, and a role that signs.
func (o *Order) sign(actor trenza.Actor) error {
	switch {
	case o.Signs == nil && actor.Account == "":
		return nil
	case o.Signs == nil:
		return trenza.Refuse("report.approver_signs")
	case o.Signs.Account == actor.Account:
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.approver_same", Args: []any{actor.Name}}
	case o.Signs.Organisation != actor.Organisation:
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.approver_may_not", Args: []any{o.Signs.Name}}
	}
	o.Approver = o.Signs.Name
	err := access.May(*o.Signs, "figures.approve", publication(o.Query.Definition.ID, o.Query.Public))
	if trenza.KindOf(err) == trenza.Forbidden {
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.approver_may_not", Args: []any{o.Signs.Name}}
	}
	return err
}

// mayFreeze asks whether the reader may freeze figures of the programme, and with
// small groups uncovered only if she may see them so. The figures are of all of
// it, wherever she works.
func (r Reporter) mayFreeze(scope access.Scope, q Query) (access.Scope, error) {
	whole, err := scope.Counting("figures.freeze", publication(q.Definition.ID, q.Public))
	if err != nil || q.Public {
		return whole, err
	}
	for i := range q.Definition.Indicators {
		if !reaches(scope, "figures.exact", q.Definition, &q.Definition.Indicators[i]) {
			return whole, &trenza.Problem{Kind: trenza.Forbidden, Key: "report.freeze_public"}
		}
	}
	return whole, nil
}

// check refuses what nobody signs, or one person alone.
func (o Order) check(actor trenza.Actor) error {
	author, approver := strings.Fields(actor.Name), strings.Fields(o.Approver)
	switch {
	case len(author) == 0:
		return trenza.Refuse("report.author_missing")
	case len(approver) == 0:
		return trenza.Refuse("report.approver_missing")
	case strings.EqualFold(strings.Join(author, " "), strings.Join(approver, " ")):
		return &trenza.Problem{Kind: trenza.Forbidden, Key: "report.approver_same", Args: []any{actor.Name}}
	case o.Supersedes != "" && strings.TrimSpace(o.Reason) == "":
		return trenza.Refuse("report.reason_missing", o.Supersedes)
	}
	return nil
}

// correct gives the order the period and the parts of the version that it
// corrects, and returns the version that it makes.
func (o *Order) correct(before []*Frozen) (version string, err error) {
	if o.Supersedes == "" {
		return "1", nil
	}
	for _, f := range before {
		if f.Code != o.Supersedes {
			continue
		}
		if f.SupersededBy != "" {
			return "", &trenza.Problem{Kind: trenza.Conflict, Key: "report.superseded", Args: []any{f.Code, f.SupersededBy}}
		}
		o.Query.Period, o.Query.By, o.Query.New, o.Query.Public = f.Period, f.By, f.New, f.Public
		return f.next(), nil
	}
	return "", &trenza.Problem{Kind: trenza.NotFound, Key: "report.no_such_frozen", Args: []any{o.Supersedes}}
}

// freeze counts a set of figures and proves each.
func (r Reporter) freeze(ctx context.Context, scope access.Scope, q Query) (*Frozen, error) {
	report, err := r.Report(ctx, scope, q)
	if err != nil {
		return nil, err
	}
	proofs := make([]*Proof, len(report.Figures))
	for i, f := range report.Figures {
		if proofs[i], err = r.prove(ctx, scope, report.question(f.Indicator)); err != nil {
			return nil, err
		}
	}
	f := frozen(report, proofs)
	f.Organisation = scope.Organisation
	f.Text, err = report.texts()
	return f, err
}

// texts is the report as it is printed, in both languages.
func (r *Report) texts() (programme.Text, error) {
	var spanish, english bytes.Buffer
	if err := r.Text(&spanish, "es"); err != nil {
		return programme.Text{}, err
	}
	err := r.Text(&english, "en")
	return programme.Text{ES: spanish.String(), EN: english.String()}, err
}

// keep writes a frozen set down and tells it.
func (f *Frozen) keep(ctx context.Context, tx *journal.Tx) (err error) {
	f.ID, f.At = trenza.NewID(), tx.Now().Format(time.RFC3339)
	if f.Code, err = tx.Vault().Code(ctx, tx.Organisation(), "publication", f.ID); err != nil {
		return err
	}
	content, hash, err := f.content()
	if err != nil {
		return err
	}
	f.Hash = hash
	if f.Entry, err = tx.Tell(ctx, f.told()); err != nil {
		return err
	}
	return insertFrozen(ctx, tx, f, content)
}

func (f *Frozen) told() WasFrozen {
	return WasFrozen{
		ID: f.ID, Code: f.Code, Programme: f.Programme, Version: f.Version, Position: f.Position,
		Public: f.Public, Supersedes: f.Supersedes, Hash: f.Hash,
	}
}

// VerifyFrozen proves that every frozen set of an organisation is what the
// journal says was frozen, and that none is missing; it returns how many there
// are. The first thing that is wrong is a Problem of kind Conflict that names it.
func VerifyFrozen(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (sets int, err error) {
	all, err := frozenSets(ctx, r, vault, organisation, "")
	if err != nil {
		return 0, err
	}
	byEntry := make(map[int64]*Frozen, len(all))
	for _, f := range all {
		byEntry[f.Entry] = f
	}
	var entries []int64
	err = journal.Verbs(ctx, r, organisation, WasFrozen{}.Verb(), func(number int64) error {
		entries = append(entries, number)
		return nil
	})
	if err != nil {
		return 0, err
	}
	for _, number := range entries {
		if err := witnessFrozen(ctx, r, vault, organisation, number, byEntry[number]); err != nil {
			return 0, err
		}
		delete(byEntry, number)
	}
	for _, number := range sortedKeys(byEntry) {
		return 0, &trenza.Problem{Kind: trenza.Conflict, Key: "report.frozen_unheard", Args: []any{byEntry[number].Code}}
	}
	return len(all), nil
}

// witnessFrozen holds a frozen set against the entry that told it.
func witnessFrozen(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, number int64, f *Frozen) error {
	entry, err := journal.At(ctx, r, organisation, number)
	if err != nil {
		return err
	}
	body, err := entry.Open(ctx, vault)
	if err != nil {
		return err
	}
	var told WasFrozen
	if err := json.Unmarshal(body, &told); err != nil {
		return err
	}
	if f == nil || f.told() != told {
		return &trenza.Problem{Kind: trenza.Conflict, Key: "report.frozen_differs", Args: []any{told.Code, fmt.Sprint(number)}}
	}
	return nil
}
