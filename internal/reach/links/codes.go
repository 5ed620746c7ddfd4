package links

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"time"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/reach"
)

// Row is a delivery in the codes of a [Builder], 20 bytes long.
type Row struct {
	Number  uint32 // of her record
	Since   uint32 // position of the entry that told it
	Profile uint32
	Term    uint16
	Place   uint16
	Day     uint16 // see DayCode
	Ordinal uint16 // within the entry
}

// Profile is what a row says of the person.
type Profile struct {
	Sex, Population, Nationality string
	Collective                   string // id of the committee that she represents, "" for none
	Age                          int16  // completed years on the day, -1 when it is not known
	Flags                        int64  // what was true on the day
}

// lastDay is the code of the last day that a row may have.
const lastDay = math.MaxUint16

// epoch is the day whose code would be 0, which stands for no day.
var epoch = time.Date(1900, time.January, 1, 0, 0, 0, 0, time.UTC)

// DayCode is a day as the number of days since 1 January 1900. It returns an
// error for what is no day of the calendar and for days that lie outside of
// 1900-01-02 to 2079-06-06.
func DayCode(d trenza.Day) (uint16, error) {
	n, err := daysSince(d)
	if err != nil {
		return 0, err
	}
	if n < 1 || n > lastDay {
		return 0, fmt.Errorf("no delivery is counted on %s", d)
	}
	return uint16(n), nil
}

func daysSince(d trenza.Day) (int, error) {
	t, err := time.Parse(time.DateOnly, string(d))
	return int(t.Sub(epoch) / (24 * time.Hour)), err
}

// dayOf is the day of a code.
func dayOf(code int) trenza.Day { return trenza.DayOf(epoch.AddDate(0, 0, code)) }

// codes are the words of the rows, each with its number.
type codes struct {
	terms    words[reach.Term]
	places   words[trenza.Place]
	profiles words[Profile]

	service   axis // of terms
	region    axis // of places
	province  axis
	district  axis
	committee axis // of profiles, "" first: who represents none is of committee 0
	person    map[reach.Dimension]*axis
	stages    int64 // flags that any profile has
}

func newCodes() *codes {
	c := &codes{person: make(map[reach.Dimension]*axis), committee: axis{names: []string{""}}}
	for _, d := range reach.Dimensions() {
		if d.OfPerson() {
			c.person[d] = new(axis)
		}
	}
	return c
}

// words give each of some values its number, in the order in which they come.
type words[T comparable] struct {
	list []T
	code map[T]int
}

// intern returns the code of a value, and whether it is new.
func (w *words[T]) intern(value T) (code int, fresh bool) {
	if code, known := w.code[value]; known {
		return code, false
	}
	if w.code == nil {
		w.code = make(map[T]int)
	}
	w.code[value] = len(w.list)
	w.list = append(w.list, value)
	return len(w.list) - 1, true
}

// axis says, of each code, in which part of a dimension it lies: parts are
// numbered in the order of their names, which is that of the cells of an answer.
type axis struct {
	names []string // sorted
	part  []uint32 // by code
}

// add says in which part the next code lies.
func (a *axis) add(name string) {
	n, known := slices.BinarySearch(a.names, name)
	if !known {
		a.names = slices.Insert(a.names, n, name)
		for i, part := range a.part {
			if part >= uint32(n) {
				a.part[i]++
			}
		}
	}
	a.part = append(a.part, uint32(n))
}

var errFull = errors.New("more different things than an index of deliveries has numbers for")

func (c *codes) term(t reach.Term) (uint16, error) {
	code, fresh := c.terms.intern(t)
	if fresh {
		c.service.add(t.Service)
	}
	return uint16(code), fits(code, mostTerms)
}

func (c *codes) place(p trenza.Place) (uint16, error) {
	code, fresh := c.places.intern(p)
	if fresh {
		at := reach.Fact{}
		at.Place = p
		c.region.add(reach.ByRegion.Of(at))
		c.province.add(reach.ByProvince.Of(at))
		c.district.add(reach.ByDistrict.Of(at))
	}
	return uint16(code), fits(code, mostPlaces-1)
}

// fits refuses a code beyond the most that there may be.
func fits(code, most int) error {
	if code >= most {
		return errFull
	}
	return nil
}

func (c *codes) profile(p Profile) (uint32, error) {
	code, fresh := c.profiles.intern(p)
	if fresh {
		var said reach.Fact
		p.tell(&said, new(int))
		for d, a := range c.person {
			a.add(d.Of(said))
		}
		c.committee.add(p.Collective)
		c.stages |= p.Flags
	}
	return uint32(code), fits(code, mostProfiles)
}

// tell lets a fact say this of its person, with her age where there is room for
// it.
func (p *Profile) tell(f *reach.Fact, age *int) {
	f.Sex, f.Population, f.Nationality, f.Collective, f.Flags, f.Age = p.Sex, p.Population, p.Nationality, p.Collective, p.Flags, nil
	if p.Age >= 0 {
		*age = int(p.Age)
		f.Age = age
	}
}

// profileOf is what a fact says of the person.
func profileOf(f reach.Fact) (Profile, error) {
	p := Profile{Sex: f.Sex, Population: f.Population, Nationality: f.Nationality, Collective: f.Collective, Flags: f.Flags, Age: -1}
	if f.Age != nil {
		if *f.Age < 0 || *f.Age > math.MaxInt16 {
			return p, fmt.Errorf("nobody is %d years old", *f.Age)
		}
		p.Age = int16(*f.Age)
	}
	return p, nil
}

// row writes a fact in codes.
func (c *codes) row(f reach.Fact) (r Row, err error) {
	p, err := profileOf(f)
	if err != nil {
		return r, err
	}
	if r, err = where(f); err != nil {
		return r, err
	}
	if r.Term, err = c.term(reach.Term{Service: f.Service, Outcome: f.Outcome}); err != nil {
		return r, err
	}
	if r.Profile, err = c.profile(p); err != nil {
		return r, err
	}
	r.Place, err = c.place(f.Place)
	return r, err
}

// where is a row as far as it can be found by it, but for its term.
func where(f reach.Fact) (r Row, err error) {
	if r.Number, err = numberOf(f.Number); err != nil {
		return r, err
	}
	if f.Since < 0 || f.Since > math.MaxUint32 || f.Ordinal < 0 || f.Ordinal > math.MaxUint16 {
		return r, fmt.Errorf("delivery %d.%d was told beyond what an index counts", f.Since, f.Ordinal)
	}
	r.Since, r.Ordinal = uint32(f.Since), uint16(f.Ordinal)
	r.Day, err = DayCode(f.Day)
	return r, err
}

// numberOf is the number of a record; 0 is nobody.
func numberOf(number int64) (uint32, error) {
	if number < 1 || number >= math.MaxUint32 {
		return 0, fmt.Errorf("no record has the number %d", number)
	}
	return uint32(number), nil
}
