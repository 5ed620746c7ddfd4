package main

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/cast"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

// spared are the tables of the data that verify does not watch, each with the
// reason.
var spared = map[string]string{
	"goose_db_version": "the schema's own count of migrations: a wrong one keeps the database from opening",
	"installation":     "a mark that only the right keys open: a wrong one keeps the database from opening",
	"forgotten_key":    "proved at every opening, before anything is read",
	"job":              "moves every second; what it is to do is sealed whole, and what it writes goes through the journal",
	"handed":           "gone within a day; what is known of it is sealed whole, and what comes of it goes through the journal",
	"handed_part":      "the bytes of such a list, sealed",
	"session":          "gone within a day; one whose sealed part does not agree is not found, and whoever was signed in signs in again",
}

// kinds are how a column's value is put out of true, by its type on either
// engine.
var kinds = map[string]string{
	"text":    `case when coalesce(%[1]s, '') = '' then 'x' else substr(%[1]s, 1, length(%[1]s) - 1) || case substr(%[1]s, length(%[1]s)) when '1' then '2' else '1' end end`,
	"integer": `coalesce(%[1]s, 0) + 1`,
}

// column is a column of a table of the data.
type column struct{ table, name, kind string }

// columnsOf returns every column of the data, as its engine has them.
func columnsOf(t *testing.T, db *store.DB) (all []column) {
	t.Helper()
	query := `
		select m.name, c.name, lower(c.type)
		from sqlite_schema m, pragma_table_info(m.name) c
		where m.type = 'table' and m.name not like 'sqlite%'
		order by m.name, c.cid`
	if db.Engine() == store.PostgreSQL {
		query = `
		select table_name, column_name, case data_type when 'bigint' then 'integer' when 'bytea' then 'blob' else data_type end
		from information_schema.columns
		where table_schema = current_schema()
		order by table_name, ordinal_position`
	}
	err := db.Read(t.Context(), func(r store.Reader) (err error) {
		all, err = store.All(t.Context(), r, query, nil, func(scan store.Scan) (c column, err error) {
			return c, scan(&c.table, &c.name, &c.kind)
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// key returns what tells the last row of a table from the others, as a
// condition.
func key(ctx context.Context, r store.Reader, engine store.Engine, table string) (where string, err error) {
	place := "rowid"
	if engine == store.PostgreSQL {
		place = "ctid"
	}
	var last string
	found, err := r.One(ctx, `select cast(`+place+` as text) from `+table+` order by `+place+` desc limit 1`, nil, &last)
	if err != nil || !found {
		return "", err
	}
	return place + " = '" + last + "'", nil
}

// flip puts one column of one row out of true.
func (c column) flip(ctx context.Context, tx *store.Tx, where string) error {
	where = ` where ` + where
	if c.kind != "blob" {
		_, err := tx.Exec(ctx, `update `+c.table+` set `+c.name+` = `+fmt.Sprintf(kinds[c.kind], c.name)+where)
		return err
	}
	var sealed []byte
	if _, err := tx.One(ctx, `select `+c.name+` from `+c.table+where, nil, &sealed); err != nil {
		return err
	}
	if len(sealed) == 0 {
		sealed = []byte{0}
	}
	sealed[len(sealed)/2] ^= 1
	_, err := tx.Exec(ctx, `update `+c.table+` set `+c.name+` = $1`+where, sealed)
	return err
}

// errAsItWas ends a disturbance.
var errAsItWas = errors.New("as it was")

// Whatever column of whatever row is changed, verify says so, and which.
func TestEveryColumnIsWatched(t *testing.T) {
	for _, engine := range storetest.Engines(t) {
		t.Run(string(engine), func(t *testing.T) {
			s := at(t, engine)
			h := opened(t, s)
			played(t, s, h, "alma-llanera", cast.AlmaLlanera(1, scaled(1000)))
			played(t, s, h, "taller-reque", cast.TallerReque(1))
			h.housed(t, s)
			every := 1
			if engine == store.PostgreSQL || testing.Short() {
				every = 7
			}
			disturbed := 0
			for i, c := range columnsOf(t, h.data) {
				if spared[c.table] != "" || i%every != 0 {
					continue
				}
				rowless := h.disturbed(t, c)
				if rowless && !slices.Contains(journal.SealedTables(), c.table) {
					t.Errorf("%s has no row, and nothing seals its rows", c.table)
				}
				if !rowless {
					disturbed++
				}
			}
			if disturbed < 120/every {
				t.Errorf("only %d columns have a value to change", disturbed)
			}
		})
	}
}

// housed says of somebody where she lives, which in so small a cast nobody does.
func (h *house) housed(t *testing.T, s *session) {
	t.Helper()
	err := h.journal.Write(s.ctx, s.actor("care-peru"), func(tx *journal.Tx) error {
		var someone string
		if _, err := tx.One(s.ctx, `select max(id) from person where organisation = 'care-peru'`, nil, &someone); err != nil {
			return err
		}
		return registry.JoinHousehold(s.ctx, tx, someone, "H-1", "jefa")
	})
	if err != nil {
		t.Fatal(err)
	}
}

// disturbed flips a column of the last row, lets everything be proved and puts
// it back. It reports whether the table has no row.
func (h *house) disturbed(t *testing.T, c column) (rowless bool) {
	t.Helper()
	err := h.data.Write(t.Context(), func(tx *store.Tx) error {
		where, err := key(t.Context(), tx, h.data.Engine(), c.table)
		if rowless = where == ""; rowless || err != nil {
			return errors.Join(err, errAsItWas)
		}
		if err := c.flip(t.Context(), tx, where); err != nil {
			if _, refused := errors.AsType[*store.Violation](err); refused {
				return errAsItWas // the schema does not let it happen
			}
			return err
		}
		if err := h.found(t.Context(), tx); trenza.KindOf(err) != trenza.Conflict {
			t.Errorf("%s.%s was changed, and verify says %v", c.table, c.name, err)
		}
		return errAsItWas
	})
	if !errors.Is(err, errAsItWas) {
		t.Errorf("%s.%s: %v", c.table, c.name, err)
	}
	return rowless
}

// found is what verify says of both organisations.
func (h *house) found(ctx context.Context, r store.Reader) error {
	for _, organisation := range []string{"care-peru", "municipalidad-reque"} {
		if _, _, err := pathway.Verify(ctx, r, h.vault, organisation); err != nil {
			return err
		}
		kept, err := store.KeyShelf{DB: h.keys}.Checkpoints(ctx, organisation)
		if err != nil {
			return err
		}
		if _, err := journal.Compare(ctx, r, h.vault, organisation, kept); err != nil {
			return err
		}
	}
	return nil
}

// A key that was changed is said by whose it is, by every command that needs it.
func TestEveryKeyIsWatched(t *testing.T) {
	s := at(t, store.SQLite)
	h := opened(t, s)
	d := played(t, s, h, "taller-reque", cast.TallerReque(1))
	if d == "" {
		t.Fatal("nothing was played")
	}
	for kind, words := range map[string]string{
		"person/":       "pathway.key_damaged",
		"organisation/": "seal.key_damaged",
		"token/":        "seal.key_damaged",
		"secret/":       "seal.key_damaged",
	} {
		var id string
		var whole []byte
		err := h.keys.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.One(t.Context(), `select id, wrapped from wrapped_key where id like $1 order by id limit 1`, store.Args(kind+"%"), &id, &whole)
			if err != nil {
				return err
			}
			broken := slices.Clone(whole)
			broken[len(broken)/2] ^= 1
			_, err = tx.Exec(t.Context(), `update wrapped_key set wrapped = $1 where id = $2`, broken, id)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		err = verifyCommand{}.Run(s)
		if problem, ok := errors.AsType[*trenza.Problem](err); !ok || problem.Key != words {
			t.Errorf("%s was changed, and verify says %v", id, err)
		}
		err = h.keys.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `update wrapped_key set wrapped = $1 where id = $2`, whole, id)
			return err
		})
		if err := errors.Join(err, verifyCommand{}.Run(s)); err != nil {
			t.Fatal(err)
		}
	}
}

// A checkpoint that was changed is not taken for one that was signed.
func TestEveryCheckpointIsWatched(t *testing.T) {
	s := at(t, store.SQLite)
	h := opened(t, s)
	played(t, s, h, "taller-reque", cast.TallerReque(1))
	for _, change := range []string{
		`number = number + 1`, `hash = 'x' || hash`, `at = 'x' || at`, `destroyed = destroyed + 1`,
		`signature = x'00'`,
	} {
		kept := func() (all []store.Checkpoint) {
			all, err := store.KeyShelf{DB: h.keys}.Checkpoints(t.Context(), "municipalidad-reque")
			if err != nil {
				t.Fatal(err)
			}
			return all
		}
		before := kept()
		err := h.keys.Write(t.Context(), func(tx *store.Tx) error {
			_, err := tx.Exec(t.Context(), `update checkpoint set `+change+` where number = $1`, before[0].Number)
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
		if err := (verifyCommand{}).Run(s); trenza.KindOf(err) != trenza.Conflict {
			t.Errorf("%s: verify says %v", change, err)
		}
		shelf := store.KeyShelf{DB: h.keys}
		if err := shelf.DropCheckpoints(t.Context(), "municipalidad-reque", -1); err != nil {
			t.Fatal(err)
		}
		for _, c := range before {
			if err := shelf.KeepCheckpoint(t.Context(), c); err != nil {
				t.Fatal(err)
			}
		}
		if err := (verifyCommand{}).Run(s); err != nil {
			t.Fatal(err)
		}
	}
}

// Who was forgotten stays forgotten, whichever of the two an older copy is put
// back of; and nobody is forgotten because a stranger wrote her in.
func TestTheForgottenStayForgotten(t *testing.T) {
	s := at(t, store.SQLite)
	h := opened(t, s)
	played(t, s, h, "taller-reque", cast.TallerReque(1))
	var people []string
	err := h.data.Read(t.Context(), func(r store.Reader) (err error) {
		people, err = store.All(t.Context(), r, `select id from person order by number`, nil, func(scan store.Scan) (id string, err error) {
			return id, scan(&id)
		})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := h.vault.Forget(t.Context(), people[0]); err != nil {
		t.Fatal(err)
	}
	opened(t, s) // each side learns of it
	back := func(table, id string) {
		t.Helper()
		for _, db := range []*store.DB{h.keys, h.data} {
			err := db.Write(t.Context(), func(tx *store.Tx) error {
				if len(table) == 0 || tx.Columns(table) == nil {
					return nil
				}
				_, err := tx.Exec(t.Context(), `delete from `+table+` where id = $1`, id)
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	back("wrapped_key", string(seal.PersonKey(people[0])))
	again := opened(t, s)
	if destroyed, err := again.vault.Destroyed(t.Context()); !slices.Equal(destroyed, people[:1]) || err != nil {
		t.Errorf("with older keys %v are forgotten, %v", destroyed, err)
	}
	back("forgotten_key", people[0])
	opened(t, s)
	err = h.data.Write(t.Context(), func(tx *store.Tx) error {
		_, err := tx.Exec(t.Context(), `insert into forgotten_key (id, seal) select $1, seal from forgotten_key`, people[1])
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.open(false); trenza.KindOf(err) != trenza.Conflict {
		t.Errorf("a stranger's wish to have her forgotten: %v", err)
	}
	if destroyed, err := again.vault.Destroyed(t.Context()); len(destroyed) != 1 || err != nil {
		t.Errorf("%v are forgotten, %v", destroyed, err)
	}
}
