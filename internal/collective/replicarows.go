package collective

import (
	"context"
	"encoding/json"
	"reflect"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

func replicaSlot(id string) seal.Slot {
	return seal.Slot{Table: "replica", Row: id, Column: "words"}
}

// sealWords seals what was written of a replica under the key of the organisation:
// it is of a committee, and of nobody.
func sealWords(ctx context.Context, tx *journal.Tx, r Replica) ([]byte, error) {
	if reflect.DeepEqual(r.Words, Words{}) {
		return nil, nil
	}
	plain, err := json.Marshal(r.Words)
	if err != nil {
		return nil, err
	}
	organisation := tx.Organisation()
	return tx.Vault().Seal(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, replicaSlot(r.ID), plain)
}

func insertReplica(ctx context.Context, tx *journal.Tx, r Replica) error {
	words, err := sealWords(ctx, tx, r)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		insert into replica (
			organisation, id, programme, service, collective, trainer, ring, topics, covered, day, place, minutes, state,
			activity, total, first_time, reporter, in_time, way, verified, words, entry)
		values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)`,
		tx.Organisation(), r.ID, r.Programme, r.Service, r.Committee, r.Trainer, r.Ring, strings.Join(r.Topics, " "),
		strings.Join(r.Covered, " "), r.Day, r.Place, r.Minutes, r.State, r.Activity, r.Total, r.FirstTime, r.Reporter,
		mark(r.InTime), r.Way, r.Verified, words, r.Entry)
	return err
}

// updateReplica writes what can change of a replica.
func updateReplica(ctx context.Context, tx *journal.Tx, r Replica) error {
	words, err := sealWords(ctx, tx, r)
	if err != nil {
		return err
	}
	_, err = tx.Exec(ctx, `
		update replica
		set covered = $3, day = $4, minutes = $5, state = $6, activity = $7, total = $8, first_time = $9, reporter = $10,
			in_time = $11, way = $12, verified = $13, words = $14
		where organisation = $1 and id = $2`,
		tx.Organisation(), r.ID, strings.Join(r.Covered, " "), r.Day, r.Minutes, r.State, r.Activity, r.Total, r.FirstTime,
		r.Reporter, mark(r.InTime), r.Way, r.Verified, words)
	return err
}

func mark(holds bool) int {
	if holds {
		return 1
	}
	return 0
}

// replicaColumns are read by scanReplica, in this order; the replica is a and the
// record of whoever taught it p.
const replicaColumns = `
	a.id,
	a.programme,
	a.service,
	a.collective,
	a.trainer,
	a.ring,
	a.topics,
	a.covered,
	a.day,
	a.place,
	a.minutes,
	a.state,
	a.activity,
	a.total,
	a.first_time,
	a.reporter,
	a.in_time,
	a.way,
	a.verified,
	a.entry,
	p.root,
	a.words`

const replicaTables = `
		from replica a
		join person p on p.organisation = a.organisation and p.id = a.trainer`

// closedReplica is a row of the table, its words still sealed.
type closedReplica struct {
	Replica
	words []byte
}

func scanReplica(scan store.Scan) (closedReplica, error) {
	var c closedReplica
	var topics, covered string
	var inTime int
	err := scan(&c.ID, &c.Programme, &c.Service, &c.Committee, &c.Trainer, &c.Ring, &topics, &covered, &c.Day, &c.Place,
		&c.Minutes, &c.State, &c.Activity, &c.Total, &c.FirstTime, &c.Reporter, &inTime, &c.Way, &c.Verified, &c.Entry,
		&c.Root, &c.words)
	c.Topics, c.Covered, c.InTime = strings.Fields(topics), strings.Fields(covered), inTime == 1
	return c, err
}

func (c closedReplica) open(ctx context.Context, vault *seal.Vault, organisation string) (Replica, error) {
	if c.words == nil {
		return c.Replica, nil
	}
	plain, err := vault.Open(ctx, organisation, seal.OrganisationKey(organisation), trenza.P2, replicaSlot(c.ID), c.words)
	if err != nil {
		return c.Replica, err
	}
	return c.Replica, json.Unmarshal(plain, &c.Words)
}

func openReplicas(ctx context.Context, vault *seal.Vault, organisation string, found []closedReplica) ([]Replica, error) {
	replicas := make([]Replica, len(found))
	for i, c := range found {
		var err error
		if replicas[i], err = c.open(ctx, vault, organisation); err != nil {
			return nil, err
		}
	}
	return replicas, nil
}

// replicaAccess says where a replica, as a, keeps what policies ask for.
var replicaAccess = access.Columns{Organisation: "a.organisation", Programme: "a.programme", Service: "a.service", Place: "a.place"}

// replica is the condition under which a replica a is within the scope for a verb.
func (q *scoped) replica(verb string) string {
	return access.SQL(q.scope.Where(verb, access.Activity), replicaAccess, q.arg)
}

// SelectReplicas asks for replicas, the latest first.
type SelectReplicas struct {
	Programme string
	Committee string
	States    []State // any of them; none at all for every state
}

// Read returns the replicas that a scope sees.
func (s SelectReplicas) Read(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope) ([]Replica, error) {
	q := within(scope)
	where := q.replica("activity.read")
	if s.Programme != "" {
		where += " and a.programme = " + q.arg(s.Programme)
	}
	if s.Committee != "" {
		where += " and a.collective = " + q.arg(s.Committee)
	}
	if len(s.States) > 0 {
		places := make([]string, len(s.States))
		for i, state := range s.States {
			places[i] = q.arg(string(state))
		}
		where += " and a.state in (" + strings.Join(places, ", ") + ")"
	}
	found, err := store.All(ctx, r, `select `+replicaColumns+replicaTables+`
		where a.organisation = $1 and `+where+`
		order by a.day desc, a.id desc`, q.args, scanReplica)
	if err != nil {
		return nil, err
	}
	return openReplicas(ctx, vault, scope.Organisation, found)
}

// ReplicaByID returns a replica if it is within a scope for a verb. One beyond the
// scope is NotFound, as one that there is not.
func ReplicaByID(ctx context.Context, r store.Reader, vault *seal.Vault, scope access.Scope, verb, id string) (Replica, error) {
	q := within(scope, id)
	found, err := store.All(ctx, r, `select `+replicaColumns+replicaTables+`
		where a.organisation = $1 and a.id = $2 and `+q.replica(verb), q.args, scanReplica)
	if err == nil && len(found) == 0 {
		err = &trenza.Problem{Kind: trenza.NotFound, Key: "collective.no_such_replica"}
	}
	if err != nil {
		return Replica{}, err
	}
	return found[0].open(ctx, vault, scope.Organisation)
}

// CountedAt reports whether an activity is the headcount of a replica, and of which.
func CountedAt(ctx context.Context, r store.Reader, organisation, activity string) (replica string, counted bool, err error) {
	if activity == "" {
		return "", false, nil
	}
	counted, err = r.One(ctx, `
		select id
		from replica
		where organisation = $1 and activity = $2`, store.Args(organisation, activity), &replica)
	return replica, counted, err
}

// EachReplica calls each for every replica of an organisation, in the order of
// entry, with what stands in the clear.
func EachReplica(ctx context.Context, r store.Reader, organisation string, each func(Replica) error) error {
	return r.Each(ctx, `select `+replicaColumns+replicaTables+`
		where a.organisation = $1
		order by a.entry`, store.Args(organisation), func(scan store.Scan) error {
		c, err := scanReplica(scan)
		if err != nil {
			return err
		}
		return each(c.Replica)
	})
}

// ringOf returns how far from the workshop those are who come to a replica: one
// ring beyond whoever teaches. She represents a committee, or came to a replica.
func ringOf(ctx context.Context, tx *journal.Tx, root string, r Replica) (int, error) {
	one := 0
	represents, err := tx.One(ctx, `
		select 1
		from seat s
		join person p on p.organisation = s.organisation and p.id = s.person
		where s.organisation = $1 and p.root = $2 and s.role = $3`,
		store.Args(tx.Organisation(), root, Representative), &one)
	if err != nil || represents {
		return 1, err
	}
	activities, err := outreach.ActivitiesOf(ctx, tx, tx.Organisation(), root, r.Programme, r.Service)
	if err != nil {
		return 0, err
	}
	nearest := 0
	for _, activity := range activities {
		var ring int
		came, err := tx.One(ctx, `
			select ring
			from replica
			where organisation = $1 and activity = $2`, store.Args(tx.Organisation(), activity), &ring)
		if err != nil {
			return 0, err
		}
		if came && (nearest == 0 || ring < nearest) {
			nearest = ring
		}
	}
	if nearest == 0 {
		return 0, trenza.Refuse("collective.trainer_unknown")
	}
	return nearest + 1, nil
}
