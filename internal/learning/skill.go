package learning

import (
	"context"
	"slices"
	"strings"

	"github.com/trenza/trenza"
	"github.com/trenza/trenza/internal/access"
	"github.com/trenza/trenza/internal/journal"
)

// Level is how far somebody is with a skill.
type Level string

// The ladder.
const (
	Learns  Level = "learns"  // she is learning it
	Alone   Level = "alone"   // she does it by herself
	Teaches Level = "teaches" // she teaches it to others
)

// Levels returns the ladder from below.
func Levels() []Level { return []Level{Learns, Alone, Teaches} }

// SkillStep says that a woman stood on a step of the ladder from a day on.
type SkillStep struct {
	ID        string     `json:"id"`
	Enrolment string     `json:"enrolment"`
	Whose     string     `json:"person"`
	Course    string     `json:"course"`
	Skill     string     `json:"skill"` // id, of the syllabus
	Level     Level      `json:"level"`
	Day       trenza.Day `json:"day"`
	Entry     int64      `json:"-"`
}

// Says spells what a row says, for comparison with the journal.
func (s SkillStep) Says() string {
	return strings.Join([]string{s.ID, s.Enrolment, s.Whose, s.Course, s.Skill, string(s.Level), string(s.Day)}, "|")
}

// ReachSkill notes that a woman stands on a step of the ladder of a skill from a day
// on. Who stands on it already goes on doing so; a higher step is not earlier than a
// lower one.
func ReachSkill(ctx context.Context, tx *journal.Tx, enrolment, course, skill string, level Level, day trenza.Day) (SkillStep, error) {
	g, e, err := enrolmentIn(ctx, tx, "skill.record", enrolment, inCourse(course))
	if err != nil {
		return SkillStep{}, err
	}
	service, err := g.service(course)
	if err != nil {
		return SkillStep{}, err
	}
	if _, taught := service.Course.Skill(skill); !taught {
		return SkillStep{}, trenza.Refuse("learning.skill_unknown", skill)
	}
	if !slices.Contains(Levels(), level) {
		return SkillStep{}, trenza.Refuse("learning.level_unknown", string(level))
	}
	if err := service.Running(day); err != nil {
		return SkillStep{}, err
	}
	if day > today(tx) {
		return SkillStep{}, trenza.Refuse("learning.day_ahead", day)
	}
	steps, err := skillsOfEnrolment(ctx, tx, tx.Organisation(), e.ID)
	if err != nil {
		return SkillStep{}, err
	}
	for _, s := range steps {
		if s.Course != course || s.Skill != skill {
			continue
		}
		higher := slices.Index(Levels(), level) - slices.Index(Levels(), s.Level)
		switch {
		case higher == 0:
			return s, nil
		case higher > 0 && day < s.Day, higher < 0 && day > s.Day:
			return SkillStep{}, trenza.Refuse("learning.skill_order", s.Day)
		}
	}
	s := SkillStep{ID: trenza.NewID(), Enrolment: e.ID, Whose: e.Whose, Course: course, Skill: skill, Level: level, Day: day}
	if s.Entry, err = tx.Tell(ctx, SkillReached{s}); err != nil {
		return s, err
	}
	return s, insertSkill(ctx, tx, s)
}

// inCourse is what policies are asked of whoever notes what a course taught: she
// reaches that course. One that the cohort does not have is asked for as all of them.
func inCourse(course string) func(group) access.Row {
	return func(g group) access.Row {
		if s, err := g.service(course); err == nil {
			return s.Row(access.Enrolment, g.Place)
		}
		return g.kept()
	}
}

// WithdrawSkill takes a step back, as if it had not been noted.
func WithdrawSkill(ctx context.Context, tx *journal.Tx, id string) error {
	s, found, err := skillByID(ctx, tx, tx.Organisation(), id)
	if err != nil {
		return err
	}
	if !found {
		return noSuchEnrolment()
	}
	if _, _, err := enrolmentIn(ctx, tx, "skill.record", s.Enrolment, inCourse(s.Course)); err != nil {
		return err
	}
	if _, err := tx.Tell(ctx, SkillWithdrawn{s.ID}); err != nil {
		return err
	}
	return deleteSkill(ctx, tx, s.ID)
}

// Ladder is the highest step of each skill, by course and skill.
func Ladder(steps []SkillStep) map[[2]string]SkillStep {
	highest := make(map[[2]string]SkillStep)
	for _, s := range steps {
		key := [2]string{s.Course, s.Skill}
		if known, met := highest[key]; !met || slices.Index(Levels(), s.Level) > slices.Index(Levels(), known.Level) {
			highest[key] = s
		}
	}
	return highest
}
