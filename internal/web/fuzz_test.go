package web_test

import (
	"net/url"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/web"
)

// FuzzLocal: whatever path somebody gives, it leads to our own host, and is one
// line.
func FuzzLocal(f *testing.F) {
	for _, path := range []string{"/", "/team?x=1#y", "//evil.example", "/\\evil.example", "https://evil.example", "/\x00", "/%2f%2fevil.example", "/;//x", "/..//evil.example"} {
		f.Add(path)
	}
	home, err := url.Parse("https://trenza.example.pe/sign-in")
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, path string) {
		local := web.Local(path)
		if !strings.HasPrefix(local, "/") || strings.HasPrefix(local, "//") || strings.ContainsAny(local, "\r\n\t\\\x00") {
			t.Fatalf("%q leads to %q", path, local)
		}
		led, err := home.Parse(local)
		if err != nil || led.Host != home.Host || led.Scheme != home.Scheme {
			t.Fatalf("%q leads to %v, %v", path, led, err)
		}
		if again := web.Local(local); again != local {
			t.Fatalf("%q leads to %q, which leads to %q", path, local, again)
		}
	})
}
