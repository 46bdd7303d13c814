package web

import (
	"mime"
	"net/http"
	"slices"
	"strconv"
	"strings"
)

// Accepted returns which of these media types the client accepts most, the first unless it says
// otherwise, as RFC 9110 has it; "" where it accepts none of them.
func Accepted(r *http.Request, kinds ...string) string {
	given := strings.Join(r.Header.Values("Accept"), ",")
	ranges, entries := mediaRanges(given)
	if entries == 0 {
		return kinds[0]
	}
	best, bestRange := "", mediaRange{}
	for _, kind := range kinds {
		// The most specific that matches says how much it is liked.
		matching := slices.IndexFunc(ranges, func(one mediaRange) bool { return one.matches(kind) })
		if matching < 0 || ranges[matching].quality <= 0 {
			continue
		}
		one := ranges[matching]
		if best == "" || one.quality > bestRange.quality ||
			(one.quality == bestRange.quality && one.specificity() > bestRange.specificity()) {
			best, bestRange = kind, one
		}
	}
	return best
}

// mediaRange is an entry of Accept: text/plain, text/* or */*.
type mediaRange struct {
	kind, below string
	parameters  int
	quality     float64
}

// mediaRanges returns those of a header, the most specific first; what is none is left out, though it
// counts as an entry, unless its quality is none.
func mediaRanges(header string) (ranges []mediaRange, entries int) {
	for entry := range strings.SplitSeq(header, ",") {
		name, parameters, err := mime.ParseMediaType(strings.TrimSpace(entry))
		if err != nil {
			continue
		}
		one := mediaRange{quality: 1}
		if given, set := parameters["q"]; set {
			quality, err := strconv.ParseFloat(given, 64)
			if err != nil || quality < 0 || quality > 1 {
				continue
			}
			one.quality = quality
			delete(parameters, "q")
		}
		entries++
		var is bool
		if one.kind, one.below, is = strings.Cut(name, "/"); !is || (one.kind == "*" && one.below != "*") {
			continue
		}
		one.parameters = len(parameters)
		ranges = append(ranges, one)
	}
	slices.SortStableFunc(ranges, func(one, other mediaRange) int {
		if by := other.specificity() - one.specificity(); by != 0 {
			return by
		}
		switch {
		case one.quality > other.quality:
			return -1
		case one.quality < other.quality:
			return 1
		default:
			return 0
		}
	})
	return ranges, entries
}

func (m mediaRange) matches(kind string) bool {
	if m.kind == "*" {
		return true
	}
	above, below, _ := strings.Cut(kind, "/")
	return m.kind == above && (m.below == "*" || m.below == below && m.parameters == 0)
}

func (m mediaRange) specificity() int {
	switch {
	case m.kind == "*":
		return 0
	case m.below == "*":
		return 1
	default:
		return 2 + m.parameters
	}
}
