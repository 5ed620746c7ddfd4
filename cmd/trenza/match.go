package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"text/tabwriter"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/linkage"
	"github.com/trenza/trenza/internal/match"
)

type matchCommand struct {
	File   string   `arg:"" help:"${help_match_file}"`
	Fields string   `type:"path" help:"${help_fields}" placeholder:"FILE"`
	Link   string   `type:"path" help:"${help_link}" placeholder:"FILE"`
	Out    string   `type:"path" help:"${help_out_match}" placeholder:"DIR"`
	Model  string   `type:"path" help:"${help_model}" placeholder:"FILE"`
	Only   []string `help:"${help_only}" placeholder:"same|review|relative"`
	DryRun bool     `name:"dry-run" help:"${help_dry_match}"`
}

// Run finds what repeats in a table, or what two tables have in common. It needs
// no installation and leaves none.
func (c matchCommand) Run(s *session) error {
	only, err := c.verdicts()
	if err != nil {
		return err
	}
	fields, err := c.fields(s)
	if err != nil || c.DryRun {
		return err
	}
	job := linkage.Job{Map: fields, Files: c.files(), Progress: newStages(s).show}
	if c.Model != "" {
		if job.Model, err = linkage.ReadModel(c.Model, fields); err != nil {
			return err
		}
	}
	result, err := job.Run(s.ctx)
	s.clearProgress()
	if err != nil {
		return unwritten(err)
	}
	folder, err := c.folder()
	if err != nil {
		return err
	}
	err = result.Write(s.ctx, linkage.Writing{Folder: folder, Only: only, Words: s.words, Progress: job.Progress})
	s.clearProgress()
	if err != nil {
		return unwritten(err)
	}
	s.printMatch(result)
	s.say("match.written", folder, linkage.PairsFile, linkage.GroupsFile, linkage.ModelFile)
	return nil
}

// unwritten says of an interruption that it left nothing behind: unlike an
// import, a comparison begins anew.
func unwritten(err error) error {
	if errors.Is(err, context.Canceled) {
		return trenza.Refuse("match.interrupted")
	}
	return err
}

// files are the one file, or the two that are linked.
func (c matchCommand) files() []string {
	if c.Link == "" {
		return []string{c.File}
	}
	return []string{c.File, c.Link}
}

// verdicts are the pairs that are wanted.
func (c matchCommand) verdicts() ([]match.Verdict, error) {
	var only []match.Verdict
	for _, name := range c.Only {
		verdict := match.Verdict(name)
		if !slices.Contains(match.Verdicts, verdict) {
			return nil, trenza.Refuse("match.only_unknown", name)
		}
		only = append(only, verdict)
	}
	return only, nil
}

// folder makes the folder of the results, beside the file unless another is
// named.
func (c matchCommand) folder() (string, error) {
	folder := c.Out
	if folder == "" {
		folder = filepath.Join(filepath.Dir(c.File), bare(c.File)+".match")
		if c.Link != "" {
			folder = filepath.Join(filepath.Dir(c.File), bare(c.File)+"-"+bare(c.Link)+".match")
		}
	}
	if err := os.MkdirAll(folder, 0o700); err != nil {
		return "", (&trenza.Problem{Kind: trenza.Unavailable, Key: "store.folder_unwritable", Args: []any{folder}}).Because(err)
	}
	return folder, nil
}

// bare is the name of a file without its ending.
func bare(path string) string {
	return strings.TrimSuffix(filepath.Base(path), filepath.Ext(path))
}

// fields is the map of the columns: the one that is named, the one that lies
// beside the file, or one that is proposed and left there to be corrected.
func (c matchCommand) fields(s *session) (*linkage.Map, error) {
	beside := linkage.Beside(c.files()...)
	path := c.Fields
	if path == "" {
		path = beside
	}
	text, err := os.ReadFile(path)
	switch {
	case err == nil:
		m, err := linkage.ParseMap(path, text)
		if err == nil {
			s.say("match.by_map", path)
			s.printFields(m)
		}
		return m, err
	case !errors.Is(err, fs.ErrNotExist):
		return nil, (&trenza.Problem{Kind: trenza.Unavailable, Key: "sheet.unreadable", Args: []any{path}}).Because(err)
	case c.Fields != "":
		return nil, (&trenza.Problem{Kind: trenza.NotFound, Key: "sheet.no_file", Args: []any{path}}).Because(err)
	}
	return c.propose(s, beside)
}

// propose finds out what the columns are, says so, and leaves the map beside the
// file.
func (c matchCommand) propose(s *session, beside string) (*linkage.Map, error) {
	proposal, err := linkage.Propose(c.files()...)
	if err != nil {
		return nil, err
	}
	text := proposal.Text(s.words)
	m, err := linkage.ParseMap(beside, text)
	if err != nil {
		return nil, err
	}
	s.say("match.understood", proposal.File)
	s.printFields(m)
	if len(proposal.Left) > 0 {
		s.say("match.left_out", proposal.Left)
	}
	if os.WriteFile(beside, text, 0o600) != nil {
		s.say("cli.mapping_unwritten", beside)
		return m, nil
	}
	s.say("match.map_written", beside)
	return m, nil
}

// printFields prints what is compared.
func (s *session) printFields(m *linkage.Map) {
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', 0)
	for _, f := range m.Fields {
		fmt.Fprintf(table, "  %s\t%s\t%s\n", fieldOf(f), f.Kind, s.words.Text("match.kind."+string(f.Kind)))
	}
	table.Flush()
}

// fieldOf is the name of a field, with its columns where the name does not say
// which they are.
func fieldOf(f linkage.Field) string {
	name := f.Name
	if len(f.Columns) > 1 {
		name += " (" + headings(f.Columns) + ")"
	}
	if len(f.Linked) > 0 {
		name += " = " + headings(f.Linked)
	}
	return name
}

func headings(columns []linkage.Column) string {
	all := make([]string, len(columns))
	for i, c := range columns {
		all[i] = c.Heading
	}
	return strings.Join(all, ", ")
}

// printMatch prints the account of what was found.
func (s *session) printMatch(r *linkage.Result) {
	fmt.Fprintln(s.out)
	for _, field := range r.Map.Fields {
		if n := r.Unread[field.Name]; n > 0 {
			s.count("match.unread", n, field.Name)
		}
	}
	table := tabwriter.NewWriter(s.out, 0, 0, 2, ' ', tabwriter.AlignRight)
	line := func(key string, n int) {
		fmt.Fprintf(table, "%s\t  %s\n", s.words.Number(n), s.words.Text(key))
	}
	line("match.count_rows", r.Records.Len())
	line("match.count_compared", int(r.Compared))
	line("match.count_same", r.Count(match.IsSame))
	line("match.count_groups", len(r.Groups))
	line("match.count_once", r.Once())
	line("match.count_review", r.Count(match.IsReview))
	line("match.count_relatives", r.Count(match.IsRelative))
	table.Flush()
}
