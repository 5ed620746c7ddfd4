package cast

// Women whom several tests share. They appear in Small, and but for Marbelys in no
// world.
var (
	// Marbelys bakes in Trujillo and was 31 when her paper expired. She is the baker of
	// AlmaLlanera too.
	Marbelys = Person{
		Surnames: "Graterol Bastidas", GivenNames: "Marbelys Coromoto", Sex: "F", Birth: "1989-02-11",
		Nationality: "VEN", Population: "in_destination", DocumentType: "CPP", DocumentNumber: "001284417",
		Phone: "951204417", Household: "LAL-0007", Kinship: "jefa", LifeStages: "madre;jefa_de_hogar",
	}

	// Yusmary was registered in Tumbes with her passport.
	Yusmary = Person{
		Surnames: "Pérez", GivenNames: "Yusmary", Sex: "F", Birth: "1994",
		Nationality: "VEN", Population: "in_transit", DocumentType: "PAS", DocumentNumber: "148203956",
		Phone: "962318450",
	}

	// YusmaryInLima is the same Yusmary, registered months later by ear: only
	// her phone tells.
	YusmaryInLima = Person{
		Surnames: "Perez Rojas", GivenNames: "Yusmari", Sex: "F", Birth: "1994",
		Nationality: "VEN", Population: "in_destination", DocumentType: "CPP", DocumentNumber: "002915530",
		Phone: "962318450",
	}

	// Rosa will one day ask that her data be erased.
	Rosa = Person{
		Surnames: "Chinchilla Omaña", GivenNames: "Rosa Elvira", Sex: "F", Birth: "1978-09-30",
		Nationality: "VEN", Population: "in_destination", DocumentType: "CIV", DocumentNumber: "V13882045",
		Phone: "944107362", LifeStages: "madre;cuidadora",
	}
)
