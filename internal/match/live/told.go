package live

import (
	"context"
	"encoding/json"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/match"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// touch is what an event means for the index.
type touch struct {
	known     *registry.Registered // what is known of somebody from now on
	withdrawn int64                // number of a record that was taken back
	erased    []string             // ids of records of which nothing is known any more
	learnt    bool                 // another model is in use
}

// touched says what an event means for the index, nil when it means nothing. Whose
// records are on one thread is no concern of it.
func touched(e journal.Event) *touch {
	switch e := e.(type) {
	case registry.Registered:
		return &touch{known: &e}
	case registry.Updated:
		return &touch{known: &e.Registered}
	case registry.Restored:
		return &touch{known: &e.Registered}
	case registry.Withdrawn:
		return &touch{withdrawn: e.Number}
	case registry.Erased:
		return &touch{erased: idsOf(e)}
	case Learnt:
		return &touch{learnt: true}
	}
	return nil
}

func idsOf(e registry.Erased) []string {
	ids := make([]string, len(e.Records))
	for i, t := range e.Records {
		ids[i] = t.ID
	}
	return ids
}

// touching are the verbs of the events that mean something for the index.
var touching = []string{
	registry.Registered{}.Verb(), registry.Updated{}.Verb(), registry.Restored{}.Verb(),
	registry.Withdrawn{}.Verb(), registry.Erased{}.Verb(), Learnt{}.Verb(),
}

// news is what was told after a position.
type news struct {
	people  map[string]bool // ids of the records to read again
	numbers map[int64]bool  // numbers of records that were taken back
	erased  bool            // somebody was forgotten
	learnt  bool
}

// newsAfter reads what anybody has told after a position.
func newsAfter(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, position int64) (news, error) {
	n := news{people: make(map[string]bool), numbers: make(map[int64]bool)}
	told, err := journal.Of(ctx, r, organisation, position, touching...)
	for _, t := range told {
		if err == nil {
			err = n.add(ctx, vault, t)
		}
	}
	return n, err
}

// add notes whom an entry is about: its header says so, but for those whose body
// names nobody in particular.
func (n *news) add(ctx context.Context, vault *seal.Vault, t journal.Told) error {
	var withdrawn registry.Withdrawn
	var erased registry.Erased
	switch t.Verb {
	case withdrawn.Verb():
		err := unseal(ctx, vault, t, &withdrawn)
		n.numbers[withdrawn.Number] = true
		return err
	case erased.Verb():
		n.erased = true
		err := unseal(ctx, vault, t, &erased)
		for _, id := range idsOf(erased) {
			n.people[id] = true
		}
		return err
	case (Learnt{}).Verb():
		n.learnt = true
	default:
		n.people[t.Person()] = true
	}
	return nil
}

// unseal reads the body of an entry that names nobody.
func unseal(ctx context.Context, vault *seal.Vault, t journal.Told, into any) error {
	body, err := t.Open(ctx, vault)
	if err != nil {
		return err
	}
	return json.Unmarshal(body, into)
}

// recordOf writes what an event says of somebody as she is compared.
func recordOf(e *registry.Registered) match.Record {
	return RecordOf(&registry.Person{Sex: e.Sex, Identity: e.Identity})
}
