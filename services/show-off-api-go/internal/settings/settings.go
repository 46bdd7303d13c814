// Package settings reads what this service can be told from the environment, once at start; the
// variables are those of docs/settings.md.
package settings

import (
	"errors"
	"fmt"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/outbox"
)

const (
	prefix        = "SHOWOFF_"
	threadsSpared = 12 // to turn others away and to tell how it is
)

var (
	amqpAddress = regexp.MustCompile(`^(amqps?://.*|)$`)
	logLevel    = regexp.MustCompile(`^(DEBUG|INFO|WARNING|ERROR)$`)
)

// Settings are checked, and never change afterwards.
type Settings struct {
	Host              string
	Port              int
	Hosts             string
	Threads           int // requests handled at the same time, waiting ones included
	MaxRequestBytes   int64
	Grace             time.Duration
	Settle            time.Duration
	LogLevel          string
	Slots             int
	Waiting           int
	Wait              time.Duration
	DetectionURL      string
	RecognitionURL    string
	Connect           time.Duration
	Read              time.Duration
	StorageURL        string
	AMQPURL           string // empty: image-api takes messages itself
	Outbox            string
	OutboxLimits      outbox.Limits
	Drain             time.Duration
	Keys              []access.Key
	AllowedOrigins    []string
	Gold              bool // whether corrected lines may be kept
	keysText, keyFile string
}

// KnownHosts are the names it answers to. Any, where keys guard it: a page under a stranger's name
// has none.
func (s Settings) KnownHosts() access.Hosts {
	if len(s.Keys) > 0 && strings.TrimSpace(s.Hosts) == "" {
		return access.Hosts{Names: []string{"*"}}
	}
	names := strings.Fields(strings.ToLower(s.Hosts))
	return access.Hosts{Names: names, Loopback: access.IsLoopback(s.Host)}
}

// Load reads the settings; the error names each variable that is wrong, one a line.
func Load() (Settings, error) {
	r := &reader{}
	s := Settings{
		Host:            r.text("HOST", "127.0.0.1"),
		Port:            int(r.whole("PORT", 5000, 0, 65535)),
		Hosts:           r.text("HOSTS", ""),
		Threads:         int(r.whole("THREADS", 0, 2, math.MaxInt32)),
		MaxRequestBytes: r.whole("MAX_REQUEST_BYTES", 10<<20, 1, outbox.MaxBodyBytes),
		Grace:           time.Duration(r.whole("GRACE_SECONDS", 30, 1, 1<<30)) * time.Second,
		Settle:          r.seconds("SETTLE_SECONDS", 0, true),
		LogLevel:        r.matching("LOG_LEVEL", "INFO", logLevel),
		Slots:           int(r.whole("SLOTS", int64(allowedCPUs()), 1, math.MaxInt32)),
		Waiting:         int(r.whole("WAITING", 16, 0, math.MaxInt32)),
		Wait:            r.seconds("WAIT_SECONDS", 10, false),
		DetectionURL:    r.text("DETECTION_URL", "http://127.0.0.1:5001"),
		RecognitionURL:  r.text("RECOGNITION_URL", "http://127.0.0.1:5002"),
		Connect:         r.seconds("CONNECT_SECONDS", 2, false),
		Read:            r.seconds("READ_SECONDS", 30, false),
		StorageURL:      r.text("STORAGE_URL", "http://127.0.0.1:5003"),
		AMQPURL:         r.matching("AMQP_URL", "amqp://guest:guest@127.0.0.1:5672/%2F", amqpAddress),
		Outbox:          r.text("OUTBOX", "var/outbox/outbox.db"),
		OutboxLimits: outbox.Limits{
			Messages: r.whole("OUTBOX_MESSAGES", 20_000, 1, math.MaxInt64),
			Bytes:    r.whole("OUTBOX_BYTES", 4<<30, 1, math.MaxInt64),
			Free:     r.whole("OUTBOX_FREE_BYTES", 128<<20, 16<<20, math.MaxInt64),
		},
		Drain:          r.seconds("DRAIN_SECONDS", 10, true),
		AllowedOrigins: strings.Fields(r.text("ALLOWED_ORIGINS", "")),
		Gold:           r.truth("GOLD", true),
		keysText:       r.text("KEYS", ""),
		keyFile:        r.text("KEYS_FILE", ""),
	}
	s.Keys = r.keys(s.keysText, s.keyFile)
	if s.Threads == 0 {
		s.Threads = s.Slots + s.Waiting + threadsSpared
	} else if s.Threads <= s.Slots+s.Waiting {
		r.wrong("THREADS", "(%d) must exceed SHOWOFF_SLOTS + SHOWOFF_WAITING (%d + %d): a thread must "+
			"be left to turn others away", s.Threads, s.Slots, s.Waiting)
	}
	return s, errors.Join(r.faults...)
}

// reader reads variables and gathers what is wrong with them.
type reader struct{ faults []error }

func (r *reader) wrong(name, fault string, args ...any) {
	r.faults = append(r.faults, fmt.Errorf(prefix+name+": "+fault, args...))
}

func (r *reader) text(name, otherwise string) string {
	if value, set := os.LookupEnv(prefix + name); set {
		return value
	}
	return otherwise
}

func (r *reader) matching(name, otherwise string, pattern *regexp.Regexp) string {
	value := r.text(name, otherwise)
	if !pattern.MatchString(value) {
		r.wrong(name, "should match pattern '%s'", pattern)
	}
	return value
}

func (r *reader) whole(name string, otherwise, least, most int64) int64 {
	text, set := os.LookupEnv(prefix + name)
	if !set {
		return otherwise
	}
	value, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64)
	switch {
	case err != nil:
		r.wrong(name, "should be a valid integer")
	case value < least:
		r.wrong(name, "should be greater than or equal to %d", least)
	case value > most:
		r.wrong(name, "should be less than or equal to %d", most)
	}
	return value
}

// truth reads what Python's settings read: on or off, in any of the words for it.
func (r *reader) truth(name string, otherwise bool) bool {
	text, set := os.LookupEnv(prefix + name)
	if !set {
		return otherwise
	}
	switch strings.ToLower(text) {
	case "on", "true", "yes", "1", "t", "y":
		return true
	case "off", "false", "no", "0", "f", "n":
		return false
	}
	r.wrong(name, "should be a valid boolean")
	return otherwise
}

func (r *reader) seconds(name string, otherwise float64, orNone bool) time.Duration {
	value := otherwise
	if text, set := os.LookupEnv(prefix + name); set {
		parsed, err := strconv.ParseFloat(strings.TrimSpace(text), 64)
		switch {
		case err != nil || math.IsNaN(parsed) || math.IsInf(parsed, 0):
			r.wrong(name, "should be a valid number")
		case orNone && parsed < 0:
			r.wrong(name, "should be greater than or equal to 0")
		case !orNone && parsed <= 0:
			r.wrong(name, "should be greater than 0")
		}
		value = parsed
	}
	return time.Duration(min(value, 1e9) * float64(time.Second))
}

// keys says at start what is wrong with them; where keys are asked for, none is wrong, too.
func (r *reader) keys(text, file string) []access.Key {
	where := "KEYS"
	if file != "" {
		where = "KEYS_FILE"
	}
	found, err := access.ReadKeys(text, file)
	switch {
	case err != nil:
		r.wrong(where, "%w", err)
	case len(found) == 0 && (file != "" || strings.TrimSpace(text) != ""):
		r.wrong(where, "holds no key, and without any everything would be open to everyone; make one "+
			"(show-off-api make-key), or unset it")
	}
	return found
}
