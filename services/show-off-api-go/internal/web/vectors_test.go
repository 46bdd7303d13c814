package web

import (
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
	"github.com/show-off/show-off/services/show-off-api-go/internal/vectors"
)

func TestRequestIDs(t *testing.T) {
	type out struct {
		Kept bool `json:"kept"`
	}
	vectors.Each(t, "request_ids", func(t *testing.T, given map[string]string, expected out) {
		r := httptest.NewRequest("GET", "/", nil)
		asked := given[telemetry.RequestIDHeader]
		r.Header.Set(telemetry.RequestIDHeader, asked)
		if own := (&Service{}).nameOf(r); (own == asked) != expected.Kept {
			t.Errorf("%q", own)
		}
	})
}

func TestAccept(t *testing.T) {
	type in struct {
		Accept string   `json:"accept"`
		Kinds  []string `json:"kinds"`
	}
	type out struct {
		Best *string `json:"best"`
	}
	vectors.Each(t, "accept", func(t *testing.T, given in, expected out) {
		r := httptest.NewRequest("POST", "/read", nil)
		r.Header.Set("Accept", given.Accept)
		best := Accepted(r, given.Kinds...)
		if expected.Best == nil && best != "" || expected.Best != nil && best != *expected.Best {
			t.Errorf("%q", best)
		}
	})
}

func TestHalfSurrogates(t *testing.T) {
	for text, half := range map[string]bool{
		`"\ud83d\ude42"`: false, `"\ud83d"`: true, `"\ude42"`: true, `"\ud83d\ud83d\ude42"`: true,
		`"\\ud83d"`: false, `"plain"`: false, `"\ud83d \ude42"`: true, `"\u00fc\n"`: false,
	} {
		if halfSurrogate([]byte(text)) != half {
			t.Errorf("%s: %v", text, !half)
		}
	}
}

func TestTheMediaTypeIsReadAsItIsWritten(t *testing.T) {
	r := httptest.NewRequest("POST", "/", strings.NewReader(""))
	r.Header.Set("Content-Type", "APPLICATION/JSON; charset")
	if kind, _ := mediaType(r); kind != "application/json" {
		t.Errorf("%q", kind)
	}
}
