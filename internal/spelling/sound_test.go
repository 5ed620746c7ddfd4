package spelling_test

import (
	"strings"
	"testing"

	"pgregory.net/rapid"

	"github.com/trenza/trenza/internal/spelling"
)

// soundAlike are spellings of one name a line, as lists of Peru and Venezuela
// have them.
const soundAlike = `
yenifer jennifer llenifer yennifer jenifer geniffer jhenifer
yesica jessica llesika gessica jesika
jhoselyn yoselin joselin yoseline jocelyn llocelin
giovanna yovana jovana geovanna jhovana
jeannet yanet janeth yaneth llanet
jhon john yon jon
jefferson yeferson geferson yeferzon
giancarlo yancarlo jeancarlo
jacqueline yaquelin jackelin yakeline
johanna yohana joana yoana jhoanna
giuliana yuliana juliana
yuly july llully juli
nayeli nallely naieli nayely
maryori marjorie marllori maryorie
anyela angela anjela
yajaira llajaira jajayra
dayana daiana dallana
brayan braian
brian bryan
jazmin yasmin yazmin
yamileth llamilet jamilet
ysabel isabel izabel ysavel
ynes ines inez
yngrid ingrid yngrit
xiomara siomara ciomara xhiomara
ximena jimena gimena
xavier javier
alexis alecsis aleksis
alexandra alessandra aleksandra
dixon dickson dicson
christian cristian kristian cristhian crhistian
katherine catherin caterine katerin
erick erich eric
nicole nicol nikol nicoll
michelle michel mitchel michell
mishel mishelle
stephanie estefani stefany estefany
scarlett escarlet skarlet
ivette ivet yvette ibet
lissette liset lizeth lisett
elizabeth elisabet elizabet helizabeth
judith yudit yudid lludith
edith edit edid hedith
miriam mirian myriam
emma enma
william wiliam wuilian
wilmer wuilmer vilmer uilmer
walter gualter valter
wendy huendy
shirley shirly sirley
kimberley kimberly quimberli
nelly neli nely
isabella isabela
fiorella fiorela
haydee aide aydee haidee
heidi eidi heydi
cynthia sintia cinthya cintya
gladys gladis gladiz
martha marta
esther ester ezter
sarah sara
sophia sofia zofia
rebecca rebeka
raquel rakel
guisela guizela
katya katia
tanya tania
zuleyka suleica
quispe kispe qquispe quizpe
huaman guaman waman
huamani guamani wamani
huayta guaita wayta
huillca vilca wilca huilca
huallpa hualpa walpa
cahuana cawana
ccori cori kori
huaccha huacha guacha
choque choke
llupanqui yupanqui yupanki
gonzales gonzalez gonsales
vasquez vazquez bazques
chavez chaves
ibanez ybanez ivanez
zavala sabala zabala
mejia megia
villanueva biyanueva
yllescas illescas
yanez llanez
hernandez ernandes
henriquez enriques enrriquez
rodriguez rodrigues
campos canpos
carrillo carriyo
guerrero guerero
saavedra savedra
echevarria etchevarria
carvalho carvallo
cespedes sespedes
pacheco pachecco
isaac isac isaak
`

// soundApart are names a line that must not be taken for each other by ear.
const soundApart = `
maria mario mariela marina
rosa rocio rosario
ana anais
juana juan
julia julio
luis luisa luz
elena elina
carmen carla
cruz cruzado
torres torre
rojas rosas
rios rivas
ramos ramirez romero
vega vera
mamani mamana
condori condorcanqui
quispe quinto
castillo castilla castro
gutierrez guerra
estrella estela
chavez sanchez
pena pina
leon luna
diana dayana
alejandra alexandra
gisela guisela
ayala avila
villa vila
calle cale
`

func TestSoundAlike(t *testing.T) {
	for line := range strings.Lines(soundAlike) {
		words := strings.Fields(line)
		for _, word := range words {
			if one, other := spelling.Sound(words[0]), spelling.Sound(word); one != other {
				t.Errorf("%s sounds %s, and %s %s", words[0], one, word, other)
			}
		}
	}
}

func TestSoundApart(t *testing.T) {
	for line := range strings.Lines(soundApart) {
		heard := make(map[string]string)
		for word := range strings.FieldsSeq(line) {
			sound := spelling.Sound(word)
			if other, again := heard[sound]; again {
				t.Errorf("%s and %s both sound %s", other, word, sound)
			}
			heard[sound] = word
		}
	}
}

func TestSound(t *testing.T) {
	for word, want := range map[string]string{
		"jennifer": "YENIFER", "huaman": "BAMAN", "chavez": "CABES", "miguel": "MIGEL", "hugo": "UGO",
		"": "", "h": "", "5": "5", "2255": "2255", "мария": "мария", "李": "李", "mª": "Mª", "\xff\xff": "\xff\xff",
	} {
		if got := spelling.Sound(word); got != want {
			t.Errorf("Sound(%q) = %q, want %q", word, got, want)
		}
	}
}

// TestSoundStaysAsItIs spells words of the letters and neighbours that rules
// look at.
func TestSoundStaysAsItIs(t *testing.T) {
	parts := strings.Fields("a e i o u y b c ch d g gu h hu j k l ll m n p ph q qu r s sh t th v w x z é S K N M D 7")
	rapid.Check(t, func(t *rapid.T) {
		word := strings.Join(rapid.SliceOfN(rapid.SampledFrom(parts), 0, 8).Draw(t, "word"), "")
		if once := spelling.Sound(word); spelling.Sound(once) != once {
			t.Errorf("%s sounds %s, and that %s", word, once, spelling.Sound(once))
		}
	})
}
