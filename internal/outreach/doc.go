// Package outreach counts people whom nobody asks for a name: fairs, talks,
// replicas of a workshop.
//
// A headcount is by sex and age band, and again by population type; both must
// add up to the same total or it is refused. Headcounts are never people: they
// are declared beside the registered, and whoever was counted and is later
// registered by name is linked and subtracted (domain rule 9).
//
// Tables: activity, headcount, headcount_population, headcount_link. Tells:
// activity.counted, activity.withdrawn, headcount.linked, headcount.unlinked,
// survey.answered.
package outreach
