// Package links counts each woman once among millions of deliveries, in memory,
// in less than a millisecond for most questions. It knows no database and no
// clock: rows go in, counts come out. What it answers is what [reach.SQL]
// answers, which is the oracle against which it is proved.
//
// # The question
//
// How many different women received something in March? A database gathers the
// numbers of all rows of March in a set and counts the set. The set is what
// costs: it is as large as the answer, it is touched at random, and every cell of
// a table of services by regions needs one of its own.
//
// # Previous days
//
// An index needs no set. Beside each row stands the day of the row before it of
// the same woman. She is counted at her first row of the period, and a row in a
// period that begins on day a is her first exactly when the previous one lies
// before a:
//
//	row  day       who   what   where   previous
//	1    10 Jan    Rosa  bono   Lima    –
//	2    20 Jan    Ana   salud  Lima    –
//	3     5 Feb    Rosa  salud  Tumbes  10 Jan
//	4     2 Mar    Rosa  salud  Lima     5 Feb    before March: her first in March
//	5     2 Mar    Luz   bono   Tumbes  –         before March: her first in March
//	6     9 Mar    Rosa  salud  Lima     2 Mar    counted already
//	7    15 Mar    Ana   salud  Lima    20 Jan    before March: her first in March
//	8    20 Mar    Luz   salud  Tumbes   2 Mar    counted already
//	9    28 Mar    Ana   bono   Lima    15 Mar    counted already
//	10    4 Apr    Rosa  bono   Lima     9 Mar
//
// Three women in March, of six rows. The count is one comparison for each row of
// one column, from the first of March to the last, and remembers nothing. The same
// comparison says more: without a previous day she is new (Luz), with one before
// March she has returned (Rosa and Ana).
//
// "First" depends on where one looks. Within salud alone, Ana's previous row of
// row 7 is row 2; within salud in Tumbes, Rosa has row 3 and no other. So four
// columns stand beside each row, one for each scope that is asked for all the
// time: whatever she received, the same term (an outcome of a service), the same
// term in the same region, the same place. The standard table, every service in
// every region by sex and age, needs the third; every place of the country needs
// the fourth. The example of this package prints all four of these ten rows.
//
// A woman with two records is one after a merge: links follow the person and not
// the record, so that a merge follows the rows of two people anew, about twenty of
// millions. No row is moved and none forgets its record: whoever is taken apart
// again has the links that she had.
//
// # Where links do not reach
//
// Women of at least 18 years; bono or salud; the districts of Lima that a reader
// may see: rows left out of the middle of a chain break it, for the previous row
// may be one of those. Then either people are marked in sets of bits, one for each
// place that the cells tell apart, or, where a cell says what was true of her at
// her first row, met day by day. That costs little of few rows, and much of many:
// a set of everybody is touched far and wide.
//
// # Threads
//
// So the rows of each woman stand one after another as well, a number of 64 bits for
// each: her thread. Those of the ten rows above:
//
//	Rosa  10 Jan bono Lima · 5 Feb salud Tumbes · 2 Mar salud Lima · 9 Mar salud Lima · 4 Apr bono Lima
//	Ana   20 Jan salud Lima · 15 Mar salud Lima · 28 Mar bono Lima
//	Luz   2 Mar bono Tumbes · 20 Mar salud Tumbes
//
// Whatever is asked of her is found there: whether she came before March, whether she
// had both services in one region, which of her rows was the first and how many there
// are. Nothing is remembered but in which cells she is, until the next woman comes. A
// question that goes along all threads reads every row that there is and asks of each
// the same little, whatever it asks: ten million take 20 to 50 ms. It is the way for
// questions about a tenth of all rows or more.
//
// Committees and households have rows of several people, whose threads do not stand
// together: they are counted in sets. [Index.Plan] says which path a question takes:
//
//	link: any, term, term in region, place   a comparison for each row
//	sets                                     a bit for each row, in any order
//	firsts                                   a bit for each row, in the order of days
//	threads                                  every row there is, person by person
//
// # How rows lie
//
// A [shelf] holds the rows of a term by day, in blocks of about a thousand. A
// question goes through columns of blocks, of which it reads the few that it
// needs. One more row is sorted into one block, so that a change costs
// microseconds, and an index has no history: after any changes it is what a fresh
// one of the same rows is. A block knows from how many of its rows no link leads
// back, and of each term it is known who ever had it, so that questions about all
// time hardly look at rows. A row takes 22 bytes in its block, 24 where its entry told
// several, 8 in its thread, and what finds it about 1 more.
//
// # In order of reading
//
// build.go, from rows to an index; follow.go, links; threads.go; block.go, days.go and
// shelf.go, where rows lie; index.go, changes. Then asking.go, a question in codes;
// layout.go, its cells; count.go and path.go, which path it takes; link.go,
// newcomers.go, sets.go and firsts.go, the paths among rows; along.go, lookup.go and
// beside.go, the path along threads; among.go and combine.go, who had several things;
// households.go, who lives with whom. sought.go is how a row is found.
package links
