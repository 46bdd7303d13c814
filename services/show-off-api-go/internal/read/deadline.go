package read

import (
	"context"
	"errors"
	"math"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

// TimeoutHeader tells the next service the milliseconds that it has left.
const TimeoutHeader = "X-Request-Timeout-Ms"

// Check is asked before each stage: what is too late, or for nobody any more, is not begun. Its
// error is a problem.
func Check(ctx context.Context) error {
	switch err := ctx.Err(); {
	case errors.Is(err, context.DeadlineExceeded):
		return problem.Late()
	case err != nil:
		return problem.Gone()
	}
	// Its timer may not have been heard yet.
	if deadline, set := ctx.Deadline(); set && !time.Now().Before(deadline) {
		return problem.Late()
	}
	return nil
}

// MillisecondsLeft returns those until the deadline, rounded up; 0 where there is none.
func MillisecondsLeft(ctx context.Context) int64 {
	deadline, set := ctx.Deadline()
	if !set {
		return 0
	}
	return int64(math.Ceil(float64(time.Until(deadline)) / float64(time.Millisecond)))
}
