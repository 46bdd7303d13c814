package access_test

import (
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/vectors"
)

func TestOrigins(t *testing.T) {
	type in struct {
		Allowed []string          `json:"allowed"`
		Method  string            `json:"method"`
		Headers map[string]string `json:"headers"`
	}
	type out struct {
		Refused bool `json:"refused"`
	}
	vectors.Each(t, "origins", func(t *testing.T, given in, expected out) {
		r := httptest.NewRequest(given.Method, "/read", nil)
		r.Host = ""
		for name, value := range given.Headers {
			if name == "Host" {
				r.Host = value
			} else {
				r.Header.Set(name, value)
			}
		}
		origins := access.Origins{Allowed: given.Allowed}
		if refused := origins.Refuses(r); refused != expected.Refused {
			t.Errorf("refused: %v", refused)
		}
	})
}

func TestKeys(t *testing.T) {
	type in struct {
		Entries string `json:"entries"`
	}
	type out struct {
		Keys  [][4]any `json:"keys"`
		Error string   `json:"error"`
	}
	vectors.Each(t, "keys", func(t *testing.T, given in, expected out) {
		keys, err := access.ParseKeys(given.Entries)
		if expected.Error != "" {
			if err == nil || !strings.Contains(err.Error(), expected.Error) {
				t.Fatalf("error: %v", err)
			}
			return
		}
		if err != nil || len(keys) != len(expected.Keys) {
			t.Fatalf("%v, %v", keys, err)
		}
		for number, key := range keys {
			told := [4]any{key.Name, float64(key.PerMinute), key.Digest, key.Reviews}
			if told != expected.Keys[number] {
				t.Errorf("%v", told)
			}
		}
	})
}

func TestLimits(t *testing.T) {
	type in struct {
		PerMinute int       `json:"per_minute"`
		At        []float64 `json:"at"`
	}
	type out struct {
		Allowed []bool `json:"allowed"`
	}
	vectors.Each(t, "limits", func(t *testing.T, given in, expected out) {
		var now float64
		ring := access.NewKeyRingAt(nil, func() time.Time {
			return time.UnixMilli(int64(now * 1000))
		})
		key := access.Key{Name: "a", PerMinute: given.PerMinute}
		for number, at := range given.At {
			now = at
			if may := ring.May(key, "pictures"); may != expected.Allowed[number] {
				t.Errorf("at %v: %v", at, may)
			}
		}
	})
}

func TestHosts(t *testing.T) {
	type in struct {
		Hosts    []string `json:"hosts"`
		Loopback bool     `json:"loopback"`
		Host     *string  `json:"host"`
	}
	type out struct {
		Known bool `json:"known"`
	}
	vectors.Each(t, "hosts", func(t *testing.T, given in, expected out) {
		hosts := access.Hosts{Names: given.Hosts, Loopback: given.Loopback}
		header := ""
		if given.Host != nil {
			header = *given.Host
		}
		if known := hosts.Know(header, given.Host != nil); known != expected.Known {
			t.Errorf("known: %v", known)
		}
	})
}

func TestASecretIsKnownByItsEntry(t *testing.T) {
	secret, key, err := access.MakeKey("alice", 60, false)
	if err != nil {
		t.Fatal(err)
	}
	ring := access.NewKeyRing([]access.Key{key})
	if found, known := ring.Find(secret); !known || found != key {
		t.Errorf("%v, %v", found, known)
	}
	if _, known := ring.Find(secret + "x"); known {
		t.Error("another secret is known")
	}
	if _, reviewer, err := access.MakeKey("rita", 7, true); err != nil || !reviewer.Reviews {
		t.Errorf("%v, %v", reviewer, err)
	}
	if _, _, err := access.MakeKey("a b", 60, false); err == nil {
		t.Error("a name with a space is taken")
	}
}

func TestASiteThatIsAllowedMayReadAnswers(t *testing.T) {
	r := httptest.NewRequest(http.MethodGet, "/images", nil)
	r.Header.Set("Origin", "https://scans.example")
	header := http.Header{}
	access.Origins{Allowed: []string{"https://scans.example"}}.Answer(r, header)
	if header.Get("Access-Control-Allow-Origin") != "https://scans.example" || header.Get("Vary") != "Origin" {
		t.Errorf("%v", header)
	}
}
