package programme

import "regexp"

// placeholder is the id of an indicator between braces.
var placeholder = regexp.MustCompile(`\{([^{}\s]*)\}`)

// Fill returns the paragraph of the language with each "{indicator}" replaced
// by the text of its figure. value gives that text as it is to be read, its
// qualifier included ("más de 11.950"). A placeholder without a value stays as
// it is, so that a figure that is missing cannot be overlooked.
func (d *Definition) Fill(lang string, value func(id string) (text string, ok bool)) string {
	return placeholder.ReplaceAllStringFunc(d.Paragraph.In(lang), func(found string) string {
		if text, ok := value(found[1 : len(found)-1]); ok {
			return text
		}
		return found
	})
}
