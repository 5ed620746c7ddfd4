// Package explain answers whether somebody may do something, and by which policy:
// "may Ana read person:7BYS5-M9VDE?". It asks the decision point that everything
// else asks, about the same rows. What whoever asks may not know of is not there
// for her, explained or not.
package explain
