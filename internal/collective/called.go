package collective

import "strings"

// calledSo is what people write before the name of an organisation of base of a
// kind, folded, the longest first: "Comité de Vaso de Leche San José" is San José.
var calledSo = map[string][]string{
	VasoDeLeche: {
		"comite de base del vaso de leche", "comite de base de vaso de leche", "comite de vaso de leche", "comite del vaso de leche",
		"comite vaso de leche", "vaso de leche", "comite vdl", "comite de base", "cvl", "vdl",
	},
	"club_de_madres":  {"club de madres"},
	"comedor_popular": {"comedor popular", "comedor"},
}

// quotes are what stands around a name, and between it and what it is.
const quotes = " .:-\"'«»“”"

// bare is the folded name of an organisation of base without what says of which kind
// it is; the whole of it where nothing else is left.
func bare(kind, folded string) string {
	name := strings.Trim(folded, quotes)
	for _, before := range append(calledSo[kind], "comite") {
		if rest, said := strings.CutPrefix(name, before+" "); said && strings.TrimSpace(rest) != "" {
			return strings.Trim(rest, quotes)
		}
	}
	if name == "comite" {
		return ""
	}
	return name
}
