package page

import (
	"strconv"
	"strings"

	"github.com/trenza/trenza/internal/exchange"
	"github.com/trenza/trenza/internal/locale"
)

// fileName is a file without the folders that it lay in.
func fileName(path string) string { return path[strings.LastIndexByte(path, '/')+1:] }

// folderName is the folder that a file lay in, which tells apart lists of one name;
// "" where it was not said.
func folderName(path string) string {
	return fileName(strings.TrimSuffix(strings.TrimSuffix(path, fileName(path)), "/"))
}

// ListName is what a list is called: its file, and the folder that it lay in.
func ListName(words locale.Printer, path string) string {
	if folder := folderName(path); folder != "" {
		return words.Text("web.listas.in_folder", fileName(path), folder)
	}
	return fileName(path)
}

// refText is where a row stands in a list, as people say it; one that came by no list
// stands nowhere.
func refText(words locale.Printer, ref exchange.Ref) string {
	switch list, row := ListName(words, ref.File), strconv.Itoa(ref.Row); {
	case ref.File == "":
		return ""
	case ref.Sheet == "":
		return words.Text("web.listas.row", list, row)
	default:
		return words.Text("web.listas.sheet_row", list, ref.Sheet, row)
	}
}
