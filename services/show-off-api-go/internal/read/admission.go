package read

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

// Admission is a bounded waiting room: so many work, so many wait in line, so long; all others come
// back. Safe for concurrent use.
type Admission struct {
	waiting int
	wait    time.Duration

	mu   sync.Mutex
	free int
	line []chan struct{} // one a request, in the order they came; told whenever the line moves
}

// NewAdmission lets so many work at the same time and so many more wait for so long.
func NewAdmission(slots, waiting int, wait time.Duration) *Admission {
	return &Admission{free: slots, waiting: waiting, wait: wait}
}

// Admit takes a slot, which leave gives back. Tell is called with how many come first, if there is a
// wait, and whenever that changes.
//
// The error is a problem: 503 where no place is left or no slot came free in time; 499 or 504 where
// nobody waits any more.
func (a *Admission) Admit(ctx context.Context, tell func(before int)) (leave func(), err error) {
	if err := a.takeSlot(ctx, tell); err != nil {
		return nil, err
	}
	leave = func() {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.free++
		a.move()
	}
	if err := Check(ctx); err != nil {
		leave()
		return nil, err
	}
	return leave, nil
}

func (a *Admission) takeSlot(ctx context.Context, tell func(int)) error {
	me := make(chan struct{}, 1)
	a.mu.Lock()
	if len(a.line)-a.free >= a.waiting {
		a.mu.Unlock()
		return problem.Busy()
	}
	if err := Check(ctx); err != nil {
		a.mu.Unlock()
		return err
	}
	a.line = append(a.line, me)
	a.mu.Unlock()
	err := a.waitForTurn(ctx, me, tell)
	if err != nil {
		a.mu.Lock()
		defer a.mu.Unlock()
		a.leaveLine(me)
	}
	return err
}

// waitForTurn returns nil once the slot is taken and the line left.
func (a *Admission) waitForTurn(ctx context.Context, me chan struct{}, tell func(int)) error {
	timer := time.NewTimer(a.wait)
	defer timer.Stop()
	for told := -1; ; {
		a.mu.Lock()
		before := slices.Index(a.line, me)
		if before < a.free {
			a.free--
			a.leaveLine(me)
			a.mu.Unlock()
			return nil
		}
		a.mu.Unlock()
		if before != told {
			tell(before)
			told = before
		}
		select {
		case <-me:
		case <-timer.C:
			return problem.Busy()
		case <-ctx.Done():
			if errors.Is(ctx.Err(), context.DeadlineExceeded) {
				return problem.Busy()
			}
			return problem.Gone()
		}
	}
}

// leaveLine is to be called with the lock held.
func (a *Admission) leaveLine(me chan struct{}) {
	place := slices.Index(a.line, me)
	a.line = slices.Delete(a.line, place, place+1)
	a.move()
}

// move tells all in the line; to be called with the lock held.
func (a *Admission) move() {
	for _, one := range a.line {
		select {
		case one <- struct{}{}:
		default: // it has not heard the last word yet
		}
	}
}
