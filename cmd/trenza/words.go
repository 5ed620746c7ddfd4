package main

import (
	"bytes"
	"io"
	"regexp"
	"strings"

	"github.com/alecthomas/kong"

	"github.com/trenza/trenza/internal/locale"
)

// help prints the help of the command line in the reader's language. The
// library writes its own few words in English; they are put into ours.
func help(words locale.Printer) kong.HelpPrinter {
	return func(options kong.HelpOptions, command *kong.Context) error {
		out := command.Stdout
		var text bytes.Buffer
		command.Stdout = &text
		err := kong.DefaultHelpPrinter(options, command)
		command.Stdout = out
		if err != nil {
			return err
		}
		_, err = io.WriteString(out, strings.NewReplacer(
			"Usage:", words.Text("cli.help.usage"),
			"Arguments:", words.Text("cli.help.arguments"),
			"Flags:", words.Text("cli.help.flags"),
			"Commands:", words.Text("cli.help.commands"),
			"<command>", words.Text("cli.help.command"),
			"[flags]", words.Text("cli.help.options"),
			"Show context-sensitive help.", words.Text("cli.help.help"),
			`Run "trenza <command> --help" for more information on a command.`, words.Text("cli.help.more"),
		).Replace(arguments(words).Replace(text.String())))
		return err
	}
}

// arguments puts the names of what commands are about, which the library takes
// from the code, into the reader's language.
func arguments(words locale.Printer) *strings.Replacer {
	return strings.NewReplacer(
		"<files>", words.Text("cli.help.name_files"),
		"<file>", words.Text("cli.help.name_file"),
		"<shape>", words.Text("cli.help.name_shape"),
		"<what>", words.Text("cli.help.name_what"),
		"<code>", words.Text("cli.help.name_code"),
		"<indicator>", words.Text("cli.help.name_indicator"),
		"<definition>", words.Text("cli.help.name_definition"),
		"<login>", words.Text("cli.help.name_login"),
	)
}

// misunderstandings are what the library says of a command line that it cannot
// read, and the sentence for each. The groups are its arguments.
var misunderstandings = []struct {
	said *regexp.Regexp
	key  string
}{
	{regexp.MustCompile(`^unknown flag (--?\S+?), did you mean (?:one of )?(.+)\?$`), "cli.flag_like"},
	{regexp.MustCompile(`^unknown flag (--?\S+)$`), "cli.flag_unknown"},
	{regexp.MustCompile(`^unexpected argument (.+?)(?:, did you mean (?:one of )?.+\?)?$`), "cli.argument_unexpected"},
	{regexp.MustCompile(`^missing flags: (.+)$`), "cli.flag_missing"},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)? must be one of (.+) but got "(.*)"$`), "cli.flag_value"},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: missing value|^(--\S+?): expected .* value but got .*EOL`), "cli.value_missing"},
	{regexp.MustCompile(`^(--\S+?)(?:=\S+)?: expected (?:a valid )?\d*-? ?bit .*but got "(.*)"`), "cli.number_wanted"},
	{regexp.MustCompile(`^expected one of (.+)$`), "cli.command_wanted"},
	{regexp.MustCompile(`^expected "(.+)"$`), "cli.argument_missing"},
}

// misunderstood puts into words why a command line could not be read.
func misunderstood(words locale.Printer, err error) string {
	for _, m := range misunderstandings {
		if found := m.said.FindStringSubmatchIndex(err.Error()); found != nil {
			args := make([]any, 0, len(found)/2)
			for at := 2; at < len(found); at += 2 {
				if found[at] >= 0 { // a group of the other half of an alternative is none; what was typed may be nothing
					args = append(args, err.Error()[found[at]:found[at+1]])
				}
			}
			return arguments(words).Replace(words.Text(m.key, args...))
		}
	}
	return words.Text("cli.not_understood", err.Error())
}
