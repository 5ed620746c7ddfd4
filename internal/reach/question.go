package reach

import (
	"context"
	"slices"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
)

// Term is an outcome of a service. An empty outcome is any.
type Term struct{ Service, Outcome string }

// Who narrows a question to some people. Ages are completed years on the day of
// each delivery, and leave out only who is known to be outside them.
type Who struct {
	Sex            string // "" for everybody
	MinAge, MaxAge *int
	AgeUnknown     bool  // only deliveries at an age that is not known
	Flags          int64 // any of these was true on the day; 0 for everybody
	Committee      bool  // only who represents a committee

	// What is not asked is not spelled, so that a question which was frozen before
	// there was such a thing to ask still has its hash.
	Every      int64  `json:",omitempty"` // each of these was true on the day
	Population string `json:",omitempty"` // "" for any
}

// Unit is what a question counts.
type Unit string

// The units.
const (
	People     Unit = "person"
	Committees Unit = "committee"
	Households Unit = "household" // of whoever was said to live in one, and of her own of everybody else
)

// Dimension is a way to part an answer into cells.
type Dimension string

// The dimensions. Place and time part the deliveries; what is said of a person
// is what held at her first delivery in the place and time of the cell.
const (
	ByRegion      Dimension = "region"
	ByProvince    Dimension = "province"
	ByDistrict    Dimension = "district"
	ByMonth       Dimension = "month"
	ByQuarter     Dimension = "quarter"
	ByYear        Dimension = "year"
	ByService     Dimension = "service"
	BySex         Dimension = "sex"
	ByAge         Dimension = "age"   // life course of Peru: 0-11, 12-17, 18-29, 30-59, 60+
	ByAdult       Dimension = "adult" // R4V: under 18, 18 and over
	ByPopulation  Dimension = "population"
	ByNationality Dimension = "nationality"
	// ByLifeStage parts by what was true on the day, as registry numbers it: a
	// person is in the cell of each label that she had, so cells overlap.
	ByLifeStage Dimension = "life_stage"
)

// Dimensions lists every dimension.
func Dimensions() []Dimension {
	return []Dimension{
		ByRegion, ByProvince, ByDistrict, ByMonth, ByQuarter, ByYear, ByService,
		BySex, ByAge, ByAdult, ByPopulation, ByNationality, ByLifeStage,
	}
}

// Known reports whether d is a dimension.
func (d Dimension) Known() bool { return slices.Contains(Dimensions(), d) }

// Question asks how many different people (or committees, or households) have any of the terms
// in a period, as of a position.
type Question struct {
	Programme string
	Terms     []Term // any of them; none at all asks for every service
	Who       Who
	Period    trenza.Period
	Unit      Unit
	By        []Dimension
	AsOf      int64
	// New asks for people at their first time ever: each counts once, in the
	// place and time of her first row, when that lies in the period. By month
	// they add up to the cumulative figure (domain rule 9).
	New bool
	// Returning asks for people who had any of the terms before the period as
	// well: with those who are new, they are all. Without a first day nobody had.
	Returning bool
	// All asks for people who have each of the terms, and not any of them, among
	// the rows that the question is about.
	All   bool
	Place trenza.Place // deliveries in it; "" for everywhere
	// Together narrows All to people who have each of the terms in the same part of
	// a dimension of place or time, such as one region, and to their rows there; ""
	// where the parts do not matter.
	Together Dimension `json:",omitempty"`
}

// Combination is which services some people received, and no others of those
// asked about.
type Combination struct {
	Services []string // in the order of the question
	Count    int
}

// Overlap is how many people had both of two services: as many as had one, where
// the two are the same.
type Overlap struct {
	A, B  string
	Count int
}

// Cell is a part of an answer: one value per dimension asked for, "" where it
// is not known. A person counts once in a cell, and may count in several, so
// cells add up to no total.
type Cell struct {
	Values []string
	Count  int
	Rows   int
}

// Answer is how many different people there are, and of how many rows.
type Answer struct {
	Count    int
	Rows     int
	Records  int // different records of people, before merges
	Cells    []Cell
	Position int64 // as of which it holds
}

// Declared is people counted without names: never people, and never added to
// them but in an estimate that says so.
type Declared struct {
	People     int
	Activities int
}

// Engine answers questions within what a scope may see.
type Engine interface {
	// Position is the last position of the scope's organisation.
	Position(ctx context.Context, scope access.Scope) (int64, error)
	// Count counts. The position of the question must not lie ahead of
	// Position; 0 means the present one.
	Count(ctx context.Context, scope access.Scope, q Question) (Answer, error)
	// Facts calls each for every row that a count of the question rests on, in
	// the order of their positions.
	Facts(ctx context.Context, scope access.Scope, q Question, each func(Fact) error) error
	// History calls each for every row of a programme that holds or ever held,
	// by the number of the person and in the order of their positions.
	History(ctx context.Context, scope access.Scope, programme string, each func(Held) error) error
	// Joins lists which numbers count or counted as others, and between which
	// positions.
	Joins(ctx context.Context, scope access.Scope, programme string) ([]Rooted, error)
	// Combinations parts the people of a question by which of the services of its
	// terms they had: each is in one of them, so they add up. The largest come
	// first.
	Combinations(ctx context.Context, scope access.Scope, q Question) ([]Combination, error)
	// Overlaps counts, for each two of the services of a question's terms, or of
	// every service where it has none, who had both: A before B in the order of the
	// question, or of their ids. Nothing is said of two that nobody had.
	Overlaps(ctx context.Context, scope access.Scope, q Question) ([]Overlap, error)
	// Declared adds up the headcounts of the question's services, less those
	// who were registered by name since.
	Declared(ctx context.Context, scope access.Scope, q Question) (Declared, error)
}
