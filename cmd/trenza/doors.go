package main

// door says who passes to a command.
type door string

// The doors.
const (
	doorShut    door = ""        // nobody: no command is like this
	doorOpen    door = "open"    // whoever comes: it reads no installation
	doorStaff   door = "staff"   // who signed in; the operator, as long as nobody has an account
	doorKeeping door = "keeping" // whoever has the key: what keeps an installation whole
	doorEither  door = "either"  // who signed in, otherwise whoever has the key
)

// doors says of every command who passes. One that is not here lets nobody in.
var doors = map[string]door{
	"version":         doorOpen,
	"check":           doorOpen,
	"template":        doorOpen,
	"match":           doorOpen,
	"sign-in":         doorOpen,
	"sign-out":        doorOpen,
	"access policies": doorOpen,

	"import":  doorStaff,
	"export":  doorStaff,
	"lists":   doorStaff,
	"results": doorStaff,
	"explain": doorStaff,
	"freeze":  doorStaff,
	"frozen":  doorStaff,
	"review":  doorStaff,
	"forget":  doorStaff,
	"thread":  doorStaff,
	"seen":    doorStaff,
	"log":     doorStaff,

	"accounts list":   doorStaff,
	"accounts invite": doorStaff,

	"verify":              doorKeeping,
	"checkpoint":          doorKeeping,
	"serve":               doorKeeping,
	"demo":                doorKeeping,
	"accounts first-link": doorKeeping,
	"accounts recover":    doorKeeping,

	"access explain": doorEither,
}
