package access

import (
	"slices"

	"github.com/trenza/trenza"
)

// Service is what the policies need to know of a service: rows of the tables
// name the service, and its definition says of which field of work and class it
// is.
type Service struct {
	Programme string
	ID        string
	Field     Field
	Class     trenza.Class
}

// Among returns a service of a programme among some. One that is not among them
// is of no field of work, and counts as sensitive.
func Among(services []Service, programme, id string) Service {
	at := slices.IndexFunc(services, func(s Service) bool { return s.Programme == programme && s.ID == id })
	if at < 0 {
		return Service{Programme: programme, ID: id, Class: trenza.P3}
	}
	return services[at]
}
