package linkage

import (
	"testing"

	"github.com/trenza/trenza/internal/match"
)

func TestReadDate(t *testing.T) {
	tests := []struct{ cell, format, want string }{
		{"1990-05-17", "", "1990-05-17"},
		{"1990-05-17T00:00:00Z", "", "1990-05-17"},
		{"1990/5/7", "", "1990-05-07"},
		{"17/05/1990", "", "1990-05-17"},
		{"17-5-90", "", "1990-05-17"},
		{"17.05.07", "", "2007-05-17"},
		{"05/17/1990", monthFirst, "1990-05-17"},
		{"5/17/1990 12:00:00 AM", monthFirst, "1990-05-17"},
		{"19900517", "", "1990-05-17"},
		{"17051990", "", "1990-05-17"},
		{"05171990", "mmddyyyy", "1990-05-17"},
		{"05171990", monthFirst, "1990-05-17"},
		{"900517", "yymmdd", "1990-05-17"},
		{"17/05/90", "dd/mm/yy", "1990-05-17"},
		{"90/05/17", "yy/mm/dd", "1990-05-17"},
		{"19151399", "", "1915-13-99"}, // damaged, and kept: two damaged alike may be the same
		{"17 de mayo de 1990", "", "1990-05-17"},
		{"May 17th, 1990", "", "1990-05-17"},
		{"17-MAR-1990", "", "1990-03-17"},
		{"mayo 1990", "", "1990-05"},
		{"05/1990", "", "1990-05"},
		{"1990-05", "", "1990-05"},
		{"1990", "", "1990"},
		{"1990 5 17", "", "1990-05-17"},
		{"~1990", "", "~1990"},
		{"abt 1850", "", "~1850"},
		{"c. 1850", "", "~1850"},
		{"", "", ""}, {"no sabe", "", ""}, {"12", "", ""}, {"123456789", "", ""}, {"1٩90", "", ""}, {"Calle 5, 1990", "", ""},
	}
	for _, test := range tests {
		if got, ok := readDate(test.cell, test.format); got != test.want || ok != (test.want != "") {
			t.Errorf("%q as %q: %q, %v", test.cell, test.format, got, ok)
		}
	}
}

func TestReadNumber(t *testing.T) {
	tests := map[string]string{
		"12": "12", "12.5": "12.5", "12,5": "12.5", "1,234.50": "1234.5", "1.234,50": "1234.5", "S/ 760.00": "760", "$1,299": "1299",
		"-3": "-3", "": "", "abc": "", "1-2": "",
	}
	for cell, want := range tests {
		if got, ok := readNumber(cell); got != want || ok != (want != "") {
			t.Errorf("%q: %q, %v", cell, got, ok)
		}
	}
}

func TestPapersAreReadByTheirTypes(t *testing.T) {
	tests := []struct{ kind, number, want string }{
		{"", "40222333", match.Paper("", "40222333")},
		{"DNI", "40222333", match.Paper("DNI", "40222333")},
		{"D.N.I.", "40222333", match.Paper("DNI", "40222333")},
		{"", "no tiene", ""},
		{"", "DNI", ""},
		{"NINO", "AB123456C", match.Paper("NINO", "AB123456C")},
	}
	for _, test := range tests {
		if got := readPaper(test.kind, test.number); got != test.want {
			t.Errorf("%q %q: %q", test.kind, test.number, got)
		}
	}
}

func TestCellsAreCleaned(t *testing.T) {
	if got := cleaned(" Ana\u202e\x1e\tLuz\x00 "); got != "Ana  Luz" {
		t.Errorf("%q", got)
	}
}

// Whatever a cell says, a date that is read is one that the comparison takes,
// and is read again as it is.
func FuzzReadDate(f *testing.F) {
	for _, cell := range []string{"17/05/1990", "19900517", "17 de mayo de 1990", "~1990", "May 17", "9/9/9", "1 2 3 4"} {
		f.Add(cell, "")
		f.Add(cell, "dd/mm/yy")
	}
	f.Fuzz(func(t *testing.T, cell, format string) {
		if !isFormat(format) {
			return
		}
		date, ok := readDate(cell, format)
		if !ok {
			return
		}
		if again, ok := readDate(date, format); !ok || again != date {
			t.Errorf("%q as %q is %q, and that %q", cell, format, date, again)
		}
	})
}
