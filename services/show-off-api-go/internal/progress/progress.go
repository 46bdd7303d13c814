// Package progress says how far a read has come, while it runs.
package progress

// Stage is what has just begun.
type Stage string

// The stages of a read: waiting for a place, finding lines, reading them.
const (
	Waiting     Stage = "waiting"
	Detecting   Stage = "detecting"
	Recognising Stage = "recognising"
)

// Step is a stage and what is known of it.
type Step struct {
	Stage  Stage `json:"stage"`
	Before *int  `json:"before,omitempty"` // while waiting: how many pictures come first
	Lines  *int  `json:"lines,omitempty"`  // while recognising: how many
}

// Report is called with each step; it may be slow, and must not fail.
type Report func(Step)

// Ignore is for callers who only want the result.
func Ignore(Step) {}
