package sheet_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/exchange/sheet"
	"pgregory.net/rapid"
)

// reading is a cell and what is read from it: a value, or the key of the
// sentence that refuses it.
type reading[V comparable] struct {
	text string
	want V
	key  string
}

func readings[V comparable](t *testing.T, reader func(string) (V, error), cases []reading[V]) {
	t.Helper()
	for _, c := range cases {
		got, err := reader(c.text)
		if c.key != "" {
			refused(t, err, c.key)
			saysWhat(t, err, c.text)
		} else if err != nil || got != c.want {
			t.Errorf("%q: got %v, %v, want %v", c.text, got, err, c.want)
		}
	}
}

// saysWhat checks that a problem shows the text that it is about.
func saysWhat(t *testing.T, err error, text string) {
	t.Helper()
	if text = strings.TrimSpace(text); err != nil && !strings.Contains(err.Error(), text) {
		t.Errorf("%v does not show %q", err, text)
	}
}

func TestReadDay(t *testing.T) {
	readings(t, sheet.ReadDay, []reading[trenza.Day]{
		{text: "2020-03-02", want: "2020-03-02"},
		{text: " 2020-3-2 ", want: "2020-03-02"},
		{text: "2020/03/02", want: "2020-03-02"},
		{text: "02/03/2020", want: "2020-03-02"},
		{text: "2-3-2020", want: "2020-03-02"},
		{text: "31.12.2020", want: "2020-12-31"},
		{text: "29/02/2020", want: "2020-02-29"},
		{text: "2020-03-02T14:30:00.000-05:00", want: "2020-03-02"},
		{text: "2020-03-02 14:30:00", want: "2020-03-02"},
		{text: "02/03/2020 02:30 p.\u00a0m.", want: "2020-03-02"},
		{text: "43892", want: "2020-03-02"},
		{text: "43892.604", want: "2020-03-02"},
		{text: "01/01/1900", want: "1900-01-01"},
		{text: "31/12/2100", want: "2100-12-31"},
		{text: "", key: "sheet.day_missing"},
		{text: "  ", key: "sheet.day_missing"},
		{text: "29/02/2021", key: "sheet.day_none"},
		{text: "31/04/2020", key: "sheet.day_none"},
		{text: "00/04/2020", key: "sheet.day_none"},
		{text: "03/25/2020", key: "sheet.month_none"},
		{text: "2020-13-01", key: "sheet.month_none"},
		{text: "31/12/1899", key: "sheet.year_far"},
		{text: "01/01/2101", key: "sheet.year_far"},
		{text: "73416", key: "sheet.year_far"}, // 1 January 2101
		{text: "0020-01-01", key: "sheet.year_far"},
		{text: "02/03/20", key: "sheet.day_unread"},
		{text: "2020", key: "sheet.day_unread"},
		{text: "2020-03", key: "sheet.day_unread"},
		{text: "2020--03-02", key: "sheet.day_unread"},
		{text: "2020-03-02-", key: "sheet.day_unread"},
		{text: "438920", key: "sheet.day_unread"},
		{text: "09999", key: "sheet.day_unread"},
		{text: "ayer", key: "sheet.day_unread"},
		{text: "2020-03-02 tarde", key: "sheet.day_unread"},
		{text: "２０２０-03-02", key: "sheet.day_unread"},
	})
}

func TestReadBirth(t *testing.T) {
	type birth struct {
		day       trenza.Day
		precision string
	}
	readings(t, func(s string) (birth, error) {
		day, precision, err := sheet.ReadBirth(s)
		return birth{day, precision}, err
	}, []reading[birth]{
		{text: "1990", want: birth{"1990-01-01", sheet.PrecisionYear}},
		{text: "1990-05", want: birth{"1990-05-01", sheet.PrecisionMonth}},
		{text: "05/1990", want: birth{"1990-05-01", sheet.PrecisionMonth}},
		{text: "1990-05-17", want: birth{"1990-05-17", sheet.PrecisionDay}},
		{text: "17/05/1990", want: birth{"1990-05-17", sheet.PrecisionDay}},
		{text: "33010", want: birth{"1990-05-17", sheet.PrecisionDay}},
		{text: "", want: birth{}},
		{text: "1890", key: "sheet.year_far"},
		{text: "1990-13", key: "sheet.month_none"},
		{text: "1990-", key: "sheet.day_unread"},
		{text: "90", key: "sheet.day_unread"},
		{text: "30 años", key: "sheet.day_unread"},
		{text: "31/02/1990", key: "sheet.day_none"},
	})
}

func TestReadSex(t *testing.T) {
	readings(t, sheet.ReadSex, []reading[string]{
		{text: "F", want: sheet.Female}, {text: " mujer ", want: sheet.Female}, {text: "FEMENINO", want: sheet.Female},
		{text: "M", want: sheet.Male}, {text: "Hombre", want: sheet.Male}, {text: "Varón", want: sheet.Male},
		{text: "I", want: sheet.Intersex}, {text: "intersex", want: sheet.Intersex},
		{text: "", want: sheet.NotSaid}, {text: "NS", want: sheet.NotSaid}, {text: "No sabe / No responde", want: sheet.NotSaid},
		{text: "3", key: "sheet.sex_unread"}, {text: "Rosa", key: "sheet.sex_unread"},
	})
}

func TestReadAmount(t *testing.T) {
	readings(t, sheet.ReadAmount, []reading[trenza.Money]{
		{text: "500", want: 500_00},
		{text: "500.00", want: 500_00},
		{text: "500,5", want: 500_50},
		{text: "0.05", want: 5},
		{text: "S/ 760.00", want: 760_00},
		{text: "S/.760", want: 760_00},
		{text: "s/\u00a0760.00", want: 760_00},
		{text: "760 soles", want: 760_00},
		{text: "PEN 1,234.50", want: 1234_50},
		{text: "1,234", want: 1234_00},
		{text: "1,234.50", want: 1234_50},
		{text: "1.234,50", want: 1234_50},
		{text: "1 234,50", want: 1234_50},
		{text: "1'234,567.89", want: 1_234_567_89},
		{text: "1.234.567", want: 1_234_567_00},
		{text: "1,234,567.8", want: 1_234_567_80},
		{text: "", key: "sheet.amount_missing"},
		{text: "-500", key: "sheet.amount_negative"},
		{text: "S/ -500", key: "sheet.amount_negative"},
		{text: "1.234", key: "sheet.amount_ambiguous"},
		{text: "166.667", key: "sheet.amount_ambiguous"},
		{text: "166.6666667", key: "sheet.amount_unread"},
		{text: "1.234,567", key: "sheet.amount_unread"},
		{text: "12,34,567", key: "sheet.amount_unread"},
		{text: "1,234,50", key: "sheet.amount_unread"},
		{text: "5 00", key: "sheet.amount_unread"},
		{text: "500.", key: "sheet.amount_unread"},
		{text: ".50", key: "sheet.amount_unread"},
		{text: "$ 500", key: "sheet.amount_unread"},
		{text: "quinientos", key: "sheet.amount_unread"},
		{text: "S/", key: "sheet.amount_unread"},
		{text: "1000000000001", key: "sheet.amount_unread"},
		{text: strings.Repeat("9", 30), key: "sheet.amount_unread"},
	})
}

func TestReadCount(t *testing.T) {
	readings(t, sheet.ReadCount, []reading[int]{
		{text: "0", want: 0}, {text: " 12 ", want: 12}, {text: "3,264", want: 3264}, {text: "", want: 0},
		{text: "-1", key: "sheet.count_unread"}, {text: "2.5", key: "sheet.count_unread"},
		{text: "3.264", key: "sheet.count_unread"}, {text: "doce", key: "sheet.count_unread"},
		{text: "100000001", key: "sheet.count_unread"},
	})
}

func TestReadYes(t *testing.T) {
	readings(t, sheet.ReadYes, []reading[bool]{
		{text: "Sí", want: true}, {text: "si", want: true}, {text: "S", want: true}, {text: "x", want: true},
		{text: "✔️", want: true}, {text: "TRUE", want: true}, {text: "1", want: true},
		{text: "No", want: false}, {text: "0", want: false}, {text: "", want: false},
		{text: "tal vez", key: "sheet.yes_unread"},
	})
}

func TestReadScale(t *testing.T) {
	readings(t, sheet.ReadScale, []reading[int]{
		{text: "1", want: 1}, {text: " 5 ", want: 5}, {text: "", want: 0},
		{text: "0", key: "sheet.scale_unread"}, {text: "6", key: "sheet.scale_unread"},
		{text: "4.5", key: "sheet.scale_unread"}, {text: "muy bien", key: "sheet.scale_unread"},
	})
}

func TestReadMark(t *testing.T) {
	type mark struct {
		sheet.Mark
		given bool
	}
	kind := func(k string) mark { return mark{sheet.Mark{Kind: k}, true} }
	hours := func(minutes int) mark { return mark{sheet.Mark{Kind: sheet.Hours, Minutes: minutes}, true} }
	readings(t, func(s string) (mark, error) {
		m, given, err := sheet.ReadMark(s)
		return mark{m, given}, err
	}, []reading[mark]{
		{text: "P", want: kind(sheet.Present)}, {text: "✓", want: kind(sheet.Present)}, {text: "Asistió", want: kind(sheet.Present)},
		{text: "t", want: kind(sheet.Late)}, {text: "Tardanza", want: kind(sheet.Late)},
		{text: "F", want: kind(sheet.Absent)}, {text: "0", want: kind(sheet.Absent)}, {text: "0:00", want: kind(sheet.Absent)},
		{text: "J", want: kind(sheet.Justified)}, {text: "R", want: kind(sheet.MadeUp)}, {text: "Recuperó", want: kind(sheet.MadeUp)},
		{text: "3", want: hours(180)}, {text: "2.5", want: hours(150)}, {text: "2,5 h", want: hours(150)},
		{text: "3:30", want: hours(210)}, {text: "3 horas", want: hours(180)}, {text: "24", want: hours(1440)},
		{text: "0.333333333333333", want: hours(20)},
		{text: "", want: mark{}}, {text: "  ", want: mark{}},
		{text: "25", key: "sheet.mark_hours"}, {text: "24:01", key: "sheet.mark_hours"},
		{text: "A", key: "sheet.mark_unread"}, {text: "-3", key: "sheet.mark_unread"}, {text: "3:75", key: "sheet.mark_unread"},
		{text: "3:5", key: "sheet.mark_unread"}, {text: "1e3", key: "sheet.mark_unread"}, {text: "2.", key: "sheet.mark_unread"},
	})
}

func TestFold(t *testing.T) {
	for text, want := range map[string]string{
		"  Fecha de   NACIMIENTO ": "fecha de nacimiento",
		"fecha_de_nacimiento":      "fecha de nacimiento",
		"Año\u00a0\nÚltimo":        "ano ultimo",
		"Mujeres 12–17":            "mujeres 12-17",
		"Nº Doc.":                  "no doc.",
		"a\u0301e\u200b":           "ae",
		"\uFEFFSexo":               "sexo",
		"ÇÑ":                       "cn",
		"":                         "",
	} {
		if got := sheet.Fold(text); got != want {
			t.Errorf("%q: got %q, want %q", text, got, want)
		}
	}
}

func TestADayIsReadAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		day := trenza.Day("1900-01-01").Add(rapid.IntRange(0, 73_413).Draw(t, "days"))
		at := day.Time()
		layout := rapid.SampledFrom([]string{"2006-01-02", "02/01/2006", "2-1-2006", "02.01.2006", "2006/1/2", "02/01/2006 15:04", "2006-01-02T15:04:05Z"}).Draw(t, "layout")
		if got, err := sheet.ReadDay(at.Format(layout)); err != nil || got != day {
			t.Fatalf("%s: got %v, %v", at.Format(layout), got, err)
		}
	})
}

func TestAnAmountIsReadAsItIsWritten(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		amount := trenza.Money(rapid.Int64Range(0, 1e12).Draw(t, "céntimos"))
		whole, cents := grouped(int64(amount/100)), int64(amount%100)
		for _, text := range []string{
			amount.String(),
			fmt.Sprintf("%s.%02d", strings.ReplaceAll(whole, " ", ","), cents),
			fmt.Sprintf("%s,%02d", strings.ReplaceAll(whole, " ", "."), cents),
			fmt.Sprintf("S/ %s,%02d", whole, cents),
		} {
			if got, err := sheet.ReadAmount(text); err != nil || got != amount {
				t.Fatalf("%q: got %v, %v, want %v", text, got, err, amount)
			}
		}
	})
}

// grouped writes a number with a space between groups of three digits.
func grouped(n int64) string {
	if n < 1000 {
		return fmt.Sprint(n)
	}
	return fmt.Sprintf("%s %03d", grouped(n/1000), n%1000)
}

func TestFoldingTwiceChangesNothing(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		once := sheet.Fold(rapid.String().Draw(t, "text"))
		if twice := sheet.Fold(once); twice != once {
			t.Fatalf("%q became %q", once, twice)
		}
	})
}
