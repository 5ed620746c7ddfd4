package exchange

import (
	"context"
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/jobs"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/seal"
	"github.com/trenza/trenza/internal/store"
)

// Tray is where lists lie that were handed in at the pages: first they are read
// and rehearsed, then, when whoever handed one in says so, taken in; both by jobs.
//
// What was handed in lies sealed, in the tables handed and handed_part, and only
// until it is taken in or dropped; a day at most. Nobody but who handed it in is
// told that it is there.
type Tray struct {
	Data    *store.DB
	Journal *journal.Journal
	Vault   *seal.Vault
	Intake  pathway.Intake
	Queue   *jobs.Queue
	Wake    func()           // tells a worker that something waits; may be nil
	Now     func() time.Time // nil for the clock
	Batch   func()           // for tests: called before each batch lands; mostly nil
}

// How long what was handed in is kept, and how much of one person at a time.
const (
	keptFor    = 24 * time.Hour
	mostHanded = 12
)

// HandedState says how far a list has come.
type HandedState string

// The states of a list that was handed in.
const (
	HandedReading HandedState = "reading" // it is being read and rehearsed
	HandedReady   HandedState = "ready"   // it may be taken in
	HandedRefused HandedState = "refused" // as it is it cannot
	HandedTaking  HandedState = "taking"  // it is being taken in
	HandedTaken   HandedState = "taken"
)

// Handed is a list that was handed in.
type Handed struct {
	ID        string
	Code      string
	Programme string
	State     HandedState
	At        time.Time
	Until     time.Time // when it is cleared away
	Import    string    // id of its import, "" until something new has landed
	Job       jobs.Job  // the last one about it
	keptHanded

	organisation string
	version      int
}

// Busy reports whether a worker has something to do about a list.
func (h *Handed) Busy() bool {
	return (h.State == HandedReading || h.State == HandedTaking) && h.Job.State != jobs.Failed
}

// keptHanded is what the row of a list holds sealed.
type keptHanded struct {
	Owner   string // id of the account, or the name where there is none
	Actor   trenza.Actor
	Name    string // of the file
	Size    int
	Digest  string // SHA-256
	Service string // of lists that name none
	Place   string
	Lang    string // in which whoever handed it in reads

	Mapping *Mapping
	Sheets  []SheetShown
	Trial   *Trial // nil until it was rehearsed
	Refusal string // why it cannot be taken in, or broke off

	Tally    *Tally // nil until it was taken in
	Rejected int    // rows kept for her to take back
}

// Trial is what taking a list in would come to.
type Trial struct {
	Tally
	Asked   int         // questions that would be raised, whether somebody is whom we know
	Partial bool        // only the first rows were read
	Reasons []Rejection // why rows would be rejected
}

// HandIn is a list as it is handed in.
type HandIn struct {
	Programme string
	Name      string
	Content   []byte
	Service   string
	Place     string
	Lang      string
}

// Hand keeps a list that somebody hands in, and has it read. What it is, its
// first bytes must say: the errors are those of sheet.From.
func (t *Tray) Hand(ctx context.Context, actor trenza.Actor, in HandIn) (code string, err error) {
	book, err := sheet.From(in.Name, newContent(in.Content), int64(len(in.Content)))
	if err != nil {
		return "", err
	}
	defer book.Close()
	now := t.now()
	h := &Handed{
		ID: trenza.NewID(), organisation: actor.Organisation, Programme: in.Programme, State: HandedReading, At: now, Until: now.Add(keptFor),
		keptHanded: keptHanded{
			Owner: ownerOf(actor), Actor: actor, Name: book.Name, Size: len(in.Content), Digest: book.Digest,
			Service: in.Service, Place: in.Place, Lang: in.Lang,
		},
	}
	if h.Code, err = t.Vault.Code(ctx, actor.Organisation, "handed", h.ID); err != nil {
		return "", err
	}
	err = t.write(ctx, func(tx *store.Tx) error {
		if err := t.room(ctx, tx, h); err != nil {
			return err
		}
		if err := t.insert(ctx, tx, h); err != nil {
			return err
		}
		if err := t.putParts(ctx, tx, h, partContent, in.Content); err != nil {
			return err
		}
		return t.ask(ctx, tx, h, jobRehearse)
	})
	t.wake()
	return h.Code, err
}

// room refuses one list more where too many wait.
func (t *Tray) room(ctx context.Context, tx *store.Tx, h *Handed) error {
	waiting := 0
	_, err := tx.One(ctx, `
		select count(*)
		from handed
		where organisation = $1 and owner = $2 and state <> 'taken'`, store.Args(h.organisation, h.Owner), &waiting)
	if err == nil && waiting >= mostHanded {
		err = trenza.Refuse("exchange.handed_many", mostHanded)
	}
	return err
}

// ownerOf is whose list it is that an actor hands in.
func ownerOf(actor trenza.Actor) string {
	if actor.Account != "" {
		return actor.Account
	}
	return actor.Role + " " + actor.Name
}

func (t *Tray) now() time.Time {
	if t.Now != nil {
		return t.Now().UTC()
	}
	return time.Now().UTC()
}

func (t *Tray) wake() {
	if t.Wake != nil {
		t.Wake()
	}
}

// write runs a write that tells nothing: what lies in the tray is no part of the
// register yet.
func (t *Tray) write(ctx context.Context, do func(*store.Tx) error) error {
	return t.Data.WriteThen(ctx, do, func() error { return t.Vault.Flush(ctx) })
}

// ask puts a job about a list into the queue.
func (t *Tray) ask(ctx context.Context, tx *store.Tx, h *Handed, kind string) error {
	_, err := t.Queue.Put(ctx, tx, jobs.Job{Organisation: h.organisation, Kind: kind, Subject: h.ID, Payload: []byte(h.ID)})
	return err
}

// Correction is what a person says of how a list is to be understood.
type Correction struct {
	Service, Place string
	Sheets         []SheetChange // as Handed.Sheets
}

// Correct has a list read anew, by what she says. One that is being taken in, or
// was, is not changed any more.
func (t *Tray) Correct(ctx context.Context, actor trenza.Actor, h *Handed, c Correction) error {
	if h.State != HandedReady && h.State != HandedRefused {
		return settledHanded()
	}
	m := &Mapping{}
	for n, shown := range h.Sheets {
		said := h.Mapping.Of(shown.Sheet)
		if n < len(c.Sheets) {
			if !c.Sheets[n].Usage.known() || c.Sheets[n].Shape != "" && !slices.Contains(Shapes(), c.Sheets[n].Shape) {
				return trenza.Refuse("exchange.map_column_unknown", string(c.Sheets[n].Shape))
			}
			said = corrected(said, shown, c.Sheets[n])
		}
		m.Sheets = append(m.Sheets, said)
	}
	h.Mapping, h.Service, h.Place, h.Actor = m, c.Service, c.Place, actor
	h.State, h.Trial, h.Refusal = HandedReading, nil, ""
	return t.next(ctx, h, jobRehearse)
}

// TakeIn has a list taken in that was rehearsed. Asked twice, it does nothing more.
func (t *Tray) TakeIn(ctx context.Context, actor trenza.Actor, h *Handed) error {
	switch h.State {
	case HandedTaking, HandedTaken:
		return nil
	case HandedReady:
	default:
		return settledHanded()
	}
	h.State, h.Actor = HandedTaking, actor
	return t.next(ctx, h, jobTake)
}

// GoOn has work go on that went wrong inside too often.
func (t *Tray) GoOn(ctx context.Context, h *Handed) error {
	err := t.write(ctx, func(tx *store.Tx) error { return t.Queue.Again(ctx, tx, h.organisation, h.Job.ID) })
	t.wake()
	return err
}

// next writes a list as it is now, with the job that follows.
func (t *Tray) next(ctx context.Context, h *Handed, kind string) error {
	err := t.write(ctx, func(tx *store.Tx) error {
		if err := t.update(ctx, tx, h); err != nil {
			return err
		}
		return t.ask(ctx, tx, h, kind)
	})
	t.wake()
	return err
}

// Drop clears a list away. One that is being taken in stays until it is.
func (t *Tray) Drop(ctx context.Context, h *Handed) error {
	if h.State == HandedTaking {
		return settledHanded()
	}
	return t.write(ctx, func(tx *store.Tx) error { return t.remove(ctx, tx, h.organisation, h.ID) })
}

// settledHanded says that somebody was faster: the same woman, in another window.
func settledHanded() error {
	return &trenza.Problem{Kind: trenza.Conflict, Key: "exchange.handed_settled"}
}

// RejectedOf returns the workbook of the rows of a list that were rejected, and
// false once it is cleared away.
func (t *Tray) RejectedOf(ctx context.Context, h *Handed) (workbook []byte, kept bool, err error) {
	err = t.Data.Read(ctx, func(r store.Reader) error {
		workbook, err = t.parts(ctx, r, h, partRejected)
		return err
	})
	return workbook, len(workbook) > 0, err
}
