package registry

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// personColumns are read by scanPerson, in this order.
const personColumns = `
	id,
	number,
	code,
	root,
	sex,
	nationality,
	population,
	identity,
	health,
	marker`

// sealedPerson is a row of the table person, still closed.
type sealedPerson struct {
	Person
	identity, health []byte
}

func scanPerson(scan store.Scan) (sealedPerson, error) {
	var p sealedPerson
	err := scan(&p.ID, &p.Number, &p.Code, &p.Root, &p.Sex, &p.Nationality, &p.Population, &p.identity, &p.health, &p.marker)
	return p, err
}

func identitySlot(person string) seal.Slot {
	return seal.Slot{Table: "person", Row: person, Column: "identity"}
}

func healthSlot(person string) seal.Slot {
	return seal.Slot{Table: "person", Row: person, Column: "health"}
}

// open reads what is sealed. A person whose key was destroyed is returned
// without it.
func (p sealedPerson) open(ctx context.Context, vault *seal.Vault, organisation string) (*Person, error) {
	key := seal.PersonKey(p.ID)
	plain, err := vault.Open(ctx, organisation, key, trenza.P2, identitySlot(p.ID), p.identity)
	if errors.Is(err, seal.ErrForgotten) {
		p.Forgotten = true
		return &p.Person, nil
	}
	if err != nil {
		return nil, fmt.Errorf("opening person %s: %w", p.Code, err)
	}
	if err := json.Unmarshal(plain, &p.Identity); err != nil {
		return nil, err
	}
	if p.health == nil {
		return &p.Person, nil
	}
	if plain, err = vault.Open(ctx, organisation, key, trenza.P3, healthSlot(p.ID), p.health); err != nil {
		return nil, fmt.Errorf("opening the health of person %s: %w", p.Code, err)
	}
	return &p.Person, json.Unmarshal(plain, &p.Health)
}

// Find returns a record by its id. Somebody who is not there is NotFound.
func Find(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, id string) (*Person, error) {
	return findBy(ctx, r, vault, organisation, "id", id)
}

// FindByCode returns a record by its pseudonymous code, as people copy it.
func FindByCode(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, code string) (*Person, error) {
	return findBy(ctx, r, vault, organisation, "code", strings.ToUpper(strings.TrimSpace(code)))
}

// FindByNumber returns a record by its number within the organisation.
func FindByNumber(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string, number int64) (*Person, error) {
	return findBy(ctx, r, vault, organisation, "number", number)
}

// findBy looks a record up by one of its unique columns, and opens it.
func findBy(ctx context.Context, r store.Reader, vault *seal.Vault, organisation, column string, value any) (*Person, error) {
	row, err := closedBy(ctx, r, organisation, column, value)
	if err != nil {
		return nil, err
	}
	return row.open(ctx, vault, organisation)
}

// closedBy looks a record up by one of its unique columns.
func closedBy(ctx context.Context, r store.Reader, organisation, column string, value any) (sealedPerson, error) {
	found, err := store.All(ctx, r, `select `+personColumns+`
		from person
		where organisation = $1 and `+column+` = $2`, store.Args(organisation, value), scanPerson)
	if err != nil {
		return sealedPerson{}, err
	}
	if len(found) == 0 {
		return sealedPerson{}, &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{fmt.Sprint(value)}}
	}
	return found[0], nil
}

func scanID(scan store.Scan) (string, error) {
	var id string
	return id, scan(&id)
}

// Thread returns the ids of every record under a surviving thread, in the order
// of registration.
func Thread(ctx context.Context, r store.Reader, organisation, root string) ([]string, error) {
	return store.All(ctx, r, `
		select id
		from person
		where organisation = $1 and root = $2
		order by number`, store.Args(organisation, root), scanID)
}

// ThreadOf returns the ids of every record that is on one thread with a record.
func ThreadOf(ctx context.Context, r store.Reader, organisation, person string) ([]string, error) {
	root, err := RootOf(ctx, r, organisation, person)
	if err != nil {
		return nil, err
	}
	return Thread(ctx, r, organisation, root)
}

// RootOf returns the id of the surviving thread of a record.
func RootOf(ctx context.Context, r store.Reader, organisation, person string) (root string, err error) {
	_, err = r.One(ctx, `
		select root
		from person
		where organisation = $1 and id = $2`, store.Args(organisation, person), &root)
	return root, err
}

// NumberOf returns the number of a record by its id, 0 when it is not there.
func NumberOf(ctx context.Context, r store.Reader, organisation, person string) (number int64, err error) {
	_, err = r.One(ctx, `
		select number
		from person
		where organisation = $1 and id = $2`, store.Args(organisation, person), &number)
	return number, err
}

// Size returns how many records an organisation has.
func Size(ctx context.Context, r store.Reader, organisation string) (records int, err error) {
	_, err = r.One(ctx, `
		select count(*)
		from person
		where organisation = $1`, store.Args(organisation), &records)
	return records, err
}

// Codes returns the pseudonymous code of every record, by its number: of those
// that were taken back as well, for older positions speak of them.
func Codes(ctx context.Context, r store.Reader, organisation string) (map[int64]string, error) {
	codes := make(map[int64]string)
	err := r.Each(ctx, `
		select number, code
		from person
		where organisation = $1
		union all
		select number, code
		from person_withdrawn
		where organisation = $1`, store.Args(organisation), func(scan store.Scan) error {
		var number int64
		var code string
		err := scan(&number, &code)
		codes[number] = code
		return err
	})
	return codes, err
}

// All returns every record of an organisation, opened, by its id.
func All(ctx context.Context, r store.Reader, vault *seal.Vault, organisation string) (map[string]*Person, error) {
	people := make(map[string]*Person)
	err := Each(ctx, r, vault, organisation, func(p *Person) error {
		people[p.ID] = p
		return nil
	})
	return people, err
}

// sealPerson returns the sealed columns of a person.
func sealPerson(ctx context.Context, tx *journal.Tx, p *Person) (identity, health []byte, err error) {
	plain, err := json.Marshal(p.Identity)
	if err != nil {
		return nil, nil, err
	}
	if identity, err = tx.Seal(ctx, p.ID, trenza.P2, identitySlot(p.ID), plain); err != nil {
		return nil, nil, err
	}
	if len(p.Health.LifeStages) == 0 && p.Health.Functioning.Empty() {
		return identity, nil, nil
	}
	if plain, err = json.Marshal(p.Health); err != nil {
		return nil, nil, err
	}
	health, err = tx.Seal(ctx, p.ID, trenza.P3, healthSlot(p.ID), plain)
	return identity, health, err
}

func insertPerson(ctx context.Context, tx *journal.Tx, p *Person, entry int64) error {
	identity, health, err := sealPerson(ctx, tx, p)
	if err != nil {
		return err
	}
	if p.marker, err = sealMarker(ctx, tx.Vault(), tx.Organisation(), p.ID, nil); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into person (organisation, id, number, code, root, sex, nationality, population, identity, health, marker, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)`,
		tx.Organisation(), p.ID, p.Number, p.Code, p.Root, p.Sex, p.Nationality, p.Population, identity, health, p.marker, entry)
	if err != nil {
		return err
	}
	return keepPapers(ctx, tx, p)
}

// updatePerson writes what is known of a person. The marker is sealed anew each
// time, so that a change of it shows no more than any other.
func updatePerson(ctx context.Context, tx *journal.Tx, p *Person) error {
	identity, health, err := sealPerson(ctx, tx, p)
	if err != nil {
		return err
	}
	guards, err := openMarker(ctx, tx.Vault(), tx.Organisation(), p.ID, p.marker)
	if err != nil {
		return err
	}
	if p.marker, err = sealMarker(ctx, tx.Vault(), tx.Organisation(), p.ID, guards); err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update person
		set sex = $3, nationality = $4, population = $5, identity = $6, health = $7, marker = $8
		where organisation = $1 and id = $2`,
		tx.Organisation(), p.ID, p.Sex, p.Nationality, p.Population, identity, health, p.marker)
	if err != nil {
		return err
	}
	if err := dropPapers(ctx, tx, p.ID); err != nil {
		return err
	}
	return keepPapers(ctx, tx, p)
}

// nextNumber returns the number of the next person to be registered; that of a
// record that was taken back is nobody else's. The write holds the
// organisation's chain, so no other write draws the same one.
func nextNumber(ctx context.Context, tx *journal.Tx) (int64, error) {
	var last int64
	_, err := tx.One(ctx, `
		select coalesce(max(number), 0)
		from (
			select max(number) as number from person where organisation = $1
			union all
			select max(number) from person_withdrawn where organisation = $1) drawn`,
		store.Args(tx.Organisation()), &last)
	return last + 1, err
}

// setRoot puts a record under a surviving thread.
func setRoot(ctx context.Context, tx *journal.Tx, person, root string) error {
	_, err := tx.Exec(ctx, `
		update person
		set root = $3
		where organisation = $1 and id = $2`, tx.Organisation(), person, root)
	return err
}
