package main

import (
	"maps"
	"slices"
)

// year is a folder as an office of five regions keeps it over a year, and what
// is true of it.
type year struct {
	files map[string][]byte
	lists []*file
	truth *truth

	parted []parted
}

// folderAccount is what is to become of the folder, imported in the order of
// its paths.
type folderAccount struct {
	Programme string         `yaml:"programme"`
	People    int            `yaml:"people"`
	Figures   map[string]int `yaml:"figures"`
	Declared  map[string]int `yaml:"declared"`
	Parted    []parted       `yaml:"parted"`
	Lists     []listAccount  `yaml:"lists"`
	Others    []string       `yaml:"others"` // no lists, and never opened
}

type listAccount struct {
	File   string       `yaml:"file"`
	Trap   string       `yaml:"trap"`
	Why    string       `yaml:"why,omitempty"`
	Sheets []tabAccount `yaml:"sheets"`
}

// list begins a list of the folder. All lists share one truth.
func (y *year) list(path, trap string) *file {
	f := &file{name: path, truth: y.truth, account: account{Trap: trap}}
	y.lists = append(y.lists, f)
	return f
}

// expected returns what is true of the folder.
func (y *year) expected() []byte {
	a := folderAccount{Programme: y.truth.programme, People: len(y.truth.received), Figures: y.truth.figures(), Declared: y.truth.heads(), Parted: y.parted}
	listed := make(map[string]bool)
	for _, f := range y.lists {
		l := listAccount{File: f.name, Trap: f.account.Trap, Why: f.account.Why}
		for _, t := range f.tabs {
			l.Sheets = append(l.Sheets, t.account)
		}
		a.Lists = append(a.Lists, l)
		listed[f.name] = true
	}
	for _, path := range slices.Sorted(maps.Keys(y.files)) {
		if !listed[path] {
			a.Others = append(a.Others, path)
		}
	}
	return marshalled(a)
}

// office invents the folder. Its lists are made in the order of their paths,
// in which they will be read: of two copies of a row, the first comes in.
func office() *year {
	y := &year{files: make(map[string][]byte), truth: newTruth("alma-llanera")}
	cast := &staff{inventor: inventor{invented: 1000}}
	cast.hire()
	for _, list := range []func(*year, *staff){
		callaoBank, callaoFairs, survey, trujilloMarch, trujilloWorkshop, limaKobo, limaFirst, limaRevised, piuraCopy, piuraBonus, piuraLegal, tumbesRegister,
	} {
		list(y, cast)
	}
	for _, f := range y.lists {
		y.files[f.name] = f.bytes()
	}
	y.parted = []parted{
		{"bono", "region", map[string]int{"07": 6, "20": 8}},
		{"psicosocial", "district", map[string]int{"240302": 6}},
		{"regularizacion", "district", map[string]int{"200101": 5}},
	}
	clutter(y)
	return y
}

// staff are the women of each region, some of whom moved on and were served in
// another as well.
type staff struct {
	inventor
	callao, trujillo, lima, piura, tumbes []*person
}

func (s *staff) hire() {
	s.callao, s.trujillo, s.lima, s.piura, s.tumbes = s.women(8), s.women(12), s.women(14), s.women(12), s.women(12)
}

// clutter is what lies between the lists.
func clutter(y *year) {
	word := zipped([]part{{name: "[Content_Types].xml", text: document("<Types/>")}, {name: "word/document.xml", text: document("<document>Plan de trabajo</document>")}})
	for path, text := range map[string][]byte{
		"Thumbs.db":                  compound("Catalog"),
		"desktop.ini":                []byte("[.ShellClassInfo]\r\nIconIndex=-235\r\n"),
		"LEEME.txt":                  []byte("Las listas de cada oficina van en su carpeta.\r\n"),
		"Plan de trabajo 2020.docx":  word,
		"informes/Informe anual.pdf": []byte("%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"),
		"tumbes/~$Registro de atenciones 2020.xlsx":     append([]byte("\x05Tumbes"), make([]byte, 158)...),
		"tumbes/fotos/IMG_20200307_0912.png":            drawn(),
		"lima/.~lock.atenciones_lima.xlsx#":             []byte(",tumbes,pc-01,04.05.2020 09:12;\n"),
		"la libertad/Lista de talleres (plantilla).ods": zipped([]part{{name: "mimetype", text: []byte("application/vnd.oasis.opendocument.spreadsheet")}}),
	} {
		y.files[path] = text
	}
}
