package web

import (
	"net"
	"net/http"
	"net/http/httputil"
	"net/url"
	"strings"
)

const below = "/api"

// Front is the one door of the platform on one machine: the service answers below /api, and all else
// is the site's to answer. The figures are told to those who ask from this machine, to no other.
func Front(service http.Handler, site *url.URL) http.Handler {
	api := http.StripPrefix(below, service)
	pages := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) {
			r.SetURL(site)
			r.Out.Host = r.In.Host
		},
		ErrorHandler: func(w http.ResponseWriter, _ *http.Request, _ error) {
			http.Error(w, "The pages are not there now.", http.StatusBadGateway)
		},
	}
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch {
		case r.URL.Path == below:
			http.Redirect(w, r, below+"/", http.StatusPermanentRedirect)
		case !strings.HasPrefix(r.URL.Path, below+"/"):
			pages.ServeHTTP(w, r)
		case r.URL.Path == below+"/metrics" && !fromHere(r):
			asked := r.Clone(r.Context())
			asked.URL.Path, asked.URL.RawPath = below+"/nothing", ""
			api.ServeHTTP(w, asked)
		default:
			api.ServeHTTP(w, r)
		}
	})
}

func fromHere(r *http.Request) bool {
	host, _, err := net.SplitHostPort(r.RemoteAddr)
	return err == nil && net.ParseIP(host).IsLoopback()
}
