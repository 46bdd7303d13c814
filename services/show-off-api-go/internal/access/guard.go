// Package access says who may do what: asked of every request before its route, and before its body
// is taken in.
package access

import (
	"context"
	"log/slog"
	"math"
	"net/http"
	"strconv"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

const (
	// Browsers ask their user for a password only where this stands alone, without Bearer beside it.
	basic = `Basic realm="show-off", charset="UTF-8"`
	// For scripts that say, by custom in X-Requested-With, that they ask their user themselves.
	bearer = `Bearer realm="show-off"`
)

// Guard lets only those through who may.
type Guard struct {
	Keys    *KeyRing
	Origins Origins
}

type holderKey struct{}

// WithHolder tells the key that a request came with.
func WithHolder(ctx context.Context, key Key) context.Context {
	return context.WithValue(ctx, holderKey{}, key)
}

// Holder returns the name of the key that the request came with; empty where none are asked for.
func Holder(ctx context.Context) string {
	key, _ := ctx.Value(holderKey{}).(Key)
	return key.Name
}

// Reviews tells whether the caller may do what reviewers may.
func Reviews(ctx context.Context) bool {
	key, _ := ctx.Value(holderKey{}).(Key)
	return key.Reviews
}

// anyone is the key of whoever comes where none are asked for.
var anyone = Key{Reviews: true}

// Check returns the key that a request came with, without a name where none are asked for, or the
// problem of one that may not go on.
//
// A key comes as Authorization: Bearer KEY, or as the password of Basic authentication: that is what
// a browser asks its user for who opens an address or tries the documentation.
func (g Guard) Check(r *http.Request) (holder Key, err error) {
	if open(r.URL.Path) || r.Method == http.MethodOptions {
		return anyone, nil
	}
	if g.Origins.Refuses(r) {
		return Key{}, problem.New(http.StatusForbidden, "Another site's page",
			"Pages of other sites may not do this (SHOWOFF_ALLOWED_ORIGINS).")
	}
	if !g.Keys.Asks() {
		return anyone, nil
	}
	key, known := g.Keys.Find(secret(r))
	if !known {
		return Key{}, problem.New(http.StatusUnauthorized, "API key needed",
			"Send a valid key as Authorization: Bearer KEY.").
			With("WWW-Authenticate", scheme(r))
	}
	return key, g.checkLimit(key, r)
}

// WarnIfOpen says it loudly where anyone who reaches host may read, see and delete everything.
func (g Guard) WarnIfOpen(ctx context.Context, log *slog.Logger, host string) {
	if !g.Keys.Asks() && !IsLoopback(host) {
		log.WarnContext(ctx, "OPEN TO EVERYONE: no API keys are configured, and this is not only "+
			"reachable from this machine. Whoever reaches it may send pictures, and see and delete all "+
			"that are kept. Set SHOWOFF_KEYS_FILE or SHOWOFF_KEYS (show-off-api make-key).",
			"host", host)
	}
}

// What is kept costs: each is limited, the other kinds of requests are not.
func (g Guard) checkLimit(key Key, r *http.Request) error {
	counted := ""
	switch r.Method + " " + r.URL.Path {
	case "POST /read":
		counted = "pictures"
	case "POST /correct-text":
		counted = "corrections"
	case "POST /jobs":
		counted = "jobs"
	default:
		return nil
	}
	if g.Keys.May(key, counted) {
		return nil
	}
	after := max(1, math.RoundToEven(60/float64(key.PerMinute)))
	return problem.Newf(http.StatusTooManyRequests, "Too many "+counted,
		"The key %s may send %d %s a minute.", key.Name, key.PerMinute, counted).
		With("Retry-After", strconv.Itoa(int(after)))
}

// open tells whether nothing of anybody's is there; probes, Prometheus and the documentation ask
// without a key.
func open(path string) bool {
	switch path {
	case "/", "/health", "/ready", "/metrics", "/openapi.json", "/doc", "/limits":
		return true
	}
	return false
}

func secret(r *http.Request) string {
	if _, password, ok := r.BasicAuth(); ok {
		return password
	}
	kind, token, _ := strings.Cut(r.Header.Get("Authorization"), " ")
	if strings.EqualFold(kind, "basic") {
		return ""
	}
	return strings.TrimSpace(token)
}

func scheme(r *http.Request) string {
	if _, byScript := header(r, "X-Requested-With"); byScript {
		return bearer
	}
	return basic
}
