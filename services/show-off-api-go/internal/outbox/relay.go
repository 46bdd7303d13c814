package outbox

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"time"
)

const (
	batchMessages = 64
	batchBytes    = 16 << 20
	idle          = 5 * time.Second
	firstPause    = 200 * time.Millisecond
	longestPause  = 10 * time.Second
	lastWait      = time.Second // to let go of the other side
)

// Sender is where messages go.
type Sender interface {
	// Send returns once all messages are safe at the other side, with the reasons, by message id, of
	// those that no retry can help. Sending one twice does no harm: whoever takes them in the end
	// knows them by their ids.
	Send(ctx context.Context, messages []Message) (refused map[string]string, err error)
	// Close lets go of the other side.
	Close()
}

// Relay empties the outbox: it hands over what waits, in order, until each message was taken.
type Relay struct {
	store    *Store
	sender   Sender
	log      *slog.Logger
	stopping chan struct{}
	ended    chan struct{}
	cancel   context.CancelFunc
}

// StartRelay returns a relay that runs until it is stopped.
func StartRelay(ctx context.Context, store *Store, sender Sender, log *slog.Logger) *Relay {
	ctx, cancel := context.WithCancel(context.WithoutCancel(ctx))
	r := &Relay{
		store: store, sender: sender, log: log.With("logger", "show_off_api.outbox.relay"),
		stopping: make(chan struct{}), ended: make(chan struct{}), cancel: cancel,
	}
	go r.run(ctx)
	return r
}

// Stop hands over what waits, as far as the time allows, then ends. The rest stays on disk: a batch
// that the other side has not confirmed by then is sent again after the next start.
func (r *Relay) Stop(drain time.Duration) {
	close(r.stopping)
	time.AfterFunc(drain, r.cancel)
	select {
	case <-r.ended:
	case <-time.After(drain + lastWait):
	}
	r.cancel()
}

func (r *Relay) run(ctx context.Context) {
	defer close(r.ended)
	defer r.sender.Close()
	pause := firstPause
	for ctx.Err() == nil {
		none, err := r.handOver(ctx)
		switch {
		case ctx.Err() != nil:
			return
		case err != nil:
			jittered := time.Duration(float64(pause) * (0.5 + rand.Float64()/2)) //nolint:gosec // jitter
			r.log.WarnContext(ctx, "outbox delivery delayed", "error", err.Error(), "pause", jittered)
			r.rest(ctx, jittered)
			pause = min(2*pause, longestPause)
		case none && r.isStopping():
			return
		case none:
			pause = firstPause
			r.await(ctx)
		default:
			pause = firstPause
		}
	}
}

// handOver hands over a batch, and tells whether there was none.
func (r *Relay) handOver(ctx context.Context) (none bool, err error) {
	batch, err := r.store.Oldest(ctx, batchMessages, batchBytes)
	if err != nil || len(batch) == 0 {
		return len(batch) == 0, err
	}
	refused, err := r.sender.Send(ctx, batch)
	if err != nil {
		return false, err
	}
	var taken []string
	for _, message := range batch {
		if reason, set := refused[message.ID]; set {
			r.log.ErrorContext(ctx, "message refused", "id", message.ID, "reason", reason)
		} else {
			taken = append(taken, message.ID)
		}
	}
	return false, r.store.Settle(ctx, taken, refused)
}

// await returns once something was put, or now and then.
func (r *Relay) await(ctx context.Context) {
	select {
	case <-r.store.Changed():
	case <-time.After(idle):
	case <-r.stopping:
	case <-ctx.Done():
	}
}

// rest pauses; while draining it tries on sooner, but not without a pause.
func (r *Relay) rest(ctx context.Context, pause time.Duration) {
	stopping := r.stopping
	if r.isStopping() {
		pause, stopping = min(pause, firstPause), nil
	}
	select {
	case <-time.After(pause):
	case <-stopping:
	case <-ctx.Done():
	}
}

func (r *Relay) isStopping() bool {
	select {
	case <-r.stopping:
		return true
	default:
		return false
	}
}
