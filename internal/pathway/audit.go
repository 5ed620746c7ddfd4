package pathway

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// Audited is a line of the log with whose thread was opened, where the reader
// answers for who sees her.
type Audited struct {
	journal.Line
	Code string // of the thread that was read; "" of anything else, and of whom the reader may not ask
}

// Audit reads a page of the log: of a thread alone, by the code of any of its
// records, who opened it; "" is the whole log. It asks access for "entry.read",
// and for "person.seen" of each thread of which it gives the code. Of a thread
// beyond the scope it says what it says of one that does not exist: NotFound. Of
// somebody who was forgotten nobody can tell any more who saw her.
func Audit(ctx context.Context, j *journal.Journal, scope access.Scope, actor trenza.Actor, code string, page journal.Page) (lines []Audited, err error) {
	err = j.Read(ctx, func(r store.Reader) error {
		lines = nil
		if code != "" {
			p, err := answeredFor(ctx, r, j, scope, code)
			if err != nil || p.Forgotten {
				return err
			}
			if page.Of, err = registry.Thread(ctx, r, scope.Organisation, p.Root); err != nil {
				return err
			}
		}
		read, err := journal.Log(ctx, r, j.Vault(), actor, page)
		if err != nil {
			return err
		}
		lines, err = withCodes(ctx, r, j, scope, read)
		return err
	})
	return lines, err
}

// answeredFor finds the record of a code of whom the reader may say who saw her.
func answeredFor(ctx context.Context, r store.Reader, j *journal.Journal, scope access.Scope, code string) (*registry.Person, error) {
	p, err := registry.FindByCode(ctx, r, j.Vault(), scope.Organisation, code)
	if err != nil {
		return nil, err
	}
	permitted, err := registry.Permits(ctx, r, scope, "person.seen", p.ID)
	if err == nil && !permitted {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "registry.no_such_person", Args: []any{p.Code}}
	}
	return p, err
}

// withCodes puts the codes of the threads that were opened beside the lines.
func withCodes(ctx context.Context, r store.Reader, j *journal.Journal, scope access.Scope, lines []journal.Line) ([]Audited, error) {
	codes, all := make(map[string]string), make([]Audited, len(lines))
	for i, line := range lines {
		all[i].Line = line
		if line.Person == "" || line.Class >= trenza.P4.String() {
			continue
		}
		code, known := codes[line.Person]
		if !known {
			var err error
			if code, err = openedCode(ctx, r, j, scope, line.Person); err != nil {
				return nil, err
			}
			codes[line.Person] = code
		}
		all[i].Code = code
	}
	return all, nil
}

// openedCode is the code of the thread of a record that was read, "" of whom the
// reader may not say who saw her.
func openedCode(ctx context.Context, r store.Reader, j *journal.Journal, scope access.Scope, person string) (string, error) {
	permitted, err := registry.Permits(ctx, r, scope, "person.seen", person)
	if err != nil || !permitted {
		return "", err
	}
	p, err := registry.Find(ctx, r, j.Vault(), scope.Organisation, person)
	if err != nil || p.Forgotten {
		return "", err
	}
	return registry.CodeOf(ctx, r, scope.Organisation, p.Root)
}
