// Package pathway holds the steps that cross rooms: bringing a programme into
// use, and joining two threads so that everything that depends on whose thread
// it is follows at once.
package pathway
