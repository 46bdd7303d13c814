package access

import (
	"math"
	"sync"
	"time"
)

const window = 60 // seconds

// limiter is a sliding window counter: what the minute before counted fades as this one passes.
type limiter struct {
	now    func() time.Time
	mu     sync.Mutex
	counts map[string]count
}

// count is how often a name was counted in the minute of this number, and in the one before.
type count struct {
	minute            int64
	previous, current int
}

func newLimiter(now func() time.Time) *limiter {
	return &limiter{now: now, counts: map[string]count{}}
}

// hit counts once more, if at most so many a minute leave room for it.
func (l *limiter) hit(name string, most int) bool {
	seconds := float64(l.now().UnixNano()) / 1e9
	minute := int64(math.Floor(seconds / window))
	l.mu.Lock()
	defer l.mu.Unlock()
	counted := l.counts[name].at(minute)
	left := 1 - math.Mod(seconds/window, 1) // of this minute
	weighted := float64(counted.previous)*left + float64(counted.current)
	if int(math.Floor(weighted))+1 > most {
		return false
	}
	counted.current++
	l.counts[name] = counted
	return true
}

func (c count) at(minute int64) count {
	switch minute - c.minute {
	case 0:
		return c
	case 1:
		return count{minute: minute, previous: c.current}
	default:
		return count{minute: minute}
	}
}
