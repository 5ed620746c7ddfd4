package sheet_test

import (
	"fmt"
	"strings"
	"testing"
	"time"

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
		{text: "lun 02/03/2020", want: "2020-03-02"},
		{text: "mié. 04-03-2020", want: "2020-03-04"},
		{text: "2-III-2020", want: "2020-03-02"},
		{text: "02 / XII / 20", want: "2020-12-02"},
		{text: "’02/03/2020", want: "2020-03-02"},
		{text: "02/03/20.", want: "2020-03-02"},
		{text: "02/XIII/2020", key: "sheet.day_unread"},
		{text: "02//03/2020", key: "sheet.day_unread"},
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
		{text: "02/03/20", want: "2020-03-02"},
		{text: "2.3.2020", want: "2020-03-02"},
		{text: "2 3 2020", want: "2020-03-02"},
		{text: "20200302", want: "2020-03-02"},
		{text: "2020/03/02", want: "2020-03-02"},
		{text: "2 de marzo de 2020", want: "2020-03-02"},
		{text: "lunes 2 de marzo del 2020", want: "2020-03-02"},
		{text: "Lunes, 02 de Marzo de 2020", want: "2020-03-02"},
		{text: "2-mar-2020", want: "2020-03-02"},
		{text: "02-mar-20", want: "2020-03-02"},
		{text: "02/MAR/2020", want: "2020-03-02"},
		{text: "2mar2020", want: "2020-03-02"},
		{text: "mar 2, 2020", want: "2020-03-02"},
		{text: "March 2nd, 2020", want: "2020-03-02"},
		{text: "mar. 3 mar. 2020", want: "2020-03-03"}, // martes
		{text: "1ro de set. del 2020", want: "2020-09-01"},
		{text: "1º sept 2020", want: "2020-09-01"},
		{text: "5 ago 20", want: "2020-08-05"},
		{text: "2020 marzo 2", want: "2020-03-02"},
		{text: "31 dic 2020 10:30", want: "2020-12-31"},
		{text: "lunes 2 de marzo del 2020, 3:30 p. m.", want: "2020-03-02"},
		{text: "2020-03-02 00:00:00 UTC", want: "2020-03-02"},
		{text: "2 de marzo", key: "sheet.day_unread"},
		{text: "marzo 2020", key: "sheet.day_unread"},
		{text: "2 de marzo de 2", key: "sheet.day_unread"},
		{text: "2 de marzo de abril 2020", key: "sheet.day_unread"},
		{text: "2 y 3 de marzo de 2020", key: "sheet.day_unread"},
		{text: "31 de febrero de 2020", key: "sheet.day_none"},
		{text: "02032020", key: "sheet.month_none"},
		{text: "2/3/202", key: "sheet.day_unread"},
		{text: "02/2020/03", key: "sheet.day_unread"},
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
		{text: "17 de mayo de 1990", want: birth{"1990-05-17", sheet.PrecisionDay}},
		{text: "19900517", want: birth{"1990-05-17", sheet.PrecisionDay}},
		{text: "mayo 1990", want: birth{"1990-05-01", sheet.PrecisionMonth}},
		{text: "Mayo de 1990", want: birth{"1990-05-01", sheet.PrecisionMonth}},
		{text: "00/05/1990", want: birth{"1990-05-01", sheet.PrecisionMonth}},
		{text: "00/00/1990", want: birth{"1990-01-01", sheet.PrecisionYear}},
		{text: "S/D", want: birth{}},
		{text: "-", want: birth{}},
		{text: "17/05/90", key: "sheet.year_short"},
		{text: "17 mayo", key: "sheet.day_unread"},
		{text: "may-90", key: "sheet.day_unread"}, // a year, or a day of nobody knows which
		{text: "", want: birth{}},
		{text: "1890", key: "sheet.year_far"},
		{text: "1990-13", key: "sheet.month_none"},
		{text: "1990-", key: "sheet.day_unread"},
		{text: "90", key: "sheet.day_unread"},
		{text: "30 años", key: "sheet.day_unread"},
		{text: "31/02/1990", key: "sheet.day_none"},
	})
}

func TestTheMonthComesFirstWhereTheColumnSaysSo(t *testing.T) {
	readings(t, func(s string) (trenza.Day, error) { return sheet.ReadDayIn(s, sheet.MonthFirst) }, []reading[trenza.Day]{
		{text: "03/17/2020", want: "2020-03-17"},
		{text: "3/2/2020", want: "2020-03-02"},
		{text: "3-2-20 10:00 am", want: "2020-03-02"},
		{text: "2020-03-02", want: "2020-03-02"}, // the year first has one order alone
		{text: "2 mar 2020", want: "2020-03-02"},
		{text: "43892", want: "2020-03-02"},
		{text: "17/03/2020", key: "sheet.month_none_first"},
	})
}

func TestABirthIsNotAfterTheDayItWasTold(t *testing.T) {
	readings(t, func(s string) (trenza.Day, error) {
		day, _, err := sheet.ReadBirthIn(s, sheet.DayFirst, "2020-03-02")
		return day, err
	}, []reading[trenza.Day]{
		{text: "17/05/90", want: "1990-05-17"},
		{text: "02/03/20", want: "2020-03-02"},
		{text: "03/03/20", want: "1920-03-03"},
		{text: "17-may-05", want: "2005-05-17"},
		{text: "29/02/00", want: "2000-02-29"},
		{text: "17/05/2030", want: "2030-05-17"}, // a whole year is what it says; others refuse it
		{text: "31/02/90", key: "sheet.day_none"},
	})
}

func TestReadAge(t *testing.T) {
	type age struct {
		years int
		said  bool
	}
	readings(t, func(s string) (age, error) {
		years, said, err := sheet.ReadAge(s)
		return age{years, said}, err
	}, []reading[age]{
		{text: "34", want: age{34, true}}, {text: "34 años", want: age{34, true}}, {text: "34a", want: age{34, true}},
		{text: "34 AÑOS.", want: age{34, true}}, {text: "34.0", want: age{34, true}}, {text: "34,5 años", want: age{34, true}},
		{text: "0", want: age{0, true}}, {text: "8 meses", want: age{0, true}}, {text: "15 días", want: age{0, true}},
		{text: "1 año y 3 meses", want: age{1, true}}, {text: "2a 6m", want: age{2, true}}, {text: "120", want: age{120, true}},
		{text: "", want: age{}}, {text: "no sabe", want: age{}}, {text: "--", want: age{}},
		{text: "121", key: "sheet.age_far"}, {text: "1990", key: "sheet.age_far"},
		{text: "60+", key: "sheet.age_unread"}, {text: "30-35", key: "sheet.age_unread"}, {text: "30 a 35", key: "sheet.age_unread"},
		{text: "mayor de edad", key: "sheet.age_unread"}, {text: "-3", key: "sheet.age_unread"}, {text: "treinta", key: "sheet.age_unread"},
		{text: "3 meses 2", key: "sheet.age_unread"}, {text: "99999999999999999999", key: "sheet.age_unread"},
	})
}

func TestReadMonth(t *testing.T) {
	type month struct {
		year  int
		month time.Month
	}
	for text, want := range map[string]month{
		"Marzo": {0, 3}, "MARZO 2020": {2020, 3}, "marzo del 2020": {2020, 3}, "mar-20": {2020, 3}, "Mes de marzo": {},
		"03/2020": {2020, 3}, "2020-03": {2020, 3}, "SET.": {0, 9}, "March 2020": {2020, 3}, "2020 marzo": {2020, 3},
		"2 de marzo": {}, "20-mar": {}, "13/2020": {}, "marzo 1800": {}, "2020": {}, "": {}, "marzo abril": {},
	} {
		year, name, ok := sheet.ReadMonth(text)
		if got := (month{year, name}); got != want || ok != (want.month != 0) {
			t.Errorf("%q: got %v, %v, want %v", text, got, ok, want)
		}
	}
}

func TestReadSex(t *testing.T) {
	readings(t, sheet.ReadSex, []reading[string]{
		{text: "F", want: sheet.Female}, {text: " mujer ", want: sheet.Female}, {text: "FEMENINO", want: sheet.Female},
		{text: "M", want: sheet.Male}, {text: "Hombre", want: sheet.Male}, {text: "Varón", want: sheet.Male},
		{text: "I", want: sheet.Intersex}, {text: "intersex", want: sheet.Intersex},
		{text: "", want: sheet.NotSaid}, {text: "NS", want: sheet.NotSaid}, {text: "No sabe / No responde", want: sheet.NotSaid},
		{text: "Fem.", want: sheet.Female}, {text: "niña", want: sheet.Female}, {text: "H", want: sheet.Male}, {text: "s/d", want: sheet.NotSaid},
		{text: "3", key: "sheet.sex_unread"}, {text: "Rosa", key: "sheet.sex_unread"},
	})
}

func TestMIsWomanWhereTheColumnSaysSo(t *testing.T) {
	readings(t, func(s string) (string, error) { return sheet.ReadSexIn(s, true) }, []reading[string]{
		{text: "M", want: sheet.Female}, {text: "m.", want: sheet.Female}, {text: "H", want: sheet.Male},
		{text: "masculino", want: sheet.Male}, {text: "", want: sheet.NotSaid},
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
		{text: "500.00 PEN", want: 500_00},
		{text: "500 nuevos soles", want: 500_00},
		{text: "S/ 760.-", want: 760_00},
		{text: "500 S/.", want: 500_00},
		{text: "(500.00)", key: "sheet.amount_negative"},
		{text: "S/ (500.00)", key: "sheet.amount_negative"},
		{text: "500.00-", key: "sheet.amount_negative"},
		{text: "\u2212500", key: "sheet.amount_negative"},
		{text: "US$ 500", key: "sheet.amount_currency"},
		{text: "500 dólares", key: "sheet.amount_currency"},
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
		{text: "$ 500", key: "sheet.amount_currency"},
		{text: "quinientos", key: "sheet.amount_unread"},
		{text: "S/", key: "sheet.amount_unread"},
		{text: "1000000000001", key: "sheet.amount_unread"},
		{text: strings.Repeat("9", 30), key: "sheet.amount_unread"},
	})
}

func TestReadCount(t *testing.T) {
	readings(t, sheet.ReadCount, []reading[int]{
		{text: "0", want: 0}, {text: " 12 ", want: 12}, {text: "3,264", want: 3264}, {text: "", want: 0},
		{text: "12.0", want: 12}, {text: "-", want: 0}, {text: "Ninguna", want: 0}, {text: "1\u00a0234", want: 1234},
		{text: "-1", key: "sheet.count_unread"}, {text: "2.5", key: "sheet.count_unread"},
		{text: "3.264", key: "sheet.count_unread"}, {text: "doce", key: "sheet.count_unread"},
		{text: "100000001", key: "sheet.count_unread"},
	})
}

func TestReadYes(t *testing.T) {
	readings(t, sheet.ReadYes, []reading[bool]{
		{text: "Sí", want: true}, {text: "si", want: true}, {text: "S", want: true}, {text: "x", want: true},
		{text: "✔️", want: true}, {text: "TRUE", want: true}, {text: "1", want: true},
		{text: "SI.", want: true}, {text: "Sí, ", want: true}, {text: "NO.", want: false}, {text: "-", want: false},
		{text: "No", want: false}, {text: "0", want: false}, {text: "", want: false},
		{text: "tal vez", key: "sheet.yes_unread"},
	})
}

func TestReadScale(t *testing.T) {
	readings(t, sheet.ReadScale, []reading[int]{
		{text: "1", want: 1}, {text: " 5 ", want: 5}, {text: "", want: 0},
		{text: "Muy satisfecha", want: 5}, {text: "SATISFECHO", want: 4}, {text: "Satisfecho(a)", want: 4},
		{text: "ni satisfecha ni insatisfecha", want: 3}, {text: "insatisfecha", want: 2}, {text: "muy insatisfecho/a", want: 1},
		{text: "Very satisfied", want: 5}, {text: "Muy buena", want: 5}, {text: "malo", want: 2},
		{text: "5 - Muy satisfecha", want: 5}, {text: "4) satisfecha", want: 4}, {text: "4/5", want: 4}, {text: "3.0", want: 3},
		{text: "no responde", want: 0}, {text: "5 - Muy insatisfecha", key: "sheet.scale_unread"}, {text: "4/10", key: "sheet.scale_unread"},
		{text: "1 2", key: "sheet.scale_unread"},
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
		{text: "A", key: "sheet.mark_ambiguous"}, {text: "?", key: "sheet.mark_unread"},
		{text: "p.", want: kind(sheet.Present)}, {text: "✗", want: kind(sheet.Absent)}, {text: "No", want: kind(sheet.Absent)},
		{text: "F.J.", want: kind(sheet.Justified)}, {text: "Permiso", want: kind(sheet.Justified)}, {text: "-", want: mark{}},
		{text: "N/A", want: mark{}}, {text: "1", want: hours(60)}, {text: ".", key: "sheet.mark_unread"}, {text: "-3", key: "sheet.mark_unread"}, {text: "3:75", key: "sheet.mark_unread"},
		{text: "3:5", key: "sheet.mark_unread"}, {text: "1e3", key: "sheet.mark_unread"}, {text: "2.", key: "sheet.mark_unread"},
	})
}

func TestTheListSaysWhatItsMarksMean(t *testing.T) {
	for _, c := range []struct {
		text string
		key  sheet.MarkKey
		want string
	}{
		{"A", sheet.AIsAbsent, sheet.Absent},
		{"a.", sheet.AIsPresent, sheet.Present},
		{"A", sheet.AIsPresent | sheet.OnesAreMarks, sheet.Present},
		{"A", sheet.AIsPresent | sheet.AIsAbsent, ""},
		{"A", sheet.OnesAreMarks, ""},
		{"1", sheet.OnesAreMarks, sheet.Present},
		{"1.0", sheet.OnesAreMarks, sheet.Present},
		{"0", sheet.OnesAreMarks, sheet.Absent},
		{"0", sheet.MarkKeyUnknown, sheet.Absent},
		{"2", sheet.OnesAreMarks, sheet.Hours},
		{"1", sheet.OnesAreHours, sheet.Hours},
		{"1", sheet.AIsAbsent, sheet.Hours},
	} {
		mark, given, err := sheet.ReadMarkIn(c.text, c.key)
		if c.want == "" {
			refused(t, err, "sheet.mark_ambiguous")
		} else if err != nil || !given || mark.Kind != c.want {
			t.Errorf("%q with %d: got %+v, %v", c.text, c.key, mark, err)
		}
	}
}

func TestReadNationality(t *testing.T) {
	readings(t, sheet.ReadNationality, []reading[string]{
		{text: "Venezolana", want: "VEN"}, {text: "venezolano", want: "VEN"}, {text: "Venezuela", want: "VEN"}, {text: "VE", want: "VEN"},
		{text: "ven", want: "VEN"}, {text: "VENEZOLANO(A)", want: "VEN"}, {text: "venezolanas", want: "VEN"}, {text: "Venezuelan", want: "VEN"},
		{text: "peruana", want: "PER"}, {text: "Perú", want: "PER"}, {text: "Colombiano.", want: "COL"}, {text: "ecuatoriana", want: "ECU"},
		{text: "español", want: "ESP"}, {text: "estadounidense", want: "USA"}, {text: "EE.UU.", want: "USA"}, {text: "EC", want: "ECU"},
		{text: "Rep. Bolivariana de Venezuela", want: "VEN"}, {text: "NGA", want: "NGA"},
		{text: "", want: ""}, {text: "N/A", want: ""}, {text: "no sabe", want: ""},
		{text: "venezolana y peruana", key: "sheet.nationality_unread"}, {text: "extranjera", key: "sheet.nationality_unread"},
		{text: "SI", key: "sheet.nationality_unread"}, {text: "NO", key: "sheet.nationality_unread"},
		{text: "ZZZ", key: "sheet.nationality_unread"}, {text: "001", key: "sheet.nationality_unread"}, {text: "Piura", key: "sheet.nationality_unread"},
	})
}

func TestReadPopulation(t *testing.T) {
	readings(t, sheet.ReadPopulation, []reading[string]{
		{text: "in_destination", want: "in_destination"}, {text: "En destino", want: "in_destination"}, {text: "EN TRÁNSITO", want: "in_transit"},
		{text: "Pendular", want: "pendular"}, {text: "Comunidad de acogida", want: "host_community"}, {text: "acogida", want: "host_community"},
		{text: "retornado", want: "returnee"}, {text: "Retornada", want: "returnee"}, {text: "Host community", want: "host_community"},
		{text: "", want: ""}, {text: "s/d", want: ""},
		{text: "migrante", key: "sheet.population_unread"}, {text: "3", key: "sheet.population_unread"},
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
		layout := rapid.SampledFrom([]string{"2006-01-02", "02/01/2006", "2-1-2006", "02.01.2006", "2006/1/2", "02/01/2006 15:04", "20060102", "2 Jan 2006", "January 2, 2006", "2006-01-02T15:04:05Z"}).Draw(t, "layout")
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
