// Command trenza keeps one thread per person through every service of a
// programme and prints each figure with its proof.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"

	"github.com/alecthomas/kong"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/locale"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	os.Exit(run(ctx, os.Args[1:], os.Stdout, os.Stderr))
}

// commands is the command line.
type commands struct {
	settings

	Import     importCommand     `cmd:"" help:"${help_import}"`
	Template   templateCommand   `cmd:"" help:"${help_template}"`
	Export     exportCommand     `cmd:"" help:"${help_export}"`
	Lists      listsCommand      `cmd:"" help:"${help_imported}"`
	Results    resultsCommand    `cmd:"" help:"${help_results}"`
	Explain    explainCommand    `cmd:"" help:"${help_explain}"`
	Freeze     freezeCommand     `cmd:"" help:"${help_freeze}"`
	Frozen     frozenCommand     `cmd:"" help:"${help_frozen}"`
	Review     reviewCommand     `cmd:"" help:"${help_review}"`
	Forget     forgetCommand     `cmd:"" help:"${help_forget}"`
	Thread     threadCommand     `cmd:"" help:"${help_thread}"`
	Seen       seenCommand       `cmd:"" help:"${help_seen}"`
	Log        logCommand        `cmd:"" help:"${help_log}"`
	Match      matchCommand      `cmd:"" help:"${help_match}"`
	Verify     verifyCommand     `cmd:"" help:"${help_verify}"`
	Checkpoint checkpointCommand `cmd:"" help:"${help_checkpoint}"`
	Serve      serveCommand      `cmd:"" help:"${help_serve}"`
	SignIn     signInCommand     `cmd:"" help:"${help_sign_in}"`
	SignOut    signOutCommand    `cmd:"" help:"${help_sign_out}"`
	Accounts   accountsCommand   `cmd:"" help:"${help_accounts}"`
	Access     accessCommand     `cmd:"" help:"${help_access}"`
	Check      checkCommand      `cmd:"" help:"${help_check}"`
	Demo       demoCommand       `cmd:"" help:"${help_demo}"`
	Version    versionCommand    `cmd:"" help:"${help_version}"`
}

// settings are what every command takes.
type settings struct {
	Data     string `default:"./trenza-data" type:"path" env:"TRENZA_DATA" help:"${help_data}" placeholder:"DIR"`
	Database string `env:"TRENZA_DATABASE" help:"${help_database}" placeholder:"URL"`
	Keys     string `env:"TRENZA_KEYS" help:"${help_keys}" placeholder:"URL"`
	Key      string `env:"TRENZA_KEY" type:"path" help:"${help_key}" placeholder:"FILE"`
	As       string `env:"TRENZA_AS" default:"operador" help:"${help_as}" placeholder:"NAME"`
	Session  string `env:"TRENZA_SESSION" type:"path" help:"${help_session}" placeholder:"FILE"`
	Lang     string `env:"TRENZA_LANG" enum:"es,en" default:"es" help:"${help_lang}" placeholder:"es|en"`
}

// session is what a command runs with.
type session struct {
	settings
	ctx      context.Context
	out, err io.Writer
	in       *os.File
	words    locale.Printer
	door     door         // of the command
	giver    trenza.Actor // who gives it, once an installation is open
	token    string       // of the session of who signed in

	now func() time.Time // the clock, nil for the machine's

	lines *bufio.Reader // of in, once something was read from it
}

// say prints a sentence.
func (s *session) say(key string, args ...any) {
	fmt.Fprintln(s.out, s.words.Text(key, args...))
}

// count prints a sentence in the plural form that n asks for.
func (s *session) count(key string, n int, args ...any) {
	fmt.Fprintln(s.out, s.words.Count(key, n, args...))
}

// run carries out a command line and returns the exit status: 0 when all went
// well, 1 when something was refused, 2 when the command line was not
// understood.
func run(ctx context.Context, args []string, out, err io.Writer) int {
	words := locale.For(language(args))
	var cli commands
	exit := -1
	parser, bad := kong.New(&cli,
		kong.Name("trenza"),
		kong.Description(words.Text("cli.description")),
		kong.Writers(out, err),
		kong.Exit(func(status int) { exit = status }),
		kong.Help(help(words)),
		helpTexts(words),
	)
	if bad != nil {
		panic(bad) // the command line is ours, and seen by every test
	}
	if len(args) == 0 {
		args = []string{"--help"}
	}
	command, bad := parser.Parse(args)
	if exit >= 0 {
		return exit // help was asked for
	}
	if bad != nil {
		fmt.Fprintln(err, misunderstood(words, bad))
		return 2
	}
	s := &session{
		settings: cli.settings, ctx: ctx, out: out, err: err, in: os.Stdin, words: words, door: doors[command.Selected().Path()],
	}
	return s.finish(command.Run(s))
}

// errRefused says that something was refused and has been printed already.
var errRefused = errors.New("refused")

// finish puts what went wrong into words.
func (s *session) finish(err error) int {
	switch {
	case err == nil:
		return 0
	case errors.Is(err, errRefused):
		return 1
	case errors.Is(err, context.Canceled):
		fmt.Fprintln(s.err, s.words.Text("cli.interrupted"))
	default:
		fmt.Fprintln(s.err, s.words.Error(err))
		if cause := s.causeOf(err); cause != "" && trenza.KindOf(err) == trenza.Unavailable {
			fmt.Fprintln(s.err, s.words.Text("cli.cause", cause))
		}
	}
	return 1
}

// causeOf returns why something went wrong beyond what the error itself says: what
// we say of it further down, or else what the world said; "" where there is no more.
func (s *session) causeOf(err error) (said string) {
	for {
		p, ours := errors.AsType[*trenza.Problem](err)
		switch {
		case !ours && said == "" && err != nil:
			return err.Error()
		case !ours:
			return said
		}
		if err = p.Cause; err == nil {
			return said
		}
		if below, ours := errors.AsType[*trenza.Problem](err); ours {
			said = s.words.Error(below)
		}
	}
}

// language finds which language to speak before the command line is read, so
// that its mistakes can be told in it.
func language(args []string) string {
	for i, arg := range args {
		if value, ok := strings.CutPrefix(arg, "--lang="); ok {
			return value
		}
		if arg == "--lang" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return os.Getenv("TRENZA_LANG")
}

// helpTexts are the words of the command line's help.
func helpTexts(words locale.Printer) kong.Vars {
	texts := kong.Vars{}
	for _, name := range []string{
		"import", "template", "export", "imported", "results", "explain", "freeze", "frozen", "review", "forget", "verify", "checkpoint", "check", "demo", "version",
		"data", "database", "keys", "key", "as", "lang",
		"files", "programme", "programme_one", "programme_import", "dry_run", "map", "service_import", "place", "rejected", "undo", "shape", "out_list", "out_pairs", "out_results", "out_sample", "from", "to", "by", "as_of", "new", "format", "public",
		"match", "match_file", "fields", "link", "out_match", "model", "only", "dry_match",
		"export_what", "service", "names", "answers", "approver", "supersedes", "reason",
		"frozen_code", "recompute", "frozen_indicator", "sample", "sample_seed", "agreement", "indicator", "rows", "decisions", "unmerge", "move", "move_to", "find", "learn", "limit", "forget_code", "basis", "yes", "definition", "seed", "lists", "checkpoint_file", "accept",
		"thread", "seen", "log", "thread_code", "log_all", "log_thread", "log_room", "log_class", "log_before", "log_most", "session",
		"serve", "listen", "tls_cert", "tls_key", "origin", "origin_link", "behind_proxy", "proxy", "max_upload", "metrics", "organisation",
		"sign_in", "sign_out", "login", "accounts", "accounts_list", "accounts_invite", "accounts_first_link", "accounts_recover",
		"invite_login", "invite_name", "role", "role_programme", "role_place", "role_course", "role_team", "role_from", "role_until",
		"employer", "recover_login", "access", "access_explain", "access_policies", "who", "may", "about", "demo_serve", "demo_no_serve",
	} {
		texts["help_"+name] = words.Text("cli.help." + name)
	}
	return texts
}
