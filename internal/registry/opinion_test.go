package registry_test

import (
	"errors"
	"fmt"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
	"github.com/trenza/trenza/internal/store/storetest"
	. "github.com/trenza/trenza/internal/worldtest"
)

// lookalikes are two women with one phone who received something of class P2;
// change makes more known of them.
func lookalikes(w *World, change func(first, second *registry.Record)) registry.Pair {
	w.Helper()
	first, second := Phone(Numbered(1), "987654321"), Phone(Numbered(2), "987654321")
	if change != nil {
		change(&first, &second)
	}
	a := w.Give(first, "orientacion_legal", Delivered("2020-03-02", "150101")).Person
	b := w.Give(second, "orientacion_legal", Delivered("2020-03-03", "150101")).Person
	return w.PairOf(a.ID, b.ID)
}

// delicate makes a pair of whom a thread holds something sensitive, in every way.
var delicate = map[string]func(*World) registry.Pair{
	"a sensitive service on the first record": func(w *World) registry.Pair {
		pair := lookalikes(w, nil)
		w.Give(Numbered(1), "salud", Delivered("2020-03-09", "150101"))
		return pair
	},
	"a sensitive service on the second record": func(w *World) registry.Pair {
		pair := lookalikes(w, nil)
		w.Give(Numbered(2), "asistencia_legal", Delivered("2020-03-09", "150101"))
		return pair
	},
	"a pregnancy": func(w *World) registry.Pair {
		return lookalikes(w, func(_, second *registry.Record) {
			second.LifeStages = []registry.LifeStage{{Label: "gestante", Since: "2020-01-01"}}
		})
	},
	"how well she sees": func(w *World) registry.Pair {
		return lookalikes(w, func(first, _ *registry.Record) { first.Functioning.Seeing = 2 })
	},
	"a record that was joined to hers": func(w *World) registry.Pair {
		pair := lookalikes(w, nil)
		other := w.Give(Phone(Numbered(3), "987654321"), "salud", Delivered("2020-03-09", "150101")).Person
		w.Decide(w.PairOf(other.ID, pair.Second), registry.Same)
		return w.PairOf(pair.First, pair.Second)
	},
	"a restricted case": func(w *World) registry.Pair {
		pair := lookalikes(w, nil)
		guard(w, pair.First, "vbg")
		return pair
	},
}

// Where anything sensitive is held two people must say "same"; elsewhere one is
// enough (domain rule 14.2).
func TestTwoPeopleAgreeAboutWhatIsSensitive(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		base := Plain(t, location)
		plain := base.In(t, "plain", "alma-llanera")
		if decided := plain.Say(lookalikes(plain, nil), registry.Same); !decided.Joined || decided.Waits {
			t.Errorf("nothing sensitive: %+v", decided)
		}
		for name, pairOf := range delicate {
			w := base.In(t, name, "alma-llanera").As("Rosa Quispe", "vbg")
			pair := pairOf(w)
			apart := fmt.Sprint(w.Roots())
			if decided := w.Say(pair, registry.Same); decided.Joined || !decided.Waits {
				t.Errorf("%s: one person alone: %+v", name, decided)
			}
			if now := fmt.Sprint(w.Roots()); now != apart {
				t.Errorf("%s: one person joined %s to %s", name, apart, now)
			}
			if waiting := w.PairOf(pair.First, pair.Second); waiting.Verdict != registry.Unsure {
				t.Errorf("%s: the pair does not wait: %+v", name, waiting)
			}
			if decided := w.As("Ana Torres", "vbg").Say(w.PairOf(pair.First, pair.Second), registry.Same); !decided.Joined {
				t.Errorf("%s: two people: %+v", name, decided)
			}
			w.Sound()
		}
	})
}

// guard puts a record under a team, as one of the team does.
func guard(w *World, person, team string) {
	w.Helper()
	member := w.As("Del Equipo", team)
	member.Write(func(tx *journal.Tx) error { return registry.Guard(w.Context, tx, person, team) })
}

// What people say one after the other, and what the pair comes to each time:
// "!" where the verdict is refused.
func TestWhatOpinionsComeTo(t *testing.T) {
	base := Plain(t, storetest.Location(t, store.SQLite))
	for said, want := range map[string]string{
		"rosa same, ana same":                         "unsure, same",
		"rosa same, rosa same":                        "unsure, !",
		"rosa same, Rosa  SAME":                       "unsure, !",
		"rosa same, ana different":                    "unsure, unsure",
		"rosa same, ana unsure, ana same":             "unsure, unsure, same",
		"rosa different, ana same":                    "different, unsure",
		"rosa different, ana same, rosa same":         "different, unsure, same",
		"rosa same, ana different, rosa different":    "unsure, unsure, different",
		"rosa same, ana relative, luz same":           "unsure, unsure, same",
		"rosa same, rosa different":                   "unsure, different",
		"rosa unsure, ana unsure, rosa same":          "unsure, unsure, unsure",
		"rosa relative, ana different":                "relative, different",
		"rosa different, rosa different, ana unsure":  "different, different, unsure",
		"rosa same, ana different, ana different":     "unsure, unsure, unsure",
		"rosa same, ana same, luz same, luz relative": "unsure, same, same, !",
	} {
		w := base.In(t, said, "alma-llanera")
		pair := delicate["a sensitive service on the first record"](w)
		var came []string
		for step := range strings.SplitSeq(said, ", ") {
			who, verdict := step[:strings.LastIndex(step, " ")], registry.Verdict(strings.ToLower(step[strings.LastIndex(step, " ")+1:]))
			person := w.As(who)
			err := person.Try(func(tx *journal.Tx) error {
				_, err := pathway.Decide(w.Context, tx, person.PairOf(pair.First, pair.Second), verdict)
				return err
			})
			switch {
			case err == nil:
				came = append(came, string(w.PairOf(pair.First, pair.Second).Verdict))
			case trenza.KindOf(err) == trenza.Conflict:
				came = append(came, "!")
			default:
				t.Fatal(err)
			}
		}
		if got := strings.Join(came, ", "); got != want {
			t.Errorf("%s: %s, want %s", said, got, want)
		}
		w.Sound()
	}
}

// Whoever decides next is told who said what.
func TestOpinionsAreShown(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		pair := delicate["a sensitive service on the first record"](w)
		opinions := func() (said string) {
			w.Read(func(r store.Reader) error {
				all, err := registry.OpinionsOf(w.Context, r, w.Vault, w.Actor.Organisation, pair)
				for _, o := range all {
					said += fmt.Sprintf("%s %s;", o.By, o.Verdict)
				}
				return err
			})
			return said
		}
		w.As("Rosa Quispe").Say(pair, registry.Same)
		w.As("Ana Torres").Say(w.PairOf(pair.First, pair.Second), registry.Different)
		if got := opinions(); got != "Rosa Quispe same;Ana Torres different;" {
			t.Error(got)
		}
		w.As("ana torres").Say(w.PairOf(pair.First, pair.Second), registry.Same)
		if got := opinions(); got != "Rosa Quispe same;ana torres same;" {
			t.Error(got)
		}
		w.Unmerge(w.PairOf(pair.First, pair.Second))
		if got := opinions(); got != "" {
			t.Errorf("the join was undone, and both opinions with it: %s", got)
		}
		if decided := w.As("Rosa Quispe").Say(w.PairOf(pair.First, pair.Second), registry.Same); !decided.Waits {
			t.Errorf("asked anew: %+v", decided)
		}
		w.Sound()
	})
}

// An account is one person whatever she is called, and two are two, though both
// be called the same.
func TestAnAccountDecidesAsOnePerson(t *testing.T) {
	storetest.Each(t, func(t *testing.T, location string) {
		w := Plain(t, location, "alma-llanera")
		pair := delicate["a pregnancy"](w)
		if decided := signedIn(w.As("Rosa Quispe"), "acc-1").Say(pair, registry.Same); !decided.Waits {
			t.Errorf("one person alone: %+v", decided)
		}
		err := signedIn(w.As("Rosa Quispe de Torres"), "acc-1").Try(func(tx *journal.Tx) error {
			_, err := pathway.Decide(w.Context, tx, w.PairOf(pair.First, pair.Second), registry.Same)
			return err
		})
		if !errors.Is(err, &trenza.Problem{Kind: trenza.Conflict, Key: "registry.second_person"}) {
			t.Errorf("the same person under another name: %v", err)
		}
		if decided := signedIn(w.As("Rosa Quispe"), "acc-2").Say(w.PairOf(pair.First, pair.Second), registry.Same); !decided.Joined {
			t.Errorf("another person of the same name: %+v", decided)
		}
		w.Sound()
	})
}

func TestADecisionHasAName(t *testing.T) {
	w := Plain(t, storetest.Location(t, store.SQLite), "alma-llanera")
	pair := lookalikes(w, nil)
	nobody := w.As(" · ")
	err := nobody.Try(func(tx *journal.Tx) error {
		_, err := pathway.Decide(w.Context, tx, pair, registry.Same)
		return err
	})
	if !errors.Is(err, trenza.Refuse("registry.who_decides")) {
		t.Error(err)
	}
}

// Whoever reads the table cannot tell what was said: rows and bodies are of one
// length, and a pair that waits looks like one of which somebody is unsure.
func TestOpinionsTellNothingByTheirLength(t *testing.T) {
	base := Plain(t, storetest.Location(t, store.SQLite))
	rows, bodies, verdicts := map[int]bool{}, map[int]bool{}, map[string]bool{}
	for _, verdict := range []registry.Verdict{registry.Same, registry.Different, registry.Relative, registry.Unsure} {
		for name, pairOf := range map[string]func(*World) registry.Pair{
			"plain":  func(w *World) registry.Pair { return lookalikes(w, nil) },
			"health": delicate["a pregnancy"],
		} {
			w := base.In(t, name+" "+string(verdict), "alma-llanera")
			pair := pairOf(w)
			w.Say(pair, verdict)
			w.Read(func(r store.Reader) error {
				var said, body []byte
				if _, err := r.One(w.Context, `select said from review_opinion where organisation = $1`, store.Args(w.Actor.Organisation), &said); err != nil {
					return err
				}
				_, err := r.One(w.Context, `
					select b.sealed
					from journal_body b
					join journal_entry e on e.organisation = b.organisation and e.number = b.number
					where b.organisation = $1 and e.verb = 'review.decided'`, store.Args(w.Actor.Organisation), &body)
				rows[len(said)], bodies[len(body)] = true, true
				return err
			})
			if name == "health" {
				verdicts[string(w.PairOf(pair.First, pair.Second).Verdict)] = true
			}
		}
	}
	if len(rows) != 1 || len(bodies) != 1 || verdicts["same"] {
		t.Errorf("lengths of rows %v and of bodies %v; verdicts in clear %v", rows, bodies, verdicts)
	}
}
