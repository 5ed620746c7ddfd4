package page

// Strand is one of the three strands of a programme, or her own thread.
type Strand string

// The strands.
const (
	StrandProtection Strand = "protection"
	StrandLivelihood Strand = "livelihood"
	StrandCommunity  Strand = "community"
	StrandThread     Strand = "thread"
)
