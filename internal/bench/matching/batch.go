package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/trenza/trenza/internal/bench/families"
	"github.com/trenza/trenza/internal/match"
)

// batch is what finding all repeats of a register took, in a process of its
// own.
type batch struct {
	Records, Groups        int
	Add, Find, Group       float64 // seconds: reading records in, comparing, grouping
	F1, Precision, Related float64 // Related: the share of relatives' pairs that were linked
	PeakKB                 int     // the most memory that the process held
}

func (b batch) seconds() float64 { return b.Add + b.Find + b.Group }

// errEnough stops a register that is long enough.
var errEnough = errors.New("enough records")

// measureBatch finds the repeats among so many records and prints a batch as
// JSON. The time that goes into inventing people is not counted.
func measureBatch(ctx context.Context, records int) error {
	var b batch
	l := &labelled{table: match.NewTable(register)}
	// Of 100 people about 135 rows are written: the last few repeats are left out.
	people := records * 100 / 134
	err := families.Register(seed, people, func(p families.Person) error {
		if l.table.Len() == records {
			return errEnough
		}
		start := time.Now()
		l.add(recordOf(p), p.Number)
		b.Add += time.Since(start).Seconds()
		l.family = append(l.family, p.Family)
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return err
	}
	if err := b.find(ctx, l); err != nil {
		return err
	}
	if b.PeakKB, err = peak(); err != nil {
		return err
	}
	return json.NewEncoder(os.Stdout).Encode(b)
}

// find finds the pairs and groups of the register, and judges them.
func (b *batch) find(ctx context.Context, l *labelled) error {
	start := time.Now()
	found, err := l.table.Find(ctx, match.Finding{})
	if err != nil {
		return err
	}
	b.Find = time.Since(start).Seconds()
	start = time.Now()
	answers, groups := l.table.Answers(found, 0)
	b.Group = time.Since(start).Seconds()
	s := l.judge(same(answers))
	b.Records, b.Groups, b.F1, b.Precision = l.table.Len(), len(groups), s.f1(), s.precision()
	b.Related = share(s.taken, s.relatives)
	return nil
}

// peak is the most memory that this process ever held, in kB. What a parent
// held before it began is not in it, as it would be in getrusage.
func peak() (int, error) {
	status, err := os.ReadFile("/proc/self/status")
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if rest, found := strings.CutPrefix(line, "VmHWM:"); found {
			return strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(rest), " kB"))
		}
	}
	return 0, errors.New("/proc/self/status tells of no VmHWM")
}

// batches measures a tenth of the people and all of them. The bars are for
// 100,000 and for 1,000,000 records.
func (p plan) batches(ctx context.Context, t *table) error {
	bars := map[int][2]*bar{100_000: {atMost(10), nil}, 1_000_000: {atMost(60), atMost(1536)}}
	for _, records := range []int{p.people / 10, p.people} {
		tell("batch of %d records", records)
		b, err := inChild(ctx, records)
		if err != nil {
			return err
		}
		t.row(fmt.Sprintf("batch, %d records: seconds", b.Records), "%.1f", b.seconds(), bars[records][0])
		t.line("· of these adding, finding, grouping", fmt.Sprintf("%.1f, %.1f, %.1f", b.Add, b.Find, b.Group), "", "")
		t.row("· most memory of the process, MB", "%.0f", float64(b.PeakKB)/1024, bars[records][1])
		t.row("· F1", "%.4f", b.F1, nil)
		t.row("· precision", "%.4f", b.Precision, nil)
		t.row("· relatives linked, of their pairs", "%.2f %%", 100*b.Related, nil)
	}
	return nil
}

// inChild runs a batch in a process of its own.
func inChild(ctx context.Context, records int) (batch, error) {
	self, err := os.Executable()
	if err != nil {
		return batch{}, err
	}
	child := exec.CommandContext(ctx, self, "-batch", strconv.Itoa(records))
	child.Stderr = os.Stderr
	out, err := child.Output()
	if err != nil {
		return batch{}, fmt.Errorf("a batch of %d records: %w", records, err)
	}
	var b batch
	return b, json.Unmarshal(out, &b)
}
