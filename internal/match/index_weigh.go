package match

// Weigh holds two records against each other, which need not be in the index, by
// how common values are among those that are.
func (x *Index) Weigh(m *Model, one, other Record) (Weight, Agreement) {
	x.lock.RLock()
	defer x.lock.RUnlock()
	a := x.asker()
	defer x.rest(a)
	a.forget()
	agreement := a.Comparer.rows(a.read(nil, one), a.read(nil, other))
	return m.Weigh(&agreement), agreement
}
