package registry

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/spelling"
	"github.com/trenza/trenza/internal/store"
)

// A key is what a person may be found again by, before it is made blind.
type key struct{ kind, value string }

// keysOf lists what a person may be found again by: each document, each phone,
// and each spelling of her name with her birth year.
func keysOf(id Identity) []key {
	var keys []key
	for _, d := range id.Documents {
		if d.Type != "SD" {
			keys = append(keys, key{"document", d.Type + " " + spelling.Document(d.Type, d.Number)})
		}
	}
	for _, phone := range id.Phones {
		if phone != "" {
			keys = append(keys, key{"phone", phone})
		}
	}
	if year := id.Birth.Day.Year(); year != 0 {
		for _, name := range id.Names {
			if tokens := spelling.Key(name.Surnames, name.Given); len(tokens) > 1 {
				keys = append(keys, key{"name", strings.Join(tokens, " ") + " " + strconv.Itoa(year)})
			}
		}
	}
	return keys
}

// keepTokens makes a person findable by everything that is known of her.
func keepTokens(ctx context.Context, tx *journal.Tx, person string, id Identity) error {
	for _, k := range keysOf(id) {
		token, err := tx.Vault().Token(ctx, tx.Organisation(), k.kind, k.value)
		if err != nil {
			return err
		}
		_, err = tx.Exec(ctx, `
			insert into person_token (organisation, token, person)
			values ($1, $2, $3)
			on conflict (token, organisation, person) do nothing`, tx.Organisation(), token, person)
		if err != nil {
			return err
		}
	}
	return nil
}

// ExactModel is the version of [Compare].
const ExactModel = "exact-1"

// Candidate is a record that may be the person in question.
type Candidate struct {
	Person *Person
	Likeness
}

// Finder finds the records that may be a person. Package match implements it
// in full; Tokens is the plainest that counts correctly.
type Finder interface {
	// Certain returns the record that is p without asking (domain rule 14.2), the
	// likeliest of several, nil when there is none.
	Certain(ctx context.Context, r store.Reader, organisation string, p *Person) (*Person, error)
	// Candidates returns who may be p, the likeliest first, p herself left out.
	Candidates(ctx context.Context, r store.Reader, organisation string, p *Person) ([]Candidate, error)
	// Namesakes returns a few people of whom no more speaks for being p than a name
	// that sounds like hers, and nothing against: too little to ask people about
	// them later, enough to ask a woman who is there. Of a name that many have it
	// returns nobody.
	Namesakes(ctx context.Context, r store.Reader, organisation string, p *Person) ([]Candidate, error)
	// Compare says what speaks for and against two people being one.
	Compare(ctx context.Context, r store.Reader, organisation string, a, b *Person) (Likeness, error)
}

// Tokens finds records by what they share exactly: a document, a phone, or a
// folded name with a birth year.
type Tokens struct {
	Vault *seal.Vault
}

// Compare implements Finder.
func (f Tokens) Compare(_ context.Context, _ store.Reader, _ string, a, b *Person) (Likeness, error) {
	return Compare(a, b), nil
}

// Namesakes implements Finder: what is shared exactly tells nothing of sounds.
func (Tokens) Namesakes(context.Context, store.Reader, string, *Person) ([]Candidate, error) {
	return nil, nil
}

// Candidates implements Finder. Of those that are as likely the one registered
// first stands first.
func (f Tokens) Candidates(ctx context.Context, r store.Reader, organisation string, p *Person) ([]Candidate, error) {
	return f.among(ctx, r, organisation, p, keysOf(p.Identity))
}

// Certain implements Finder.
func (f Tokens) Certain(ctx context.Context, r store.Reader, organisation string, p *Person) (*Person, error) {
	certain, err := f.AllCertain(ctx, r, organisation, p)
	if err != nil || len(certain) == 0 {
		return nil, err
	}
	return certain[0].Person, nil
}

// AllCertain returns every record that is p without asking, as Candidates does.
// They hold a paper of hers, so it hangs on nothing but the tables.
func (f Tokens) AllCertain(ctx context.Context, r store.Reader, organisation string, p *Person) ([]Candidate, error) {
	papers := slices.DeleteFunc(keysOf(p.Identity), func(k key) bool { return k.kind != "document" })
	sharing, err := f.among(ctx, r, organisation, p, papers)
	return slices.DeleteFunc(sharing, func(c Candidate) bool { return !c.Certain }), err
}

// among returns who may be p among those who share a key.
func (f Tokens) among(ctx context.Context, r store.Reader, organisation string, p *Person, keys []key) ([]Candidate, error) {
	sharers, err := f.sharers(ctx, r, organisation, p, keys)
	if err != nil {
		return nil, err
	}
	var candidates []Candidate
	for _, row := range sharers {
		other, err := row.open(ctx, f.Vault, organisation)
		if err != nil {
			return nil, err
		}
		if like := Compare(p, other); like.Certain || like.Asks() {
			candidates = append(candidates, Candidate{other, like})
		}
	}
	slices.SortStableFunc(candidates, func(a, b Candidate) int { return cmp.Compare(b.Strength, a.Strength) })
	return candidates, nil
}

// sharers returns the records that share a key with p, in the order of
// registration.
func (f Tokens) sharers(ctx context.Context, r store.Reader, organisation string, p *Person, keys []key) ([]sealedPerson, error) {
	args, places := store.Args(organisation), []string{}
	for _, k := range keys {
		token, err := f.Vault.Token(ctx, organisation, k.kind, k.value)
		if err != nil {
			return nil, err
		}
		args = append(args, token)
		places = append(places, fmt.Sprintf("$%d", len(args)))
	}
	if len(places) == 0 {
		return nil, nil
	}
	// Two plain questions, each by one index: asked as one, each engine finds a
	// way to read every person while it has no statistics.
	ids, err := store.All(ctx, r, `
		select distinct person
		from person_token
		where organisation = $1 and token in (`+strings.Join(places, ", ")+`)`, args, scanID)
	if err != nil {
		return nil, err
	}
	var rows []sealedPerson
	for _, id := range ids {
		row, err := closedBy(ctx, r, organisation, "id", id)
		if err != nil {
			return nil, err
		}
		if row.ID != p.ID {
			rows = append(rows, row)
		}
	}
	slices.SortFunc(rows, func(a, b sealedPerson) int { return cmp.Compare(a.Number, b.Number) })
	return rows, nil
}
