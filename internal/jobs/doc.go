// Package jobs keeps work that waits: a table taken with a lease.
//
// A job is put into the table with what it needs to be done, sealed. Every
// process of an installation may have a [Worker]; one of them takes a job by
// writing its name and the end of its lease into the row, and prolongs the lease
// while it works. Who dies prolongs nothing: once the lease has run out the next
// worker takes the job up. A worker that is told to stop gives its jobs back, to
// be taken up again at the next start.
//
// A job may therefore begin more than once, and two workers may believe for a
// moment that it is theirs. What a handler writes, it writes in a transaction in
// which [Running.Hold] has proved that the lease is still its own, and what it has
// done so far it finds there again: carried out twice, a job must come to the same.
//
// What goes wrong inside is tried again after a while, a few times; what the job
// came to, also a refusal that a person has to read, is a result.
//
// Tables: job. Tells nothing.
package jobs
