package cast

import (
	"slices"

	"github.com/trenza/trenza"
)

// Colleague is somebody invented who works with Trenza.
type Colleague struct {
	Login       string
	Name        string
	Employer    string // id of the partner organisation that sends her, "" for the host's own
	Grants      []trenza.Grant
	Accompanies int  // how many women she accompanies
	Invited     bool // she has not come in yet
	Consented   bool // one of them agreed that her case worker reads her other files
	Participant bool // she is one of those who are served, and sees what is her own
}

// The logins of those who give the workshop of Reque: all of it, crochet, and what the
// national programme gives.
const (
	Teacher  = "delia.taller"
	Crochet  = "maria.crochet"
	National = "pilar.aurora"
)

// NextGroup is the title of the cohort that goes on when the workshop is over.
const NextGroup = "Las que siguen tejiendo"

// VBG is the restricted team of the demo.
const VBG = "vbg"

// Staff invents who works with a programme: somebody in each role that its
// organisation has, where such a person would work. The first is its
// administrator. Of a programme that the demo does not play there is nobody.
func Staff(programme string) []Colleague {
	switch programme {
	case alma:
		return almaStaff()
	case tallerReque:
		return requeStaff()
	}
	return nil
}

// Keeper is the name of whoever of a programme's staff keeps its lists.
func Keeper(programme string) string { return InRole(programme, trenza.RoleMonitoring) }

// InRole is the name of the first of a programme's staff in a role, "" for nobody.
func InRole(programme, role string) string {
	for _, c := range Staff(programme) {
		if len(c.Grants) > 0 && c.Grants[0].Role == role {
			return c.Name
		}
	}
	return ""
}

const (
	alma        = "alma-llanera"
	tallerReque = "taller-reque"
)

// in is a role in a programme, in a place or in all of it.
func in(programme, role string, place trenza.Place) []trenza.Grant {
	return []trenza.Grant{{Role: role, Programme: programme, Place: place}}
}

// inCourse is a role in one course.
func inCourse(programme, role, course string, place trenza.Place) []trenza.Grant {
	return []trenza.Grant{{Role: role, Programme: programme, Course: course, Place: place}}
}

// inTeam is a role in the restricted team.
func inTeam(role string) []trenza.Grant {
	return []trenza.Grant{{Role: role, Programme: alma, Team: VBG}}
}

const tumbes, piura, lima trenza.Place = "24", "20", "15"

func almaStaff() []Colleague {
	return []Colleague{
		{Login: "rosa.admin", Name: "Rosa Huamán", Grants: []trenza.Grant{{Role: trenza.RoleAdministrator}}},
		{Login: "carmen.admin", Name: "Carmen Zegarra", Grants: []trenza.Grant{{Role: trenza.RoleAdministrator}}},
		{Login: "yajaira.promotora", Name: "Yajaira Colina", Grants: in(alma, trenza.RoleOutreach, tumbes), Accompanies: 6},
		{Login: "flor.tumbes", Name: "Flor Infante", Grants: in(alma, trenza.RoleRegistrar, tumbes)},
		{Login: "elena.lima", Name: "Elena Ccori", Grants: in(alma, trenza.RoleRegistrar, lima)},
		{Login: "martha.cursos", Name: "Martha Seminario", Grants: inCourse(alma, trenza.RoleFacilitator, "empleabilidad", piura)},
		{Login: "luz.gestora", Name: "Luz Valladares", Grants: in(alma, trenza.RoleCaseWorker, tumbes), Accompanies: 4, Consented: true},
		{Login: "nelly.vbg", Name: "Nelly Arrunátegui", Grants: inTeam(trenza.RoleCaseWorker)},
		{Login: "teresa.vbg", Name: "Teresa Olaya", Grants: inTeam(trenza.RoleCaseSupervisor)},
		{Login: "ines.psicologa", Name: "Inés Bracamonte", Grants: in(alma, trenza.RolePsychologist, lima), Accompanies: 4},
		{Login: "paola.legal", Name: "Paola Rentería", Grants: in(alma, trenza.RoleLegalAdviser, tumbes), Accompanies: 4},
		{Login: "hugo.efectivo", Name: "Hugo Palacios", Grants: in(alma, trenza.RoleCashOfficer, "")},
		{Login: "silvia.programa", Name: "Silvia Benavente", Grants: in(alma, trenza.RoleProgrammeApprove, "")},
		{Login: "raul.finanzas", Name: "Raúl Echevarría", Grants: in(alma, trenza.RoleFinanceApprove, "")},
		{Login: "diana.meal", Name: "Diana Pizarro", Grants: in(alma, trenza.RoleMonitoring, "")},
		{Login: "oscar.datos", Name: "Óscar Manrique", Grants: in(alma, trenza.RoleDataOfficer, "")},
		{Login: "gladys.psea", Name: "Gladys Tineo", Grants: in(alma, trenza.RoleSafeguarding, "")},
		{
			Login: "milagros.tumbes", Name: "Milagros Távara", Accompanies: 4,
			Grants: slices.Concat(in(alma, trenza.RoleCoordinator, tumbes), in(alma, trenza.RoleRegistrar, tumbes)),
		},
		{Login: "monica.coordina", Name: "Mónica Lavalle", Grants: in(alma, trenza.RoleCoordinator, "")},
		{Login: "karin.donante", Name: "Karin Lindholm", Grants: in(alma, trenza.RoleDonor, "")},
		{Login: "beatriz.evalua", Name: "Beatriz Balarezo", Grants: in(alma, trenza.RoleEvaluator, "")},
		{Login: "yoselin.cursos", Name: "Yoselin Farfán", Grants: inCourse(alma, trenza.RoleFacilitator, "emprendimiento", lima), Invited: true},
		{Login: "participante", Name: "Una participante", Participant: true},
	}
}

func requeStaff() []Colleague {
	return []Colleague{
		{Login: "norma.reque", Name: "Norma Chafloque", Grants: []trenza.Grant{{Role: trenza.RoleAdministrator}}},
		{Login: "violeta.promotora", Name: "Violeta Neciosup", Grants: in(tallerReque, trenza.RoleOutreach, reque)},
		{Login: "sara.registra", Name: "Sara Capuñay", Grants: in(tallerReque, trenza.RoleRegistrar, reque)},
		{Login: Teacher, Name: "Delia Custodio", Grants: in(tallerReque, trenza.RoleFacilitator, reque)},
		{Login: Crochet, Name: "María Effio", Grants: inCourse(tallerReque, trenza.RoleFacilitator, "crochet", reque)},
		{
			Login: National, Name: "Pilar Sandoval", Employer: "aurora",
			Grants: inCourse(tallerReque, trenza.RoleFacilitator, "capacidades_personales", reque),
		},
		{Login: "cesar.meal", Name: "César Uypan", Grants: in(tallerReque, trenza.RoleMonitoring, "")},
		{Login: "julia.datos", Name: "Julia Farroñán", Grants: in(tallerReque, trenza.RoleDataOfficer, "")},
		{Login: "ruth.coordina", Name: "Ruth Gonzáles", Grants: in(tallerReque, trenza.RoleCoordinator, "")},
		{Login: "municipalidad", Name: "Regidora de Desarrollo Social", Grants: in(tallerReque, trenza.RolePublicPartner, "")},
	}
}
