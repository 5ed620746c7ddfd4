// Package directory knows the fixed points of the work: places, organisations
// and services.
//
// Places are those of Peru, departments, provinces and districts, under their
// INEI code, with lookup by name and the RENIEC numbering as an alias (domain
// rule 12). They come with the program: places.csv and reniec.csv are embedded,
// indexed on first use and never written to.
//
// Organisations are who gives a service and who receives a person referred;
// services are what each of them offers. They live in the database, inside the
// wall of the organisation that keeps them.
package directory
