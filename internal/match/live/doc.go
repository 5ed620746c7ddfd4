// Package live recognises the people of a register: it keeps an index of who is
// there in memory, in step with the database, and answers from it whom a record
// may speak of. It implements [registry.Finder].
//
// # In step
//
// The index of an organisation is built from sealed identity when somebody first
// asks, and reflects a position of the journal from then on. A [Register] is a
// listener of the journal: what a write tells of people goes into the index at
// once, so that the write itself finds whom it has just registered. When the
// write lands, the index reflects the position that it came to; when it does not,
// or a command of it is refused, whoever it had told of is read again. Before
// every answer the index catches up with what other processes have told since:
// the headers of the journal say whose rows to read again. Inside a write nobody
// else can tell anything, so one look is enough.
//
// # Certain and probable
//
// Certain is the rule of domain 14.2, as [registry.Compare] has it: the same
// document, with sex, birth year and a name token not contradicting. It hangs on
// no model, and on nothing in memory: whoever shares a paper is looked for by
// blind tokens as well. What the model holds for probable is for people to
// decide. Relatives are not, unless they show one paper.
//
// # Models
//
// Until somebody lets it learn, a register is compared by what is believed of
// names and papers everywhere ([match.Default]). What it learnt is kept by
// version, in the table match_model, so that an old suggestion can be explained
// as it was meant. Verdicts of people calibrate how sure the words are in which
// new suggestions are put ([Calibrate]).
//
// Tables: match_model. Tells: match.learnt.
package live
