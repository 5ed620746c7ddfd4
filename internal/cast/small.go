package cast

// Small returns two lists that can be counted by eye.
//
// bono has 12 rows of payments, of which 1 is bad (row 12, paid on 31 June)
// and 11 are good. Of the good ones 10 were collected or credited and 1 was
// rejected (Rosa, row 9; she is paid in row 10).
//
//	7 people by document: Marbelys (rows 2 and 3), Yusmary in Tumbes (4),
//	  Yusmary in Lima (5), Belkis (6), Norelys (7 and 8, typed in two ways),
//	  Rosa (9 and 10) and Zuleima (11 and 13), all of them women who collected;
//	6 after review joins rows 4 and 5, which share a phone.
//
// representantes is the attendance of the 24 women of Reque at crochet, two
// sessions of it, one woman a committee: 24 people and 24 committees however
// they are read.
func Small() (bono, representantes List) {
	return smallBonus(), smallRepresentatives()
}

func smallBonus() List {
	belkis := Person{
		Surnames: "Urdaneta Soto", GivenNames: "Belkis", Sex: "F", Birth: "1983-12-05", Nationality: "VEN",
		Population: "in_destination", Phone: "933570218", DocumentType: "SD",
	}
	norelys := Person{
		Surnames: "Fuenmayor Leal", GivenNames: "Norelys del Valle", Sex: "F", Birth: "1996-07-19", Nationality: "VEN",
		Population: "pendular", DocumentType: "PTP", DocumentNumber: "003377120", Phone: "918446035", LifeStages: "joven;madre",
	}
	hasty := norelys
	hasty.Surnames, hasty.GivenNames, hasty.Birth, hasty.Phone = "FUENMAYOR", "NORELIS DEL VALLE", "1996", ""
	zuleima := Person{
		Surnames: "Montilla Ochoa", GivenNames: "Zuleima", Sex: "F", Birth: "1959-03-22", Nationality: "VEN",
		Population: "in_destination", DocumentType: "CE", DocumentNumber: "002046618", Phone: "977215604", LifeStages: "adulta_mayor",
	}
	eglis := Person{
		Surnames: "Bracho Nava", GivenNames: "Eglis", Sex: "F", Birth: "1990", Nationality: "VEN",
		Population: "in_destination", DocumentType: "CPP", DocumentNumber: "004410926", Phone: "955031872",
	}
	return List{Name: "bono.xlsx", Sheets: []Sheet{{Name: "Bono", Rows: [][]string{
		paymentHeader(),
		payment("2020-05-04", "130101", Marbelys, "B-001", "1", "500.00", "cobrado"),
		payment("2020-06-04", "130101", Marbelys, "B-001", "2", "300.00", "cobrado"),
		payment("2020-05-05", "240101", Yusmary, "B-002", "1", "500.00", "cobrado"),
		payment("2020-08-10", "150132", YusmaryInLima, "B-003", "1", "760.00", "abonado"),
		payment("2020-05-05", "240302", belkis, "B-004", "1", "760.00", "cobrado"),
		payment("2020-05-06", "200101", norelys, "B-005", "1", "500.00", "cobrado"),
		payment("2020-06-06", "200101", hasty, "B-005", "2", "300.00", "cobrado"),
		payment("2020-05-07", "150110", Rosa, "B-006", "1", "760.00", "rechazado"),
		payment("2020-05-21", "150110", Rosa, "B-006", "1", "760.00", "cobrado"),
		payment("2020-05-07", "070101", zuleima, "B-007", "1", "500.00", "cobrado"),
		payment("2020-06-31", "070101", eglis, "B-008", "1", "500.00", "cobrado"),
		payment("2020-06-08", "070101", zuleima, "B-007", "2", "300.00", "abonado"),
	}}}}
}

// payment is a row of a payment list of the bonus, paid into a wallet.
func payment(day, place string, who Person, line, leg, amount, state string) []string {
	row := append([]string{"bono", day, place}, who.Cells()...)
	return append(row, line, leg, amount, "billetera", state)
}

// smallRepresentatives is the second sheet of TallerReque, crochet, cut down
// to its first two sessions, at which everybody is present.
func smallRepresentatives() List {
	const people = 2 + 13 // the columns before the first session
	whole := TallerReque(1).Lists[0].Sheets[1]
	sheet := Sheet{Name: "Crochet"}
	for i, row := range whole.Rows[:1+len(committees)] {
		short := append([]string{}, row[:people+2]...)
		if i > 0 {
			short[people], short[people+1] = "P", "P"
		}
		sheet.Rows = append(sheet.Rows, short)
	}
	return List{Name: "representantes.xlsx", Sheets: []Sheet{sheet}}
}
