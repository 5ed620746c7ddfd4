package sheet

import "strings"

// WomenAndMen counts the given names that women bear and those that men do, by
// the first word of each: "María José" is a woman's and "José María" a man's.
// Names that both bear, or that nothing tells, count as neither.
func WomenAndMen(given []string) (women, men int) {
	for _, name := range given {
		first, _, _ := strings.Cut(strings.TrimSpace(Fold(name)), " ")
		switch {
		case mens[first]:
			men++
		case womens[first], strings.HasSuffix(first, "a"):
			women++
		case strings.HasSuffix(first, "o"):
			men++
		}
	}
	return women, men
}

// womens are the frequent given names of women that do not end in a, and mens
// those of men that do not end in o, folded.
var (
	womens = wordSet(`abigail amparo araceli beatriz belen betty carmen caroline catherine cindy consuelo daisy damaris denisse deysi dolores
		elizabeth emely esther estefany evelyn flor genesis gladys ingrid ines irene isabel ivonne jacqueline janet jennifer jenny judith karen
		katherine keily kelly leidy leonor lesly lilibeth lisbeth lizbeth lourdes luz magaly mabel marbelys margot maribel maricarmen marisol
		marlene mary mercedes michelle milagros miriam nancy nathaly nelly nicole noemi paola pilar rachel raquel rocio rosario rosmary ruth
		sharon shirley socorro sol soledad vivian yasmin yolimar yulimar yusmary zoe`)
	mens = wordSet(`aaron abel abraham adan adrian agustin alexander alexis andres angel benjamin brayan bryan carlos cesar christian cristian
		cristobal daniel david eder edgar edwin efrain elias emanuel enrique erick esteban ezequiel felipe felix fidel frank freddy gabriel
		german gilmer hector henry hernan isaac isaias ismael israel ivan jaime javier jefferson jhon jhonatan joaquin joel john jonathan jordan
		jorge jose josue juan julian kevin luca lucas luis manuel martin matias miguel misael moises nelson nestor nicolas noe noel omar oscar
		percy rafael ramon raul ricky robert roger ronald ruben salvador samuel santos saul sebastian tomas victor vicente walter wilder william
		wilmer wilson xavier`)
)
