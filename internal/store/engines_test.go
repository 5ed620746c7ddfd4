package store_test

import (
	"errors"
	"testing"

	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
)

func TestParametersAreReadByNumber(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		ten := []any{"a", "b", "c", "d", "e", "f", "g", "h", "i", "j"}
		for query, answer := range map[string]string{
			`select cast($10 as text) || cast($1 as text) || cast($2 as text) || cast($3 as text) || cast($4 as text) ||
				cast($5 as text) || cast($6 as text) || cast($7 as text) || cast($8 as text) || cast($9 as text)`: "jabcdefghi",
			`select cast($1 as text) || cast($10 as text) || cast($1 as text) || cast($9 as text) || cast($8 as text) ||
				cast($7 as text) || cast($6 as text) || cast($5 as text) || cast($4 as text) || cast($3 as text) || cast($2 as text)`: "ajaihgfedcb",
		} {
			want(t, read(t, db, query, ten...), answer)
			want(t, read(t, db, query, ten...), answer) // once more, as it is remembered
		}
	})
}

func TestTextSortsByBytes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		write(t, db, `
			insert into journal_head (organisation, number, hash)
			values ('ñ', 1, ''), ('a', 1, ''), ('Z', 1, ''), ('á', 1, ''), ('n', 1, ''), ('o', 1, ''), ('10', 1, ''), ('9', 1, ''), ('a-b', 1, ''), ('ab', 1, '')`)
		want(t, read(t, db, allHeads), "10", "9", "Z", "a", "a-b", "ab", "n", "o", "á", "ñ")
		want(t, read(t, db, `select organisation from journal_head where organisation > $1 order by organisation`, "o"), "á", "ñ")
		want(t, read(t, db, `select max(organisation) from journal_head`), "ñ")
	})
}

// One text, the same rows, the same answer: what the rooms above rely on.
func TestAQuestionHasOneAnswer(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db := storetest.Open(t, location, store.Data)
		write(t, db, `
			insert into fact (organisation, since, ordinal, number, programme, service, outcome, day, place, sex, age, population, nationality, flags, collective, source)
			values
				('o', 1, 0, 1, 'p', 'bono', 'collected', '2020-03-08', '140110', 'F', 30, '', 'VEN', 1, '', 'a'),
				('o', 2, 0, 1, 'p', 'bono', 'collected', '2020-04-08', '140110', 'F', 30, '', 'VEN', 3, '', 'b'),
				('o', 3, 0, 2, 'p', 'bono', 'collected', '2020-03-31', '1301', 'M', null, '', 'PER', 0, '', 'c'),
				('o', 4, 0, 3, 'p', 'salud', 'delivered', '2020-03-01', '1301', 'F', 17, '', 'PER', 2, '', 'd')`)
		for name, c := range map[string]struct {
			query  string
			answer []string
		}{
			"different people": {
				`select service || ' ' || cast(count(distinct number) as text) from fact group by service order by service`,
				[]string{"bono 2", "salud 1"}},
			"the first of each person": {
				`select source from (select source, number, row_number() over (partition by number order by day) as nth from fact) f
				 where nth = 1 order by number`,
				[]string{"a", "c", "d"}},
			"a filtered count": {
				`select cast(count(*) filter (where sex = 'F') as text) || '/' || cast(count(*) as text) from fact`,
				[]string{"3/4"}},
			"an unknown age last": {
				`select source from fact order by age nulls last, source`,
				[]string{"d", "a", "b", "c"}},
			"the month of a day": {
				`select substr(day, 1, 7) || ' ' || cast(count(*) as text) from fact group by substr(day, 1, 7) order by 1`,
				[]string{"2020-03 3", "2020-04 1"}},
			"a flag": {
				`select source from fact where flags & 2 <> 0 order by source`,
				[]string{"b", "d"}},
			"whole division": {
				`select cast(age / 4 as text) from fact where source = 'a'`,
				[]string{"7"}},
			"a list in order": {
				`select string_agg(source, ',' order by day, source) from fact`,
				[]string{"d,a,c,b"}},
			"a calendar": {
				`with recursive month (n) as (select 1 union all select n + 1 from month where n < 3) select cast(n as text) from month order by n`,
				[]string{"1", "2", "3"}},
		} {
			t.Run(name, func(t *testing.T) { want(t, read(t, db, c.query), c.answer...) })
		}
	})
}

func TestNothingAndEmptyStayApart(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		err := db.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `
				insert into person (organisation, id, number, code, root, sex, nationality, population, identity, health, entry)
				values ('o', 'p', 1, 'c', 'p', 'F', '', '', $1, $2, 1)`, []byte{}, []byte(nil))
			if err != nil {
				return err
			}
			identity, health := []byte(nil), []byte("left from before")
			_, err = tx.One(ctx, `select identity, health from person`, nil, &identity, &health)
			if identity == nil || len(identity) != 0 || health != nil {
				t.Errorf("empty is %#v and nothing is %#v", identity, health)
			}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	})
}

func TestTablesKeepTheirTypes(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		err := db.Write(ctx, func(tx *store.Tx) error {
			_, err := tx.Exec(ctx, `insert into journal_head (organisation, number, hash) values ('o', 'seven', '')`)
			return err
		})
		if err == nil {
			t.Error("a word was taken for a number")
		}
	})
	for _, schema := range []store.Schema{store.Data, store.Keys} {
		db := storetest.Open(t, storetest.Location(t, store.SQLite), schema)
		want(t, read(t, db, `
			select name from pragma_table_list
			where schema = 'main' and type = 'table' and strict = 0
				and name not like 'sqlite%' and name <> 'goose_db_version'`))
	}
}

func TestARefusedRowNamesItsRule(t *testing.T) {
	const activity = `
		insert into activity (organisation, id, programme, service, title, day, place, method, total, entry)
		values ('o', 'one', 'p', 's', 't', '2020-03-08', '14', '`
	storetest.Each(t, func(t *testing.T, location string) {
		db, ctx := storetest.Open(t, location, store.Data), t.Context()
		write(t, db, activity+`counted', 1, 1)`,
			`insert into household (organisation, id, token, entry) values ('o', 'first', 'token', 1)`)
		for statement, rule := range map[string]string{
			activity + `guessed', 1, 1)`: "headcount_method_known",
			activity + `sign_in', 1, 1)`: "activity_pkey",
			`insert into household (organisation, id, token, entry) values ('o', 'second', 'token', 1)`:  "household_once",
			`insert into household (organisation, id, token, entry) values ('o', 'first', 'another', 1)`: "household_pkey",
		} {
			err := db.Write(ctx, func(tx *store.Tx) error {
				_, err := tx.Exec(ctx, statement)
				return err
			})
			if !store.Violates(err, rule) || store.Violates(err, "another_rule") {
				t.Errorf("%s: got %v, want a violation of %s", statement, err, rule)
			}
		}
		for _, mistake := range []string{
			`insert into household (organisation, id, token, entry) values ('o', null, 'token', 1)`,
			`insert into household (organisation) values (nobody)`,
		} {
			err := db.Write(ctx, func(tx *store.Tx) error {
				_, err := tx.Exec(ctx, mistake)
				return err
			})
			if _, named := errors.AsType[*store.Violation](err); named || err == nil {
				t.Errorf("%s: %v", mistake, err)
			}
		}
	})
}
