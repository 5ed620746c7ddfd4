package matrix

import (
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/attention"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/store"
)

// serviceTrials are those about services to one person.
func serviceTrials() []trial {
	return []trial{
		{verb: "attention.read", rows: func(w *world, _ *player) []*thing { return w.attentions }, see: selects},
		{verb: "attention.give", rows: services, do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			in, s := w.in(p.Organisation), r.at[0]
			to := w.records[w.mine]
			if p.Organisation == reque {
				to = w.records[w.theirs]
			}
			_, err := attention.Give(w.Context, tx, to, in.Service(s.programme, s.service), delivered(s.service, s.place))
			return err
		}},
		{verb: "attention.withdraw", rows: within((*world).changeable), do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			a := w.given[r.id]
			return attention.Withdraw(w.Context, tx, w.scope(p).Service(a.Programme, a.Service), a)
		}},
		{verb: "attention.move", rows: within((*world).changeable), do: func(w *world, p *player, tx *journal.Tx, r *thing) error {
			a, to := w.given[r.id], w.records[w.nobodys]
			if p.Organisation == reque {
				to = w.records[w.theirs]
			}
			_, err := attention.Move(w.Context, tx, a, to, w.in(p.Organisation).Service(a.Programme, a.Service))
			return err
		}},
		{verb: "figures.count", rows: func(w *world, _ *player) []*thing { return w.attentions }, see: counts},
	}
}

// changeable are the services to one woman here, to one in Lima, and to those of
// the other programme.
func (w *world) changeable() (some []*thing) {
	for _, a := range w.attentions {
		if a.at[0].programme == taler || a.person == w.mine || a.person == w.people[3].id {
			some = append(some, a)
		}
	}
	return some
}

// selects reads the services of both programmes, with their forms.
func selects(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	err := w.DB.Read(w.Context, func(r store.Reader) error {
		for _, id := range []string{alma, taler} {
			d, _ := programme.Shipped(id)
			wanted := attention.Selection{Definition: d, Forms: true}
			err := attention.Select(w.Context, r, w.Vault, w.scope(p), wanted, func(a attention.Attention) error {
				shown[a.ID] = true
				return nil
			})
			if err != nil {
				return err
			}
		}
		return nil
	})
	return shown, err
}

// services are those that might be given, here and in Lima, the restricted one and
// that of the other programme among them.
func services(w *world, p *player) (rows []*thing) {
	at := []spot{{taler, "crochet", inReque}}
	if p.Organisation == care {
		for _, id := range append(slices.Clone(offered), "proteccion_vbg") {
			at = append(at, spot{alma, id, tumbes}, spot{alma, id, lima})
		}
	}
	for _, s := range at {
		rows = append(rows, &thing{
			name: s.service + " at " + string(s.place), organisation: p.Organisation, at: []spot{s}, object: w.objectOf(s),
		})
	}
	return rows
}

// counts asks which deliveries somebody may count, row by row.
func counts(w *world, p *player) (map[string]bool, error) {
	shown := make(map[string]bool)
	var refusal error
	for _, id := range []string{alma, taler} {
		err := w.Engine.Facts(w.Context, w.scope(p), reach.Question{Programme: id}, func(f reach.Fact) error {
			shown[f.Source] = true
			return nil
		})
		if trenza.KindOf(err) == trenza.Forbidden {
			refusal = err
		} else if err != nil {
			return nil, err
		}
	}
	return shown, refusal
}
