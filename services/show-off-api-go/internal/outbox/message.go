// Package outbox keeps what was promised to be kept: on this machine's disk, until the broker has it.
package outbox

import (
	"crypto/rand"
	"encoding/hex"
	"time"
)

// The queues, each with what it carries.
const (
	ImageQueue      = "imageQueue"
	ImageDataQueue  = "imageDataQueue"
	CorrectionQueue = "textCorrectionQueue"
)

// MaxBodyBytes is what RabbitMQ 4 takes by default (3.x takes more).
const MaxBodyBytes = 16 << 20

// Message is an event on the wire. Delivered twice, it has the same id both times.
type Message struct {
	Queue       string
	Body        []byte
	ContentType string
	ID          string
	Headers     map[string]string
}

// newMessageID is a version 4 UUID, in hexadecimal digits alone.
func newMessageID() string {
	id := random16()
	id[6] = id[6]&0x0f | 0x40
	id[8] = id[8]&0x3f | 0x80
	return hex.EncodeToString(id)
}

// NewImageID returns an id that nobody can guess: knowing it is what lets one see the picture.
func NewImageID() string { return hex.EncodeToString(random16()) }

func random16() []byte {
	random := make([]byte, 16)
	_, _ = rand.Read(random) // it never fails: crypto/rand
	return random
}

// stamp writes a moment as all services of the platform do.
func stamp(moment time.Time) string {
	moment = moment.UTC().Truncate(time.Microsecond)
	if moment.Nanosecond() == 0 {
		return moment.Format("2006-01-02T15:04:05+00:00")
	}
	return moment.Format("2006-01-02T15:04:05.000000+00:00")
}
