package exchange

// Done says how far a file has been taken in.
type Done struct {
	File  string
	Sheet string
	Rows  int // carried out so far, in all the sheets
	Total int // rows of the file, as the first look counted them
}

// report tells how far the run is to whoever wants to know.
func (r *run) report() {
	if r.Progress == nil {
		return
	}
	done := Done{File: r.account.File, Sheet: r.current().Sheet, Rows: r.rows}
	for n, u := range r.understood {
		if u.Shape == "" {
			continue
		}
		done.Total += u.Lines - len(u.Header)
		if n <= r.index {
			done.Total -= len(r.account.Sheets[n].Skipped)
		}
	}
	r.Progress(done)
}
