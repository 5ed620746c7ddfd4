package trenza

import (
	"log/slog"
	"slices"
)

// Actor is who asks for something or changes something.
type Actor struct {
	Organisation string // the wall inside which the actor works
	Name         string // as the person is called; sealed wherever it is kept
	Account      string // id of the account that signed in; "" on a command line without accounts
	Role         string // RoleOperator or RoleCustodian on the command line; "" where Grants say it

	Grants []Grant  // the roles that the account holds today
	Teams  []string // ids of the restricted teams that the actor serves; mostly none
}

// Grant is a role that somebody holds inside an organisation, and how far it
// goes (domain rule 0). What is left empty does not narrow it.
type Grant struct {
	ID        string
	Role      string // a role of domain section 0, or RoleAdministrator
	Programme string // id of the only programme
	Place     Place  // INEI code: the place and all that lies in it
	Course    string // id of the only course, a service of the programme
	Team      string // id of a restricted team, for the roles that have one
	Person    string // RoleParticipant: id of her own record
	From      Day    // first day
	Until     Day    // last day; "" while nobody ends it
}

// Holds reports whether the grant is in force on a day.
func (g Grant) Holds(on Day) bool {
	return g.From <= on && (g.Until == "" || on <= g.Until)
}

// The roles of domain section 0.
const (
	RoleOutreach         = "promotora"
	RoleRegistrar        = "registradora"
	RoleFacilitator      = "facilitadora"
	RoleCaseWorker       = "gestora_caso"
	RoleCaseSupervisor   = "supervisora_caso"
	RolePsychologist     = "psicologa"
	RoleLegalAdviser     = "asesora_legal"
	RoleCashOfficer      = "oficial_efectivo"
	RoleProgrammeApprove = "aprobador_programa"
	RoleFinanceApprove   = "aprobador_finanzas"
	RoleMonitoring       = "meal"
	RoleDataOfficer      = "oficial_datos"
	RoleSafeguarding     = "punto_focal_psea"
	RoleCoordinator      = "coordinadora"
	RolePublicPartner    = "socio_publico"
	RoleDonor            = "donante"
	RoleEvaluator        = "evaluadora"
	RoleParticipant      = "participante"
)

// RoleAdministrator manages accounts, and reads nobody's record by it.
const RoleAdministrator = "administradora"

// RoleOperator is the role of whoever runs the command line on the machine that
// holds the keys, as long as nobody has an account: it reads everything but P4.
const RoleOperator = "operator"

// RoleCustodian is the role of whoever runs the command line with the key where
// people have accounts: it keeps the installation whole and reads nobody's
// record.
const RoleCustodian = "custodian"

// Roles lists the roles that an account may hold.
func Roles() []string {
	return []string{
		RoleOutreach, RoleRegistrar, RoleFacilitator, RoleCaseWorker, RoleCaseSupervisor, RolePsychologist, RoleLegalAdviser,
		RoleCashOfficer, RoleProgrammeApprove, RoleFinanceApprove, RoleMonitoring, RoleDataOfficer, RoleSafeguarding,
		RoleCoordinator, RolePublicPartner, RoleDonor, RoleEvaluator, RoleParticipant, RoleAdministrator,
	}
}

// RoleNames returns the different roles that the actor acts in, in the order
// held.
func (a Actor) RoleNames() []string {
	if a.Role != "" {
		return []string{a.Role}
	}
	var names []string
	for _, g := range a.Grants {
		if !slices.Contains(names, g.Role) {
			names = append(names, g.Role)
		}
	}
	return names
}

// LogValue keeps the name of a person out of the logs.
func (a Actor) LogValue() slog.Value {
	return slog.GroupValue(slog.String("organisation", a.Organisation), slog.String("account", a.Account), slog.Any("roles", a.RoleNames()))
}
