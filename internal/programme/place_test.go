package programme

import (
	"bytes"
	"errors"
	"os"
	"testing"

	"github.com/trenza/trenza/internal/directory"
	"github.com/trenza/trenza/internal/locale"
)

// TestPlacesAreChecked compares what a reader sees of places under the codes of
// others with testdata/places.es.txt and its English fellow.
func TestPlacesAreChecked(t *testing.T) {
	text, err := os.ReadFile("testdata/places.yaml")
	if err != nil {
		t.Fatal(err)
	}
	_, err = ParseWith("places.yaml", text, directory.CheckPlace)
	mistakes, ok := errors.AsType[Mistakes](err)
	if !ok {
		t.Fatalf("got %v, want mistakes", err)
	}
	for _, lang := range locale.Languages() {
		var printed bytes.Buffer
		mistakes.Print(&printed, locale.For(lang))
		golden(t, "testdata/places."+lang+".txt", printed.Bytes())
	}
}

// TestRequeIsNot140112 holds the sentence that domain rule 12 asks for.
func TestRequeIsNot140112(t *testing.T) {
	d, _ := Shipped("taller-reque")
	text := bytes.Replace(d.Text, []byte(`code: "140113"`), []byte(`code: "140112"`), 1)
	_, err := ParseWith("taller-reque.yaml", text, directory.CheckPlace)
	mistakes, _ := errors.AsType[Mistakes](err)
	for _, mistake := range mistakes.List {
		line := bytes.Split(text, []byte("\n"))[mistake.Line-1]
		said := locale.For(locale.Spanish).Text(mistake.Key, mistake.Args...)
		if said == "140112 es Pimentel; Reque es 140113." && bytes.HasPrefix(line[mistake.Column-1:], []byte(`"140112"`)) {
			return
		}
	}
	t.Errorf("got %v", err)
}

func TestShippedPlacesAreThoseOfPeru(t *testing.T) {
	for _, id := range ShippedIDs() {
		shipped, _ := Shipped(id)
		d, err := ParseWith(id+".yaml", shipped.Text, directory.CheckPlace)
		if err != nil {
			t.Error(err)
			continue
		}
		for _, place := range d.Places {
			if alias, known := directory.FromRENIEC(place.Reniec); place.Reniec != "" && (!known || alias.Code != place.Code) {
				t.Errorf("%s: RENIEC %s is %v, not %s", id, place.Reniec, alias, place.Name)
			}
		}
	}
}

// TestUnforeseenErrorOfTheCheck: a check that fails for a reason of its own
// refuses the place all the same.
func TestUnforeseenErrorOfTheCheck(t *testing.T) {
	d, _ := Shipped("taller-reque")
	_, err := ParseWith("taller-reque.yaml", d.Text, func(code, name string) error {
		return errors.New("out of reach: " + code + " " + name)
	})
	mistakes, _ := errors.AsType[Mistakes](err)
	if len(mistakes.List) != 1 || mistakes.List[0].Args[0] != "out of reach: 140113 Reque" {
		t.Errorf("got %v", err)
	}
}

func TestACheckKeepsItsWords(t *testing.T) {
	long := string(bytes.Repeat([]byte("a"), 1000))
	given := directory.CheckPlace("140113", long)
	before := given.Error()
	d, _ := Shipped("taller-reque")
	if _, err := ParseWith("taller-reque.yaml", d.Text, func(string, string) error { return given }); err == nil {
		t.Fatal("a refused place was accepted")
	}
	if given.Error() != before {
		t.Error("shortening the message changed the problem that the check keeps")
	}
}
