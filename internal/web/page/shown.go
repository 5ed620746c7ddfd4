package page

import (
	"fmt"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/staff"
)

// What each page shows beside its frame.

// SignInForm is the door.
type SignInForm struct {
	Form
	Back string
	Cast []Player // whom a demonstration lets in by one button
}

// Player is somebody invented.
type Player struct {
	Account, Name, Role, Where string
}

// Work is as what she works, and where it is said.
func (p Player) Work() string {
	if p.Where == "" {
		return p.Role
	}
	return p.Role + " · " + p.Where
}

// ProofForm asks somebody who is known to show that she is who she was.
type ProofForm struct {
	Form
	Login   string // of whoever is known to be there, "" where nobody looking on is to learn it
	Back    string
	Code    bool   // she has a code generator
	Passkey bool   // she has a passkey
	Kept    bool   // what she typed waits for her
	Player  Player // whom a demonstration lets in without a password, none elsewhere
}

// InvitationForm is what whoever was invited says of herself.
type InvitationForm struct {
	Form
	Organisation string
	First        bool // the first administrator
	Roles        []string
}

// HomeShow is who somebody is, and her own thread.
type HomeShow struct {
	Name  string
	Today trenza.Day
	Own   string // path of a participant's own thread, "" for whoever holds no role
}

// GrantLine is a role in words.
type GrantLine struct {
	ID          string
	Role        string
	Where       []string // how far it goes; nothing when nothing narrows it
	From, Until trenza.Day
	Holds       bool // today
}

// MyForms are the forms of the page of one's own account.
type MyForms struct {
	Me, Password Form
}

// MyShow is one's own account.
type MyShow struct {
	Login    string
	Roles    []string
	Grants   []GrantLine
	Bare     bool // nothing but a password protects the account
	Forms    MyForms
	Code     bool
	Keys     []staff.Key
	Sessions []staff.Session
	Here     string // id of the session that looks
}

// CodeShow is a code generator that waits for its first code.
type CodeShow struct {
	Form
	Squares [][]bool // of the QR code, true where it is dark
	Secret  string
}

// size is the width of the picture in squares, as a view box.
func (c CodeShow) size() string { return fmt.Sprintf("0 0 %d %d", len(c.Squares), len(c.Squares)) }

// path draws the dark squares.
func (c CodeShow) path() string {
	var b strings.Builder
	for y, row := range c.Squares {
		for x, dark := range row {
			if dark {
				fmt.Fprintf(&b, "M%d %dh1v1h-1z", x, y)
			}
		}
	}
	return b.String()
}

// TeamShow is who works here.
type TeamShow struct {
	Members []TeamLine
	Invites bool
}

// TeamLine is one of them.
type TeamLine struct {
	staff.Member
	Recovering bool
}

// Ground is what the form of a role chooses from.
type Ground struct {
	Roles, Programmes, Courses, Partners []Option
	Services                             []Option // by "programme/service"
}

// MemberShow is one account, as those who manage it see it.
type MemberShow struct {
	staff.Member
	Form     Form
	Grants   []GrantLine
	Ground   Ground
	Employer string
	Sessions []staff.Session
	Recovery *staff.Recovery
	Mine     bool
	Team     bool   // she may see who else works here
	Audits   bool   // she may see what the account opened
	Number   string // of the form
}

// LinkShow is a link that is shown once.
type LinkShow struct {
	Address string
	Name    string
	Why     string // key of what it is for; the name is its argument
}

// BrokenShow is a fault of ours.
type BrokenShow struct {
	Number string // by which it is found in the log
	Again  string // the address to try again
	Kept   bool   // what was typed waits there
}

func (b BrokenShow) key() string {
	if b.Kept {
		return "web.broken.kept"
	}
	return "web.broken.text"
}
