package page

import (
	"testing"

	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/programme"
)

// TestEveryServiceHasAStrandAndAnIcon: what the shipped programmes offer is drawn.
func TestEveryServiceHasAStrandAndAnIcon(t *testing.T) {
	for _, id := range []string{"alma-llanera", "taller-reque"} {
		d, _ := programme.Shipped(id)
		for i := range d.Services {
			s := &d.Services[i]
			if ServiceStrand(s) == StrandThread {
				t.Errorf("%s of %s lies on her thread", s.ID, id)
			}
			if len(icons[ServiceIcon(s)]) == 0 {
				t.Errorf("%s of %s has the icon %q, which nobody has drawn", s.ID, id, ServiceIcon(s))
			}
		}
	}
	for _, field := range access.Fields() {
		if len(icons[fieldIcons[field]]) == 0 {
			t.Errorf("the field %s has no icon", field)
		}
	}
	for _, icon := range []string{IconRegistered, IconReached, IconPaper, ServiceIcon(nil), ServiceIcon(&programme.Service{})} {
		if len(icons[icon]) == 0 {
			t.Errorf("nobody has drawn %q", icon)
		}
	}
	if ServiceStrand(nil) != StrandThread || StrandOf("sombra") != StrandThread {
		t.Error("what is on no strand is not on her thread")
	}
}
