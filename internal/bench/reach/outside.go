package main

import (
	"bufio"
	"context"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

//go:embed ask.py
var asker string

// outside is a database that Python asks, in a process of its own.
type outside struct {
	title   string
	queries []string
	process *exec.Cmd
	in      io.WriteCloser
	out     *bufio.Reader
	said    *strings.Builder // what it complained about
}

// startOutside has Python load the tables of a folder into "sqlite" or "duckdb".
// modules is a folder in which Python finds duckdb, "" where it has it.
func startOutside(ctx context.Context, kind, title, folder, modules string, queries []string) (*outside, error) {
	o := &outside{title: title, queries: queries, said: &strings.Builder{}, process: exec.CommandContext(ctx, "python3", "-c", asker, kind, folder)}
	o.process.Env, o.process.Stderr = append(os.Environ(), "PYTHONPATH="+modules), o.said
	var err error
	if o.in, err = o.process.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := o.process.StdoutPipe()
	if err != nil {
		return nil, err
	}
	o.out = bufio.NewReader(out)
	if err := o.process.Start(); err != nil {
		return nil, err
	}
	var ready struct{ Ready string }
	if err := o.read(&ready); err != nil {
		return nil, err
	}
	o.title = fmt.Sprintf("%s %s", title, ready.Ready)
	return o, nil
}

func (o *outside) name() string { return o.title + ", a table made for it" }

func (o *outside) ask(_ context.Context, q int) ([]int, time.Duration, error) {
	query, err := json.Marshal(o.queries[q])
	if err != nil {
		return nil, 0, err
	}
	if _, err := o.in.Write(append(query, '\n')); err != nil {
		return nil, 0, err
	}
	var answer struct {
		Took time.Duration
		Rows [][]int
	}
	if err := o.read(&answer); err != nil {
		return nil, 0, err
	}
	counts := make([]int, questions[q].counts)
	for _, row := range answer.Rows {
		copy(counts[row[0]:], row[1:])
	}
	return counts, answer.Took, nil
}

// read reads what Python says next. When it says nothing any more, its last
// complaint tells why.
func (o *outside) read(into any) error {
	line, err := o.out.ReadBytes('\n')
	if err == nil {
		return json.Unmarshal(line, into)
	}
	o.close()
	complaints := strings.Split(strings.TrimSpace(o.said.String()), "\n")
	return fmt.Errorf("%s: %s", o.title, complaints[len(complaints)-1])
}

// close ends the process, which ends when nobody asks any more.
func (o *outside) close() error {
	err := o.in.Close()
	o.process.Wait() // that it had nothing to say is known already
	return err
}

// write writes the tables as CSV into a folder.
func (w *world) write(folder string) error {
	given := func(i int) []int64 {
		d := &w.deliveries[i]
		return []int64{w.firstOf(i), int64(d.person), int64(d.day), int64(d.service), int64(d.place), int64(region(d.place))}
	}
	calendar := func(i int) []int64 { return []int64{int64(i), int64(monthOf[i])} }
	return errors.Join(
		writeTable(folder, "given", "first,person,day,service,place,region", len(w.deliveries), given),
		writeTable(folder, "calendar", "day,month", days, calendar),
		writeTable(folder, "service", "id", services, func(i int) []int64 { return []int64{int64(i)} }),
	)
}

func writeTable(folder, name, header string, rows int, row func(int) []int64) error {
	file, err := os.Create(filepath.Join(folder, name+".csv"))
	if err != nil {
		return err
	}
	defer file.Close()
	out := bufio.NewWriterSize(file, 1<<20)
	out.WriteString(header)
	var line []byte
	for i := range rows {
		line = append(line[:0], '\n')
		for c, value := range row(i) {
			if c > 0 {
				line = append(line, ',')
			}
			line = strconv.AppendInt(line, value, 10)
		}
		out.Write(line)
	}
	return errors.Join(out.WriteByte('\n'), out.Flush(), file.Close())
}
