package collective

import (
	"context"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/agenda"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
	"github.com/trenza/trenza/internal/store"
)

// The kinds of decision that this room knows of.
const (
	KindRecognition = "recognition" // the recognition of a committee expires
	KindReplica     = "replica"     // a replica waits for somebody else to verify it
)

// mostWaiting is how many of a kind are counted before it is enough to say that
// there are more.
const mostWaiting = 99

// recognitionGone is for how many days a recognition that has expired is told.
const recognitionGone = 180

// Recognitions is the source of the committees whose recognition expires, as long
// before as the definition says, to whoever keeps them.
type Recognitions struct{}

// Waits implements agenda.Source.
func (Recognitions) Waits(ctx context.Context, ask agenda.Ask) (agenda.Waiting, error) {
	if access.Nothing(ask.Scope.Where("committee.keep", access.Committee)) {
		return agenda.Waiting{}, nil
	}
	notice, err := noticeOf(ctx, ask)
	if err != nil || notice == 0 {
		return agenda.Waiting{}, err
	}
	q := within(ask.Scope, ask.Today.Add(-recognitionGone), max(ask.Until, ask.Today.Add(notice)), mostWaiting+1)
	ids, err := store.All(ctx, ask.Reader, `
		select c.id
		from collective c
		where c.organisation = $1 and c.recognised_until >= $2 and c.recognised_until <= $3 and `+q.committee("committee.keep")+`
		order by c.recognised_until, c.id
		limit $4`, q.args, func(scan store.Scan) (id string, err error) { return id, scan(&id) })
	return waiting(KindRecognition, ids), err
}

// noticeOf is how many days ahead the definitions in use tell that a recognition
// expires, 0 where no organisations of base take part.
func noticeOf(ctx context.Context, ask agenda.Ask) (days int, err error) {
	all, err := programme.Versions(ctx, ask.Reader, ask.Scope.Organisation)
	for _, d := range all {
		if d.Committees != nil {
			days = max(days, d.Committees.RecognitionNotice)
		}
	}
	return days, err
}

// Verifications is the source of the replicas that wait for somebody to check that
// they were held, other than whoever reported them, as long as the share of the
// definition is not verified.
type Verifications struct{}

// Waits implements agenda.Source.
func (Verifications) Waits(ctx context.Context, ask agenda.Ask) (agenda.Waiting, error) {
	if access.Nothing(ask.Scope.Where("replica.verify", access.Activity)) {
		return agenda.Waiting{}, nil
	}
	own, err := registry.TokenOf(ctx, ask.Vault, ask.Scope.Actor)
	if err != nil {
		return agenda.Waiting{}, err
	}
	all, err := programme.Versions(ctx, ask.Reader, ask.Scope.Organisation)
	if err != nil {
		return agenda.Waiting{}, err
	}
	asked := make(set)
	var ids []string
	for _, d := range all {
		if d.Replication == nil || asked[d.ID] {
			continue
		}
		asked[d.ID] = true
		found, err := unverified(ctx, ask, d.ID, own)
		if err != nil {
			return agenda.Waiting{}, err
		}
		missing, err := missingShare(ctx, ask, d)
		if err != nil {
			return agenda.Waiting{}, err
		}
		ids = append(ids, found[:min(len(found), missing)]...)
	}
	return waiting(KindReplica, ids), nil
}

// unverified returns the replicas of a programme that others reported, the earliest
// first.
func unverified(ctx context.Context, ask agenda.Ask, programme, own string) ([]string, error) {
	q := within(ask.Scope, programme, own, mostWaiting+1)
	return store.All(ctx, ask.Reader, `
		select a.id
		from replica a
		where a.organisation = $1 and a.programme = $2 and a.state = 'reported' and a.reporter <> $3 and `+q.replica("replica.verify")+`
		order by a.day, a.id
		limit $4`, q.args, func(scan store.Scan) (id string, err error) { return id, scan(&id) })
}

// missingShare is how many replicas are to be verified still.
func missingShare(ctx context.Context, ask agenda.Ask, d *programme.Definition) (int, error) {
	var told, checked int
	_, err := ask.Reader.One(ctx, `
		select count(*), coalesce(sum(case when state in ('verified', 'closed') then 1 else 0 end), 0)
		from replica
		where organisation = $1 and programme = $2 and state in ('reported', 'verified', 'closed')`,
		store.Args(ask.Scope.Organisation, d.ID), &told, &checked)
	return max(0, (told*d.Replication.VerifyShare+99)/100-checked), err
}

// waiting is a decision about so many, and about which where it is only one.
func waiting(kind string, ids []string) (w agenda.Waiting) {
	d := agenda.Decision{Kind: kind, Count: min(len(ids), mostWaiting), More: len(ids) > mostWaiting}
	switch d.Count {
	case 0:
		return w
	case 1:
		d.Code = ids[0]
	}
	w.Decisions = []agenda.Decision{d}
	return w
}

// Expires reports whether a recognition runs out within some days of a day, or has
// run out already.
func (n Recognition) Expires(today trenza.Day, days int) bool {
	return n.Until != "" && n.Until <= today.Add(days)
}
