package paper_test

import (
	"bytes"
	"testing"
	"time"

	"github.com/trenza/trenza/internal/paper"
)

func written(t *testing.T, text string) []byte {
	t.Helper()
	p := paper.NewPage(true, "Prueba", "es", time.Date(2020, 6, 1, 0, 0, 0, 0, time.UTC))
	p.Frame().At(40).Centre(paper.Title, 30, text).Rule(80).Left(paper.Body, 11, 120, "Ñandú, corazón, «año» — ¿qué?").Row("Réplicas", "31", "a tiempo").QR("https://trenza.example.pe/comprobar/K7Q2X-9XMDP", 20, 150, 35)
	var out bytes.Buffer
	if err := p.Write(&out); err != nil {
		t.Fatal(err)
	}
	return out.Bytes()
}

// The same page is the same bytes, another is not, and both are PDF of one page.
func TestAPage(t *testing.T) {
	one := written(t, "Yusmary Pérez Ñahui")
	if !bytes.Equal(one, written(t, "Yusmary Pérez Ñahui")) || bytes.Equal(one, written(t, "Rosa Quispe")) {
		t.Error("pages are not told apart by what is on them alone")
	}
	if !bytes.HasPrefix(one, []byte("%PDF-")) || bytes.Count(one, []byte("/Type /Page\n")) != 1 {
		t.Errorf("no PDF of one page: %.20s", one)
	}
	if len(one) > 120_000 {
		t.Errorf("%d bytes", len(one))
	}
}

// What cannot be drawn is said when the page is written.
func TestAPageThatFails(t *testing.T) {
	p := paper.NewPage(false, "", "es", time.Time{})
	p.QR(string(make([]byte, 10_000)), 0, 0, 30)
	if err := p.Write(&bytes.Buffer{}); err == nil {
		t.Error("ten thousand letters fit into a code")
	}
	long := paper.NewPage(true, "", "es", time.Time{}).At(30)
	for range 20 {
		long.Row("Réplicas", "31", "")
	}
	if err := long.Write(&bytes.Buffer{}); err == nil {
		t.Error("twenty rows fit on a page that is lying")
	}
}
