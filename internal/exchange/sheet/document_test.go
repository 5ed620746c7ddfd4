package sheet_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"pgregory.net/rapid"
)

func TestReadDocument(t *testing.T) {
	for _, c := range []struct {
		kind, number string
		want         string // kind and number, and what was repaired
	}{
		{"DNI", "12345678", "DNI 12345678"},
		{"D.N.I.", "12.345.678", "DNI 12345678"},
		{"dni", "12 345 678", "DNI 12345678"},
		{"DNI", "'01234567", "DNI 01234567"},
		{"DNI", "12345678.0", "DNI 12345678"},
		{"DNI", "1234567", "DNI 01234567 sheet.document_zeros"},
		{"DNI", "345678", "DNI 00345678 sheet.document_zeros"},
		{"DNI", "45678", "DNI 45678"}, // the registry says what is wrong
		{"DNI", "12345678-9", "DNI 12345678 sheet.document_check_digit"},
		{"DNI", "1.2345678E7", "DNI 12345678 sheet.document_power"},
		{"DNI", "1.23457E+11", "sheet.document_digits_lost"},
		{"Carné de extranjería", "001234567", "CE 001234567"},
		{"C.E.", "1234567", "CE 001234567 sheet.document_zeros"},
		{"CE", "CE 001234567", "CE 001234567"},
		{"CE", "CE001234567", "CE 001234567"},
		{"cpp", "1234567", "CPP 001234567 sheet.document_zeros"},
		{"CPP", "12345678", "CPP 12345678"}, // eight digits may be all there are
		{"Carné de Permiso Temporal de Permanencia", "001234567", "CPP 001234567"},
		{"Permiso temporal de permanencia", "123456789012", "PTP 123456789012"},
		{"Carnet de solicitante de refugio", "12345678", "CSR 012345678 sheet.document_zeros"},
		{"Carné de refugio", "AB-12345", "CRF AB-12345"},
		{"Pasaporte", "CE123456", "PAS CE123456"}, // letters of its own
		{"Pasaporte", "1234567", "PAS 1234567"},   // no rule of its length
		{"Pasaporte", "V1234567", "PAS V1234567"},
		{"Cédula de identidad", "V-12.345.678", "CIV V-12345678"},
		{"cédula venezolana", "12345678", "CIV 12345678"},
		{"Acta de nacimiento", "123-2019", "PN 123-2019"},
		{"DNI", "", "DNI "},
		{"DNI", "no tiene", "SD "},
		{"sin documento", "", "SD "},
		{"No tiene", "-", "SD "},
		{"S/D", "12345678", "SD  sheet.document_beside_none"},
		{"", "DNI 12345678", "DNI 12345678"},
		{"", "D.N.I. N° 12345678", "DNI 12345678"},
		{"", "DNI12345678", "DNI 12345678"},
		{"", "CE: 001234567", "CE 001234567"},
		{"", "Carné de extranjería nro. 001234567", "CE 001234567"},
		{"", "PTP-1234567", "PTP 001234567 sheet.document_zeros"},
		{"", "V-12.345.678", "CIV V-12345678"},
		{"", "V12345678", "CIV V12345678"},
		{"", "E-84.123.456", "CIV E-84123456"},
		{"", "pasaporte 087654321", "PAS 087654321"},
		{"", "12345678", " 12345678"}, // no kind is guessed
		{"", "1234567", " 1234567"},
		{"", "AB123456", " AB123456"},
		{"", "indocumentada", "SD "},
		{"", "Sin documento", "SD "},
		{"", "-", "SD "},
		{"", "Pasaporte", "PAS "},
		{"", "", " "},
		{"brevete", "12345678", "sheet.document_kind"},
		{"DNI", "CE 001234567", "sheet.document_kinds"},
		{"CE", "V-12.345.678", "sheet.document_kinds"},
		{"", "DNI 12345678 / CE 001234567", "sheet.document_two"},
		{"DNI", "12345678 y 87654321", "sheet.document_two"},
	} {
		paper, err := sheet.ReadDocument(c.kind, c.number)
		got := strings.TrimSuffix(paper.Kind+" "+paper.Number+" "+paper.Repaired, " ")
		if strings.HasPrefix(c.want, "sheet.") {
			refused(t, err, c.want)
		} else if err != nil || got != c.want {
			t.Errorf("%q, %q: got %q, %v, want %q", c.kind, c.number, got, err, c.want)
		}
		if warning := paper.Warning(); warning != nil {
			refused(t, warning, paper.Repaired)
			saysWhat(t, warning, paper.Written)
		}
	}
}

// A number that lost its zeros to a spreadsheet is the number that it was.
func TestEatenZerosComeBack(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(100_000, 99_999_999).Draw(t, "number")
		whole, err := sheet.ReadDocument("DNI", fmt.Sprintf("%08d", n))
		if err != nil || whole.Repaired != "" {
			t.Fatal(whole, err)
		}
		eaten, err := sheet.ReadDocument("DNI", fmt.Sprint(n))
		if err != nil || eaten.Number != whole.Number || (eaten.Repaired == "") != (n >= 10_000_000) {
			t.Fatal(eaten, err)
		}
	})
}

func TestReadPhones(t *testing.T) {
	for _, c := range []struct {
		text string
		want []string
		bad  bool
	}{
		{"987654321", []string{"987654321"}, false},
		{"+51 987 654 321", []string{"987654321"}, false},
		{"0051 987654321", []string{"987654321"}, false},
		{"51987654321", []string{"987654321"}, false},
		{"987-654-321", []string{"987654321"}, false},
		{"cel. 987 654 321 (hermana)", []string{"987654321"}, false},
		{"'987654321", []string{"987654321"}, false},
		{"987654321 / 912345678", []string{"987654321", "912345678"}, false},
		{"987654321 - 912345678", []string{"987654321", "912345678"}, false},
		{"987654321 912345678", []string{"987654321", "912345678"}, false},
		{"987654321 y 044-234567", []string{"987654321", "044234567"}, false},
		{"(01) 234 5678", []string{"012345678"}, false},
		{"234567", []string{"234567"}, false},
		{"+58 412-1234567", []string{"+584121234567"}, false},
		{"9.87654321E8", []string{"987654321"}, false},
		{"987654321.0", []string{"987654321"}, false},
		{"", nil, false}, {"no tiene", nil, false}, {"-", nil, false}, {"S/N", nil, false},
		{"9.87654E+08", nil, true},
		{"98765432", nil, true},
		{"12345", nil, true},
		{"vecina", nil, true},
		{"1234567890123456", nil, true},
		{"987654321 / 98765", []string{"987654321"}, true},
	} {
		phones, err := sheet.ReadPhones(c.text)
		if !slices.Equal(phones, c.want) || (err != nil) != c.bad {
			t.Errorf("%q: got %q, %v", c.text, phones, err)
		}
		if c.bad {
			refused(t, err, "sheet.phone_unread")
		}
	}
}
