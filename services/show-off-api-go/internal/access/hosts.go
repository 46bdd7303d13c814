package access

import (
	"net/netip"
	"slices"
	"strings"
)

// Never delegated in public DNS: RFC 6761, RFC 6762 (and its appendix G), RFC 8375, ICANN's
// .internal; Kubernetes' .svc. So is every name without a dot.
var (
	loopbackNames = []string{"localhost"}
	privateNames  = []string{
		"localhost", "corp", "home", "home.arpa", "internal", "intranet", "lan", "local",
		"localdomain", "private", "svc", "test",
	}
)

// Hosts are the names that a service answers to, beside literal addresses and localhost: against
// DNS rebinding. A stranger's page can make its own name lead to an address inside; what it cannot
// do is to send another name in Host.
type Hosts struct {
	Names    []string // scans.example; .scans.example for those below it; * for any
	Loopback bool     // reached from this machine only: else names of private networks are known, too
}

// Know tells whether a request with this Host is meant for the service; programs may send none.
func (h Hosts) Know(header string, sent bool) bool {
	if !sent || slices.Contains(h.Names, "*") {
		return true
	}
	if strings.Count(header, ":") > 1 && !strings.HasPrefix(header, "[") {
		return false // an address without its brackets
	}
	name, found := host("//" + header)
	name = strings.TrimSuffix(name, ".")
	if !found || name == "" {
		return false
	}
	if _, err := netip.ParseAddr(name); err == nil {
		return true
	}
	if h.Loopback {
		return below(name, loopbackNames) || h.named(name)
	}
	return below(name, privateNames) || !strings.Contains(name, ".") || h.named(name)
}

// IsLoopback tells whether only this machine reaches what listens on host.
func IsLoopback(host string) bool {
	address, err := netip.ParseAddr(host)
	return host == "localhost" || (err == nil && address.Unmap().IsLoopback())
}

func (h Hosts) named(name string) bool {
	return slices.ContainsFunc(h.Names, func(known string) bool {
		return name == known || (strings.HasPrefix(known, ".") && strings.HasSuffix(name, known))
	})
}

func below(name string, ends []string) bool {
	return slices.ContainsFunc(ends, func(end string) bool {
		return name == end || strings.HasSuffix(name, "."+end)
	})
}
