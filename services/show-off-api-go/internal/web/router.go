// Package web makes a web service of a few routes: limits, problems, documents, draining.
package web

import (
	"net/http"
	"slices"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

// Handler answers a request, or returns why not: a problem, or an error that is a bug.
type Handler func(w http.ResponseWriter, r *http.Request) error

// noRoute is the route of what has none.
const noRoute = "none"

// methods are those of RFC 9110 and 5789.
var methods = []string{
	http.MethodGet, http.MethodHead, http.MethodPost, http.MethodPut, http.MethodDelete,
	http.MethodConnect, http.MethodOptions, http.MethodTrace, http.MethodPatch,
}

// router finds who answers, and refuses as problems what nobody does.
type router struct{ mux *http.ServeMux }

func (t *router) handle(pattern string, handler Handler) {
	t.mux.HandleFunc(pattern, func(w http.ResponseWriter, r *http.Request) {
		if a, is := w.(*answer); is {
			a.err = handler(w, r)
		}
	})
}

// answer lets the route that was found answer.
func (t *router) answer(w http.ResponseWriter, r *http.Request) error {
	t.mux.ServeHTTP(w, undotted(r))
	if a, is := w.(*answer); is {
		return a.err
	}
	return nil
}

// find returns who answers, and the route that is asked for: its rule, not the path, for paths are
// without number; "none" where there is no such route.
func (t *router) find(r *http.Request) (handler Handler, route string) {
	if pattern := t.pattern(r, r.Method); pattern != "" {
		return t.answer, rule(pattern)
	}
	allowed, route := t.allowed(r)
	switch {
	case len(allowed) == 0:
		return refusing(t.nothingHere(r)), noRoute
	case r.Method == http.MethodOptions:
		return options(allowed), route
	default:
		return refusing(problem.New(http.StatusMethodNotAllowed, "Method Not Allowed",
			"The method is not allowed for the requested URL.").
			With("Allow", strings.Join(allowed, ", "))), noRoute
	}
}

func (t *router) pattern(r *http.Request, method string) string {
	if !isClean(r.URL.Path) || method == http.MethodConnect {
		return "" // the mux would lead elsewhere
	}
	asked := *undotted(r)
	asked.Method = method
	_, pattern := t.mux.Handler(&asked)
	return pattern
}

// undotted returns a request for the same, its path without parts that the mux would resolve: here
// they are names as all others, and none that anything has.
func undotted(r *http.Request) *http.Request {
	parts := strings.Split(r.URL.Path, "/")
	if !slices.Contains(parts, ".") && !slices.Contains(parts, "..") {
		return r
	}
	for place, part := range parts {
		if part == "." || part == ".." {
			parts[place] = "_"
		}
	}
	asked := r.Clone(r.Context())
	asked.URL.Path = strings.Join(parts, "/")
	return asked
}

// allowed returns the methods that a path has, and its route.
func (t *router) allowed(r *http.Request) (allowed []string, route string) {
	for _, method := range methods {
		if pattern := t.pattern(r, method); pattern != "" {
			allowed, route = append(allowed, method), rule(pattern)
		}
	}
	if len(allowed) > 0 {
		allowed = append(allowed, http.MethodOptions)
	}
	return allowed, route
}

// nothingHere has a hint for those who were close.
func (t *router) nothingHere(r *http.Request) *problem.Problem {
	path := strings.TrimRight(r.URL.Path, "/")
	if path != "" && path != r.URL.Path {
		near := r.Clone(r.Context())
		near.URL.Path = path
		if allowed, _ := t.allowed(near); len(allowed) > 0 {
			return problem.Newf(http.StatusNotFound, "Not Found",
				"There is nothing at %s; try %s, without a slash at its end.", r.URL.Path, path)
		}
	}
	return problem.New(http.StatusNotFound, "Not Found",
		"There is nothing at this address; /doc lists what there is.")
}

func refusing(refused *problem.Problem) Handler {
	return func(http.ResponseWriter, *http.Request) error { return refused }
}

func options(allowed []string) Handler {
	return func(w http.ResponseWriter, _ *http.Request) error {
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		w.Header().Set("Content-Type", "text/html; charset=utf-8")
		w.WriteHeader(http.StatusOK)
		return nil
	}
}

// rule writes a pattern as all services of the platform call their routes: /images/<image_id>.
func rule(pattern string) string {
	_, path, _ := strings.Cut(pattern, " ")
	path = strings.TrimSuffix(path, "{$}")
	return strings.NewReplacer("{", "<", "}", ">").Replace(path)
}

func isClean(path string) bool {
	return strings.HasPrefix(path, "/") && !strings.Contains(path, "//")
}

func isKnownMethod(method string) bool { return slices.Contains(methods, method) }
