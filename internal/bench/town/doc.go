// Package town invents people over the districts of the five regions, what they
// received and who accompanies them, and writes all of it straight into the
// tables of a fresh installation, for programs that measure among many people.
//
// Everything about somebody follows from the seed and her number alone, so that
// nothing of it has to be kept, and another run invents the same. What is written
// is read as what the program itself wrote; only who audits it finds that nobody
// told it.
package town
