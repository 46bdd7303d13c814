package access

import (
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base64"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// DefaultPerMinute is how often a minute a key may read where nothing else is said.
const DefaultPerMinute = 60

const prefix = "so_" // so that people and secret scanners know one when they see it

var (
	entry = regexp.MustCompile(`^([A-Za-z0-9_.-]{1,64}):([1-9][0-9]{0,5}):([0-9a-f]{64})(:review)?$`)
	// Without the entry: it may be the key itself, pasted into the wrong place.
	errEntry = errors.New("a key's entry is NAME:READS_PER_MINUTE:SHA256 (show-off-api make-key)")
)

// Key is a key as it is kept: whose it is, its hash, how often a minute it may read or correct, and
// whether it opens what reviewers may.
// A secret is 256 random bits, so its plain SHA-256 is enough: there is nothing to guess.
type Key struct {
	Name      string
	PerMinute int
	Digest    string
	Reviews   bool
}

func (k Key) String() string {
	role := ""
	if k.Reviews {
		role = ":review"
	}
	return fmt.Sprintf("%s:%d:%s%s", k.Name, k.PerMinute, k.Digest, role)
}

// ParseKey reads an entry, NAME:READS_PER_MINUTE:SHA256, with :review behind it where it reviews.
func ParseKey(text string) (Key, error) {
	match := entry.FindStringSubmatch(text)
	if match == nil {
		return Key{}, errEntry
	}
	perMinute, err := strconv.Atoi(match[2])
	if err != nil {
		return Key{}, errEntry
	}
	return Key{match[1], perMinute, match[3], match[4] != ""}, nil
}

// MakeKey returns a new secret, to be given away and forgotten, and what is kept of it.
func MakeKey(name string, perMinute int, reviews bool) (string, Key, error) {
	random := make([]byte, 32)
	_, _ = rand.Read(random) // it never fails: crypto/rand
	secret := prefix + base64.RawURLEncoding.EncodeToString(random)
	made := Key{Name: name, PerMinute: perMinute, Digest: digest(secret), Reviews: reviews}
	key, err := ParseKey(made.String())
	return secret, key, err
}

// ParseKeys reads entries separated by white space; the rest of a line after # is a comment.
func ParseKeys(entries string) ([]Key, error) {
	var keys []Key
	names := map[string]int{}
	for line := range strings.Lines(entries) {
		line, _, _ = strings.Cut(line, "#")
		for _, text := range strings.Fields(line) {
			key, err := ParseKey(text)
			if err != nil {
				return nil, err
			}
			keys = append(keys, key)
			names[key.Name]++
		}
	}
	var twice []string
	for name, count := range names {
		if count > 1 {
			twice = append(twice, name)
		}
	}
	if len(twice) > 0 {
		slices.Sort(twice)
		return nil, fmt.Errorf("more than one key is named %s", strings.Join(twice, ", "))
	}
	return keys, nil
}

// ReadKeys reads entries from text and from a file together; an empty file name stands for none.
func ReadKeys(entries, file string) ([]Key, error) {
	if file != "" {
		content, err := os.ReadFile(file)
		if err != nil {
			return nil, err
		}
		entries += "\n" + string(content)
	}
	return ParseKeys(entries)
}

// KeyRing is the keys that open the door, and how often each did; safe for concurrent use.
//
// It counts in memory, each process for itself: behind a load balancer a key may send its limit
// once through each of them.
type KeyRing struct {
	keys    []Key
	limiter *limiter
}

// NewKeyRing returns a ring of these keys; none of them used yet.
func NewKeyRing(keys []Key) *KeyRing { return NewKeyRingAt(keys, time.Now) }

// NewKeyRingAt is NewKeyRing by another clock.
func NewKeyRingAt(keys []Key, now func() time.Time) *KeyRing {
	return &KeyRing{keys, newLimiter(now)}
}

// Asks tells whether there is any key, and so a need for one.
func (r *KeyRing) Asks() bool { return len(r.keys) > 0 }

// Find returns whose secret this is; compared with every key, in a time that tells nothing.
func (r *KeyRing) Find(secret string) (Key, bool) {
	given, found := digest(secret), -1
	for number, key := range r.keys {
		if subtle.ConstantTimeCompare([]byte(key.Digest), []byte(given)) == 1 {
			found = number
		}
	}
	if found < 0 {
		return Key{}, false
	}
	return r.keys[found], true
}

// May counts one more of what, if the last minute of the key leaves room for it. Each kind is
// counted by itself: who corrects many lines may still read.
func (r *KeyRing) May(key Key, what string) bool {
	return r.limiter.hit(key.Name+"/"+what, key.PerMinute)
}

func digest(secret string) string {
	sum := sha256.Sum256([]byte(secret))
	return hex.EncodeToString(sum[:])
}
