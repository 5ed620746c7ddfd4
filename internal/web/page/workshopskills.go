package page

import (
	"slices"
	"strconv"

	"github.com/trenza/trenza/internal/learning"
	"github.com/trenza/trenza/internal/locale"
)

// learnt is a skill, and how many women stand on each step of its ladder.
type learnt struct {
	Title                  string
	Teaches, Alone, Learns int
	Of                     int // women in the cohort
}

// skills are what the training teaches, and who can do it.
func (w WorkshopShow) skills(words locale.Printer) (all []learnt) {
	for _, s := range skillsOf(words, w.Cohort) {
		l := learnt{Title: s.Title, Of: len(w.awaited())}
		for _, m := range w.Members {
			switch learning.Ladder(m.Steps)[[2]string{s.Course, s.Skill}].Level {
			case learning.Teaches:
				l.Teaches++
			case learning.Alone:
				l.Alone++
			case learning.Learns:
				l.Learns++
			}
		}
		all = append(all, l)
	}
	return all
}

// anySkill reports whether anything was noted of anybody.
func (w WorkshopShow) anySkill() bool {
	return slices.ContainsFunc(w.Members, func(m learning.Member) bool { return len(m.Steps) > 0 })
}

// taught is a skill of a course.
type taught struct{ Course, Skill, Title, Of string }

// skillsOf are the skills that the courses of a cohort teach, as far as the reader
// sees sessions of them.
func skillsOf(words locale.Printer, c learning.View) (all []taught) {
	for _, course := range c.Training.Courses {
		s, _ := c.Definition.Service(course)
		seen := slices.ContainsFunc(c.Sessions, func(s learning.Session) bool { return s.Course == course })
		if !seen || s.Course == nil || s.Course.Syllabus == nil {
			continue
		}
		for _, skill := range s.Course.Syllabus.Skills {
			all = append(all, taught{course, skill.ID, skill.Title.In(words.Lang()), s.Title.In(words.Lang())})
		}
	}
	return all
}

// SkillPrefix begins the name of the field of a skill: "skill.course.skill".
const SkillPrefix = "skill."

func (t taught) field() string { return SkillPrefix + t.Course + "." + t.Skill }

// at is how far so many women reach on a skill's bar, as long as the cohort, and
// middle where the number of n after so many stands.
func (l learnt) at(n int) string { return share(2*n, 2*l.all()) }

func (l learnt) middle(before, n int) string { return share(2*before+n, 2*l.all()) }

func (l learnt) any() bool { return l.Teaches+l.Alone+l.Learns > 0 }

func (l learnt) all() int { return max(l.Teaches+l.Alone+l.Learns, l.Of) }

func share(n, of int) string {
	return strconv.FormatFloat(100*float64(n)/float64(of), 'f', 2, 64) + "%"
}
