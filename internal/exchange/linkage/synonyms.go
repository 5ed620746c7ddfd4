package linkage

import (
	"regexp"
	"slices"
	"strings"

	"github.com/trenza/trenza/internal/exchange/sheet"
	"github.com/trenza/trenza/internal/match"
)

// role is what a heading alone gives away of a column.
type role struct {
	kind match.Kind
	id   bool // it names the rows
	out  bool // it is nothing to compare by
	of   bool // it is the type of the document
	tail bool // only the words at the end of the heading say so
}

// headings are what columns are called, by what they hold, in Spanish and
// English, as headingOf writes them.
var headingRoles = rolesOf(map[role]string{
	{id: true}: `id, unique id, rec id, record id, row id, recordid, uid, key, folio, nro, num, no, n, item, codigo, codigo de registro,
		numero de registro, id registro, code, record`,
	{out: true}: `cluster, cluster id, label, true match, entity id, ent id, fecha de registro, fecha de atencion, timestamp, marca temporal,
		created at, updated at, start, end, uuid, observaciones, notas, notes, comments, firma`,
	{kind: match.Given}: `nombres, nombre, nombre de pila, primer nombre, segundo nombre, otros nombres, first name, firstname, first names,
		given name, given names, givenname, forename, forenames, forename 1, forename 2, fname, middle name, middlename, mname, christian name`,
	{kind: match.Surname}: `apellidos, apellido, apellido paterno, apellido materno, primer apellido, segundo apellido, paterno, materno, surname,
		surnames, last name, lastname, last names, family name, lname, surname 1, surname 2, sname`,
	{kind: match.Name}: `nombre completo, nombres completos, apellidos y nombres, nombres y apellidos, nombre y apellido, nombre y apellidos,
		apellidos y nombres completos, persona, participante, beneficiaria, beneficiario, usuaria, titular, full name, fullname, name, person name, person, participant, socia, socias,
		nombre de la socia, representante, nombre de la representante, nombre de la participante, asistente, alumna`,
	{kind: match.Date}: `fecha de nacimiento, fecha nacimiento, nacimiento, fec nac, f nac, fn, fecha nac, dob, born, birth, date of birth, birth date, birthdate,
		birthday, year of birth, birth year, birthyear, yob, ano de nacimiento, ano nacimiento, year, ano, anio, publication year, published, release date`,
	{kind: match.Document}: `documento, doc, numero de documento, nro de documento, nro documento, n documento, no documento, num documento, numero documento,
		documento de identidad, numero de documento de identidad, n de documento, no de documento, numero doc, nro doc, dni, cedula, cedula de identidad, ci, ce, pasaporte, dni ce, document, document number, id number, identity number,
		national id, ssn, soc sec id, social security number, passport, passport number, nhs number, medicare number, tax id, tax number, tax no, vat, vat id, vat no, vat number, ruc, numero de ruc, n de ruc, nif, rut, curp, doi, isbn, upc, ean`,
	{of: true}: `tipo de documento, tipo documento, tipo doc, tipo de doc, td, document type, doc type, id type, type of document`,
	{kind: match.Phone}: `telefono, telefonos, celular, celulares, numero de celular, numero de telefono, telefono celular, movil, whatsapp, contacto, phone, phone number,
		telephone, tel, mobile, cell, cell phone, contact number`,
	{kind: match.Email}: `correo, correo electronico, email, e mail, mail, email address`,
	{kind: match.Place}: `distrito, ciudad, lugar, localidad, pueblo, comunidad, provincia, departamento, region, ubigeo, municipio, centro poblado,
		lugar de nacimiento, distrito de residencia, city, town, suburb, village, parish, district, county, place, place of birth, birthplace, birth place, location, municipality, residence`,
	{kind: match.Code}:    `codigo postal, postcode, post code, zip, zip code, zipcode, postal code, cp, postcode fake`,
	{kind: match.Address}: `direccion, domicilio, calle, address, addr, street, street address, address 1, address 2, address1, address2, street name, home address`,
	{kind: match.Text}: `titulo, title, descripcion, description, autor, autores, author, authors, venue, journal, booktitle, publisher, editorial, revista, ocupacion,
		occupation, profesion, abstract, product name, nombre del producto, manufacturer, brand, marca`,
	{kind: match.Number}:   `precio, monto, price, amount, edad, age, peso, weight, estatura, height, salary`,
	{kind: match.Category}: `sexo, genero, sex, gender, estado civil, marital status, state, country, pais, nacionalidad, nationality, tipo, type, category, categoria, cuisine, race, ethnicity, street number`,
})

// tailed are the kinds that the last words of a heading give away: "res street
// address". Those of names and papers do not: "mother's name" is another's.
var tailed = []match.Kind{match.Address, match.Code, match.Place, match.Phone, match.Email}

// numbered is what a heading ends in where there are several of its kind.
var numbered = regexp.MustCompile(` ?[0-9]+$`)

// roleOf returns what a heading gives away of its column, as a whole, without a
// number behind it, or by its last words.
func roleOf(heading string) role {
	said := headingOf(heading)
	if r, known := headingRoles[said]; known {
		return r
	}
	said = numbered.ReplaceAllString(said, "")
	for rest, more := said, true; more; _, rest, more = strings.Cut(rest, " ") {
		if r := headingRoles[rest]; slices.Contains(tailed, r.kind) {
			r.tail = true
			return r
		}
	}
	return role{}
}

// rolesOf turns lists of headings about, for looking up.
func rolesOf(lists map[role]string) map[string]role {
	roles := make(map[string]role)
	for role, list := range lists {
		for heading := range strings.SplitSeq(list, ",") {
			roles[strings.Join(strings.Fields(heading), " ")] = role
		}
	}
	return roles
}

// unsaid is what a heading says besides words.
var unsaid = regexp.MustCompile(`[^a-z0-9]+`)

// headingOf returns the words of a heading, folded: "N° de documento",
// "firstName" and "FIRST_NAME" become "n de documento" and "first name".
func headingOf(heading string) string {
	var apart strings.Builder
	last := ' '
	for _, r := range heading {
		if last >= 'a' && last <= 'z' && r >= 'A' && r <= 'Z' {
			apart.WriteByte(' ')
		}
		apart.WriteRune(r)
		last = r
	}
	return strings.TrimSpace(unsaid.ReplaceAllString(sheet.Fold(apart.String()), " "))
}
