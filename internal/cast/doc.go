// Package cast invents the people and the lists of the demo and of the tests.
//
// AlmaLlanera and TallerReque write the lists that the two programmes might
// have kept: who received what, typed by many hands, with the same woman in
// several lists, under several papers, in capitals, by ear, beside her
// daughter under one phone. The lists hold exactly as many different people as
// the figures they are asked for, and reading them again is the only way to
// know: no figure is stored anywhere in them. Another seed makes other people
// with the same figures.
//
// Small and the women of cast.go are for tests that want a dozen rows whose
// counts can be checked by eye.
//
// All people here are invented. Names are drawn from names.csv by how common
// they are; its first lines cite the sources, and the command makenames writes
// it. Papers and phones are random numbers in the right shape.
package cast
