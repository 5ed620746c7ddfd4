package matrix

// listIn imports a list of each service.
func (w *world) listIn() {}
