package live

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/store"
)

// Learnt is told when a register has learnt from its own records. It names nobody.
type Learnt struct {
	Records int        `json:"records"` // how many it learnt from
	AsOf    int64      `json:"as_of"`   // position that they reflect
	Model   match.Kept `json:"model"`
}

// Verb implements journal.Event.
func (Learnt) Verb() string { return "match.learnt" }

// Class implements journal.Event.
func (Learnt) Class() trenza.Class { return trenza.P2 }

// Person implements journal.Event.
func (Learnt) Person() string { return "" }

// Says spells what was learnt, for comparison of the table with the journal.
func (e Learnt) Says() string {
	said, err := json.Marshal(e)
	if err != nil {
		return err.Error() // chances between 0 and 1 always spell
	}
	return string(said)
}

// keep keeps what was learnt under the next version and tells it.
func keep(ctx context.Context, tx *journal.Tx, e Learnt) (Learnt, error) {
	var kept int
	if _, err := tx.One(ctx, `
		select count(*)
		from match_model
		where organisation = $1`, store.Args(tx.Organisation()), &kept); err != nil {
		return e, err
	}
	e.Model.Version = fmt.Sprintf("learnt-%d", kept+1)
	entry, err := tx.Tell(ctx, e)
	if err != nil {
		return e, err
	}
	said, err := json.Marshal(e.Model)
	if err != nil {
		return e, err
	}
	_, err = tx.Exec(ctx, `
		insert into match_model (organisation, version, model, records, as_of, entry)
		values ($1, $2, $3, $4, $5, $6)`, tx.Organisation(), e.Model.Version, string(said), e.Records, e.AsOf, entry)
	return e, err
}

// EachModel calls each for every model that an organisation has learnt, the first
// one first, with the position at which it was told.
func EachModel(ctx context.Context, r store.Reader, organisation string, each func(e Learnt, entry int64) error) error {
	return r.Each(ctx, `
		select version, model, records, as_of, entry
		from match_model
		where organisation = $1
		order by entry`, store.Args(organisation), func(scan store.Scan) error {
		var e Learnt
		var version, said string
		var entry int64
		if err := scan(&version, &said, &e.Records, &e.AsOf, &entry); err != nil {
			return err
		}
		if err := json.Unmarshal([]byte(said), &e.Model); err != nil {
			return fmt.Errorf("reading model %s: %w", version, err)
		}
		e.Model.Version = version
		return each(e, entry)
	})
}

// Models are the models by which suggestions of an organisation were made, by
// their versions.
type Models map[string]*match.Model

// OpenModels reads the models of an organisation. The one that nothing was learnt
// for is always there.
func OpenModels(ctx context.Context, r store.Reader, organisation string) (Models, error) {
	models := Models{standardVersion: standard(fewest)}
	err := EachModel(ctx, r, organisation, func(e Learnt, _ int64) error {
		model, err := e.Model.Model()
		models[e.Model.Version] = model
		return err
	})
	return models, err
}

// newest returns the model that an organisation learnt last, nil when it has
// learnt none.
func newest(ctx context.Context, r store.Reader, organisation string) (model *match.Model, err error) {
	err = EachModel(ctx, r, organisation, func(e Learnt, _ int64) error {
		model, err = e.Model.Model()
		return err
	})
	return model, err
}

// standardVersion is the version of the model that nothing was learnt for.
const standardVersion = "default"

// fewest is how many people a register is taken to have at least: a small one is
// a sample of the same country, in which not every second Rosa is one woman.
const fewest = 2048

// stretch returns between which numbers of people the same model is in use: it
// must not hang on who was there when it was last asked for.
func stretch(people int) (from, upTo int) {
	upTo = fewest
	for people >= upTo {
		from, upTo = upTo, 2*upTo
	}
	return from, upTo
}

// standard returns the model that nothing was learnt for, for so many people.
func standard(people int) *match.Model { return match.Default(People(), people) }
