package web

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"testing"
)

func saying(name string) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		_, _ = w.Write([]byte(name + " " + r.URL.Path + " " + r.Host))
	}
}

func TestTheFrontHandsOverTheAPIAndTheSite(t *testing.T) {
	t.Parallel()
	site := httptest.NewServer(saying("site"))
	defer site.Close()
	address, err := url.Parse(site.URL)
	if err != nil {
		t.Fatal(err)
	}
	front := Front(saying("api"), address)
	for _, one := range []struct{ path, from, said string }{
		{"/", "127.0.0.1:1", "site / here"},
		{"/docs/x.js", "127.0.0.1:1", "site /docs/x.js here"},
		{"/apis", "127.0.0.1:1", "site /apis here"},
		{"/api/", "127.0.0.1:1", "api / here"},
		{"/api/read", "10.0.0.1:1", "api /read here"},
		{"/api/metrics", "127.0.0.1:1", "api /metrics here"},
		{"/api/metrics", "[::1]:1", "api /metrics here"},
		{"/api/metrics", "10.0.0.1:1", "api /nothing here"},
	} {
		asked := httptest.NewRequest(http.MethodGet, one.path, http.NoBody)
		asked.Host, asked.RemoteAddr = "here", one.from
		answer := httptest.NewRecorder()
		front.ServeHTTP(answer, asked)
		if answer.Body.String() != one.said {
			t.Errorf("%s from %s: %q, not %q", one.path, one.from, answer.Body, one.said)
		}
	}
}

func TestTheFrontLeadsIntoTheAPI(t *testing.T) {
	t.Parallel()
	answer := httptest.NewRecorder()
	front := Front(saying("api"), &url.URL{Scheme: "http", Host: "127.0.0.1:1"})
	front.ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "/api", http.NoBody))
	if got := answer.Header().Get("Location"); answer.Code != http.StatusPermanentRedirect || got != "/api/" {
		t.Errorf("%d to %q", answer.Code, got)
	}
}
