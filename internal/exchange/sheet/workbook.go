package sheet

import (
	"archive/zip"
	"bufio"
	"encoding/xml"
	"errors"
	"io"
	"iter"
	"path"
	"strings"

	"github.com/trenza/trenza"
)

// workbook is an .xlsx file: a zip of XML parts. It is read here and not with
// excelize because rows must stream straight from the zip (no unpacked copy of
// people's names in a temporary folder), damage in the middle of a sheet must
// be an error and never a shorter list, and dates need the style of each cell.
type workbook struct {
	name   string
	parts  map[string]*zip.File // by path within the zip, lower case
	tabs   []tab
	texts  []string // the shared texts that cells refer to by index
	styles []format // how cells with a style number are shown
	epoch  epoch
}

// tab is a sheet of cells and the part that holds it.
type tab struct {
	name, part string
	hidden     bool
}

// openWorkbook reads everything of a workbook but its rows.
func openWorkbook(name string, file io.ReaderAt, size int64) (*workbook, error) {
	if err := checkHead(name, file); err != nil {
		return nil, err
	}
	if err := checkDirectory(name, file, size); err != nil {
		return nil, err
	}
	archive, err := zip.NewReader(file, size)
	if err != nil {
		return nil, damaged(name, err)
	}
	w := &workbook{name: name, parts: map[string]*zip.File{}}
	if err := w.index(archive.File); err != nil {
		return nil, err
	}
	return w, w.load()
}

// index lists the parts and refuses those that unpack to more than the limits.
// The zip reader holds every part to the size that it declares. Two parts of
// one name would be two lists, of which every program sees another.
func (w *workbook) index(files []*zip.File) error {
	var all, swollen uint64
	for _, file := range files {
		size := min(file.UncompressedSize64, maxUnpacked+1)
		all += size
		if size/maxRatio > file.CompressedSize64 {
			swollen += size
		}
		if all > maxUnpacked || swollen > maxSwollen {
			return trenza.Refuse("sheet.unpacks_large", w.name, maxSwollen>>20)
		}
		name := partName(file.Name)
		if w.parts[name] != nil {
			return damaged(w.name, errors.New("two parts "+name))
		}
		w.parts[name] = file
	}
	return w.checkParts()
}

func partName(name string) string {
	return strings.ToLower(strings.TrimPrefix(strings.ReplaceAll(name, `\`, "/"), "/"))
}

func (w *workbook) load() error {
	root, err := w.relations("")
	if err != nil {
		return err
	}
	main := root.first("/officeDocument")
	if main == "" {
		return damaged(w.name, errors.New("no main part"))
	}
	related, err := w.relations(main)
	if err != nil {
		return err
	}
	if err := w.loadTabs(main, related); err != nil {
		return err
	}
	if err := w.loadStyles(related.first("/styles")); err != nil {
		return err
	}
	return w.loadTexts(related.first("/sharedStrings"))
}

// relations is what a part refers to.
type relations struct {
	All []struct {
		ID     string `xml:"Id,attr"`
		Type   string `xml:"Type,attr"`
		Target string `xml:"Target,attr"`
	} `xml:"Relationship"`
}

// relations returns what the part refers to, with full part names. The root of
// the package is the part "".
func (w *workbook) relations(part string) (relations, error) {
	var r relations
	folder, base := path.Split(part)
	err := w.decode(path.Join(folder, "_rels", base+".rels"), &r)
	for i, one := range r.All {
		if target, absolute := strings.CutPrefix(one.Target, "/"); absolute {
			r.All[i].Target = partName(target)
		} else {
			r.All[i].Target = partName(path.Join(folder, one.Target))
		}
	}
	return r, err
}

// first returns the target of the first relation whose type ends so, and "".
func (r relations) first(kind string) string {
	for _, one := range r.All {
		if strings.HasSuffix(one.Type, kind) {
			return one.Target
		}
	}
	return ""
}

// worksheet returns the part with the given id when it is a sheet of cells.
func (r relations) worksheet(id string) (string, bool) {
	for _, one := range r.All {
		if one.ID == id {
			return one.Target, strings.HasSuffix(one.Type, "/worksheet")
		}
	}
	return "", false
}

func (w *workbook) loadTabs(main string, related relations) error {
	var described struct {
		Properties struct {
			Date1904 string `xml:"date1904,attr"`
		} `xml:"workbookPr"`
		Sheets []struct {
			Name  string `xml:"name,attr"`
			ID    string `xml:"id,attr"`
			State string `xml:"state,attr"`
		} `xml:"sheets>sheet"`
	}
	if err := w.decode(main, &described); err != nil {
		return err
	}
	if since := described.Properties.Date1904; since == "1" || since == "true" {
		w.epoch = epoch1904
	}
	for _, sheet := range described.Sheets {
		if part, ok := related.worksheet(sheet.ID); ok {
			w.tabs = append(w.tabs, tab{name: sheet.Name, part: part, hidden: sheet.State == "hidden" || sheet.State == "veryHidden"})
		}
	}
	return nil
}

func (w *workbook) sheets() []string {
	names := make([]string, len(w.tabs))
	for i, tab := range w.tabs {
		names[i] = tab.name
	}
	return names
}

func (w *workbook) rows(sheet string) iter.Seq2[Row, error] {
	for _, tab := range w.tabs {
		if tab.name == sheet {
			return w.stream(tab.part)
		}
	}
	return fail(noSheet(w.name, sheet))
}

func (w *workbook) stream(part string) iter.Seq2[Row, error] {
	return func(yield func(Row, error) bool) {
		content, err := w.open(part)
		if err != nil {
			yield(Row{}, err)
			return
		}
		defer content.Close()
		if err := newGrid(w, content).each(yield); err != nil {
			yield(Row{}, err)
		}
	}
}

func (w *workbook) open(part string) (io.ReadCloser, error) {
	file, ok := w.parts[partName(part)]
	if !ok {
		return nil, damaged(w.name, errors.New("no part "+part))
	}
	content, err := file.Open()
	if err != nil {
		return nil, damaged(w.name, err)
	}
	return content, nil
}

// decode reads one of the small parts into a structure.
func (w *workbook) decode(part string, into any) error {
	content, err := w.open(part)
	if err != nil {
		return err
	}
	defer content.Close()
	bounded := &meter{Reader: bufio.NewReader(content), fuel: maxPart}
	if err := xml.NewDecoder(bounded).Decode(into); err != nil {
		return damaged(w.name, err)
	}
	return nil
}

func damaged(name string, cause error) error {
	return trenza.Refuse("sheet.damaged", name).Because(cause)
}
