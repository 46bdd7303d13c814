package access

import (
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Origins are the other sites whose pages may call from a browser: none, unless allowed.
//
// Two sides of the same list. Reading answers: CORS headers, for allowed origins only. Doing things:
// a page of any other site can send a picture here without asking, and with the credentials that the
// browser has for us; so what is not a plain GET is refused where the browser says that it comes from
// elsewhere (Sec-Fetch-Site, or Origin in older ones). Clients that are no browsers say neither.
type Origins struct {
	Allowed []string // for example https://scans.example
}

// Refuses tells whether a request comes from a page that may not do this.
func (o Origins) Refuses(r *http.Request) bool {
	if r.Method == http.MethodGet || r.Method == http.MethodHead || r.Method == http.MethodOptions {
		return false
	}
	origin, told := header(r, "Origin")
	if told && slices.Contains(o.Allowed, origin) {
		return false
	}
	if site := r.Header.Get("Sec-Fetch-Site"); site != "" {
		return site != "same-origin" && site != "none"
	}
	// Hosts without their ports: a proxy in between may tell another one.
	return told && !sameHost(origin, "//"+r.Host)
}

// Answer sets the headers that let the asking page read the answer, if it may.
func (o Origins) Answer(r *http.Request, answer http.Header) {
	if len(o.Allowed) == 0 {
		return
	}
	answer.Add("Vary", "Origin")
	origin, told := header(r, "Origin")
	if !told || !slices.Contains(o.Allowed, origin) {
		return
	}
	answer.Set("Access-Control-Allow-Origin", origin)
	answer.Set("Access-Control-Allow-Headers", "Authorization, Content-Type, traceparent, X-Request-Id")
	answer.Set("Access-Control-Allow-Methods", "GET, POST, PUT, DELETE")
	answer.Set("Access-Control-Expose-Headers", "Retry-After, X-Request-Id, X-Trace-Id")
	answer.Set("Access-Control-Max-Age", "600")
}

func header(r *http.Request, name string) (string, bool) {
	values := r.Header.Values(name)
	return strings.Join(values, ","), len(values) > 0
}

func sameHost(one, other string) bool {
	first, firstTold := host(one)
	second, secondTold := host(other)
	return firstTold == secondTold && first == second
}

// host returns the host of an address, in small letters; whether there is one.
func host(address string) (string, bool) {
	parsed, err := url.Parse(address)
	if err != nil || parsed.Hostname() == "" {
		return "", false
	}
	return strings.ToLower(parsed.Hostname()), true
}
