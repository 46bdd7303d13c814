package upstream

import (
	"context"
	"io"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

// watch ends a call once nothing was heard of it for too long.
type watch struct {
	alarm  *time.Timer
	cancel context.CancelFunc
}

func newWatch(ctx context.Context) (context.Context, *watch) {
	ctx, cancel := context.WithCancel(ctx)
	return ctx, &watch{time.AfterFunc(silence, cancel), cancel}
}

func (w *watch) heard() { w.alarm.Reset(silence) }

func (w *watch) end() {
	w.alarm.Stop()
	w.cancel()
}

// bounded is a body on its way out: at most so many bytes more; then it fails with a problem.
type bounded struct {
	io.Reader
	watch *watch
	left  int64
}

func (b *bounded) Read(into []byte) (int, error) {
	count, err := b.Reader.Read(into)
	b.watch.heard()
	if b.left -= int64(count); b.left < 0 {
		return 0, problem.TooLarge(MostJobBytes)
	}
	return count, err
}

// watched is a body on its way in; closed, it ends the call.
type watched struct {
	io.ReadCloser
	watch *watch
}

func (w *watched) Read(into []byte) (int, error) {
	count, err := w.ReadCloser.Read(into)
	w.watch.heard()
	return count, err
}

func (w *watched) Close() error {
	defer w.watch.end()
	return w.ReadCloser.Close()
}
