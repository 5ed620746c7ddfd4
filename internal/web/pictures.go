package web

import (
	"github.com/trenza/trenza/internal/reach"
	"github.com/trenza/trenza/internal/report"
	"github.com/trenza/trenza/internal/web/page"
)

// draw counts what a picture of a slice shows. Pictures are of people, and part
// them by themselves.
func (v *visit) draw(show *page.PictureShow, s report.Slice) (err error) {
	s.Question.By = nil
	if err := v.reporter().Budgeted(v.ctx(), v.narrowed(s.Definition), s, v.Desk.Today()); err != nil {
		return err
	}
	switch show.ID {
	case page.PictureTogether:
		show.Together, err = v.reporter().Together(v.ctx(), v.narrowed(s.Definition), s)
	case page.PictureRegions:
		if show.Parts, err = v.parted(s, reach.ByRegion, reach.ByQuarter); err == nil {
			show.Whole, err = v.parted(s, reach.ByRegion)
		}
	case page.PictureAges:
		if show.Parts, err = v.parted(s, reach.BySex, reach.ByAge); err == nil {
			show.Whole, err = v.parted(s, reach.BySex)
		}
	case page.PictureGrowth:
		fresh := s
		fresh.Question.New, fresh.Question.Returning = true, false
		if show.Parts, err = v.parted(fresh, reach.ByMonth); err == nil {
			show.Whole, err = v.parted(s, reach.ByMonth)
		}
	}
	return err
}

func (v *visit) parted(s report.Slice, by ...reach.Dimension) (*report.Sliced, error) {
	s.Question.By = by
	return v.reporter().Slice(v.ctx(), v.narrowed(s.Definition), s)
}
