package upstream

import (
	"context"
	"sync"
	"time"
)

const fresh = time.Second

// Readiness tells whether the services that a read needs would answer. It remembers for a second what
// was found; however many ask, one at a time looks, and those who ask meanwhile are told what was
// known last. So probes, and strangers, cost the services little.
type Readiness struct {
	names []string
	looks []func(context.Context) bool

	looking sync.Mutex // held by whoever looks
	mu      sync.Mutex // guards what is known
	missing []string
	until   time.Time
}

// Dependency is a service, and how to find out about it.
type Dependency struct {
	Name string
	Look func(context.Context) bool
}

// NewReadiness knows nothing yet: all are missing.
func NewReadiness(dependencies ...Dependency) *Readiness {
	r := &Readiness{}
	for _, one := range dependencies {
		r.names = append(r.names, one.Name)
		r.looks = append(r.looks, one.Look)
	}
	r.missing = r.names
	return r
}

// Missing returns the names of those that would not answer, at most a look and a second ago.
func (r *Readiness) Missing(ctx context.Context) []string {
	missing, isFresh := r.known()
	if isFresh || !r.looking.TryLock() {
		return missing
	}
	defer r.looking.Unlock()
	missing = nil
	for number, look := range r.looks {
		// What one who hangs up began, others may hear of.
		if !look(context.WithoutCancel(ctx)) {
			missing = append(missing, r.names[number])
		}
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.missing, r.until = missing, time.Now().Add(fresh)
	return missing
}

func (r *Readiness) known() (missing []string, isFresh bool) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.missing, time.Now().Before(r.until)
}
