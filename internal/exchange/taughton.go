package exchange

import (
	"context"
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/collective"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/journal"
	"github.com/trenza/trenza/internal/outreach"
	"github.com/trenza/trenza/internal/pathway"
	"github.com/trenza/trenza/internal/programme"
	"github.com/trenza/trenza/internal/registry"
)

// teachingOn reads a row of a sheet of replicas: who taught what where, how many
// came, and who of them is named.
func (r reader) teachingOn() (doing, error) {
	t := pathway.TaughtOn{Committee: r.text("committee")}
	if t.Committee == "" {
		return nil, trenza.Refuse("exchange.no_committee")
	}
	var err error
	if t.Kind, err = r.kind(""); err != nil {
		return nil, err
	}
	if t.Replica.Day, err = r.date("day"); err != nil {
		return nil, err
	}
	if t.Replica.Place, err = r.place(); err != nil {
		return nil, err
	}
	if t.Replica.Topics, err = r.topics(); err != nil {
		return nil, err
	}
	if t.Replica.Minutes, err = r.minutes(); err != nil {
		return nil, err
	}
	if t.Trainer, err = r.trainer(); err != nil {
		return nil, err
	}
	if t.Account, err = r.account(t.Replica.Topics); err != nil {
		return nil, err
	}
	if t.Known, err = r.whoCame(); err != nil {
		return nil, err
	}
	return func(ctx context.Context, tx *journal.Tx, intake pathway.Intake) (whom, error) {
		received, unknown, err := intake.TeachOn(ctx, tx, r.definition, t)
		w := whomOf(received)
		for _, name := range unknown {
			w.said = append(w.said, trenza.Refuse("exchange.socia_unknown", strings.TrimSpace(name.Given+" "+name.Surnames)))
		}
		return w, err
	}, nil
}

// betweenTopics is what people write between several topics in a cell.
var betweenTopics = regexp.MustCompile(`\s*[;,/+|\n]\s*`)

// topics reads which topics of the courses were taught on, by their names or ids.
func (r reader) topics() (ids []string, err error) {
	taught := r.definition.TopicsTaughtOn()
	names := func(t programme.Topic) []string { return []string{t.ID, t.Title.ES, t.Title.EN} }
	text := r.text("topics")
	pieces := []string{text}
	if _, one := choice(text, taught, names); !one {
		pieces = slices.DeleteFunc(betweenTopics.Split(text, -1), func(piece string) bool { return strings.Trim(piece, " .") == "" })
	}
	for _, piece := range pieces {
		topic, known := choice(piece, taught, names)
		if !known || piece == "" {
			var titles []string
			for _, t := range taught {
				titles = append(titles, t.Title.ES)
			}
			return nil, trenza.Refuse("exchange.topic_unknown", piece, titles)
		}
		if !slices.Contains(ids, topic.ID) {
			ids = append(ids, topic.ID)
		}
	}
	return ids, nil
}

// trainer reads who taught, nobody where the row does not say.
func (r reader) trainer() (registry.Record, error) {
	text := r.text("trainer")
	if text == "" && r.sources["trainer"].none() {
		name := r.nameWritten()
		text = name.Surnames + " " + name.Given
	}
	return r.known(text)
}

// account reads who came to a replica, nil for one of which the row says that nobody
// has yet: it is planned.
func (r reader) account(topics []string) (*collective.Account, error) {
	a := collective.Account{Covered: topics}
	groups, err := r.countedGroups()
	if err != nil {
		return nil, err
	}
	total, groups, err := r.countedTotal(groups)
	if err != nil {
		return nil, err
	}
	sum := 0
	for _, g := range groups {
		sum += g.People
	}
	switch {
	case sum == 0 && total == 0 && r.text("first_time") == "":
		return nil, nil
	case sum != total:
		return nil, trenza.Refuse("outreach.total_differs", total, sum)
	case r.text("first_time") == "":
		return nil, trenza.Refuse("exchange.no_first_time")
	}
	a.Groups = slices.DeleteFunc(groups, func(g outreach.Group) bool { return g.People == 0 })
	a.FirstTime, err = cell(r, "first_time", sheet.ReadCount)
	return &a, err
}

// betweenNames is what people write between the names of several.
var betweenNames = regexp.MustCompile(`\s*[;/\n|]\s*|\s+[yYeE]\s+|\s*\d+[.)]\s+`)

// whoCame reads the names of those who came, as far as the row tells them.
func (r reader) whoCame() (all []registry.Record, err error) {
	text := r.text("known")
	pieces := betweenNames.Split(text, -1)
	if len(pieces) == 1 && strings.Count(text, ",") > 1 {
		pieces = strings.Split(text, ",")
	}
	for _, piece := range pieces {
		if !strings.ContainsFunc(piece, isLetter) {
			continue
		}
		said, err := r.named(piece)
		if err != nil {
			return nil, inColumn(r.headingOf("known"), err)
		}
		all = append(all, said)
	}
	return all, nil
}
