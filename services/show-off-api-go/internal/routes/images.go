package routes

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

const (
	mostOnAPage  = 100
	mostSearched = 200 // characters
	mostBeside   = 99  // pictures, in one file with another
	leastWidth   = 16
	mostWidth    = 4096
)

var cursor = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}` +
	`(\.[0-9]{1,6})?Z_[0-9a-f]{32}$`)

// images is GET /images and what belongs to them: the history, passed on from image-api.
type images struct{ imageAPI *upstream.ImageAPI }

func (h images) install(service *web.Service) {
	service.Handle("GET /images", h.page)
	service.Handle("GET /images/{image_id}", h.of)
	service.Handle("GET /images/{image_id}/file", h.file)
	service.Handle("GET /images/{image_id}/{format}", h.give)
	service.Handle("DELETE /images/{image_id}", h.of)
}

func (h images) page(w http.ResponseWriter, r *http.Request) error {
	if err := checkPage(r.URL.Query()); err != nil {
		return err
	}
	passed, err := h.imageAPI.Ask(r, upstream.AllImages)
	return answerWith(w, passed, err)
}

func (h images) of(w http.ResponseWriter, r *http.Request) error { return h.passOn(w, r) }

func (h images) file(w http.ResponseWriter, r *http.Request) error {
	if err := checkFile(r.URL.Query()); err != nil {
		return err
	}
	return h.passOn(w, r, "file")
}

// give answers what a picture says, in a format that other programs take.
func (h images) give(w http.ResponseWriter, r *http.Request) error {
	format := r.PathValue("format")
	if _, known := mediaTypes[format]; !known {
		return noFormat()
	}
	if err := checkTogether(r.URL.Query()); err != nil {
		return err
	}
	return h.passOn(w, r, format)
}

func (h images) passOn(w http.ResponseWriter, r *http.Request, parts ...string) error {
	path, err := upstream.ImagePath(r.PathValue("image_id"), parts...)
	if err != nil {
		return err
	}
	passed, err := h.imageAPI.Ask(r, path)
	return answerWith(w, passed, err)
}

// checkFile checks in which form a picture is to be shown: as it was sent, or as a JPEG of some width.
func checkFile(asked url.Values) error {
	var wrong []string
	if given, is := asked["as"]; is && given[0] != "jpeg" {
		wrong = append(wrong, "as: Input should be 'jpeg'")
	}
	if given, is := asked["width"]; is {
		if fault := between(given[0], leastWidth, mostWidth); fault != "" {
			wrong = append(wrong, "width: "+fault)
		}
	}
	return unfit(wrong)
}

// checkTogether checks which further pictures are to stand in the same file.
func checkTogether(asked url.Values) error {
	given, is := asked["with"]
	if !is {
		return nil
	}
	ids := strings.Split(given[0], ",")
	isNone := func(id string) bool { return !upstream.IsImageID(id) }
	if len(ids) <= mostBeside && !slices.ContainsFunc(ids, isNone) {
		return nil
	}
	const one = `[0-9a-f]{32}`
	return unfit([]string{fmt.Sprintf(
		"with: String should match pattern '^%s(,%s){0,%d}$'", one, one, mostBeside-1)})
}

// checkPage checks which part of the history is asked for.
func checkPage(asked url.Values) error {
	var wrong []string
	if given, is := asked["limit"]; is {
		if fault := between(given[0], 1, mostOnAPage); fault != "" {
			wrong = append(wrong, "limit: "+fault)
		}
	}
	if given, is := asked["before"]; is && !cursor.MatchString(given[0]) {
		wrong = append(wrong, "before: String should match pattern '"+cursor.String()+"'")
	}
	if given, is := asked["search"]; is && utf8.RuneCountInString(given[0]) > mostSearched {
		wrong = append(wrong, fmt.Sprintf("search: String should have at most %d characters", mostSearched))
	}
	return unfit(wrong)
}

// between says what is wrong with a whole number, if anything is.
func between(text string, least, most int) string {
	number, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(text), ".0"))
	switch {
	case err != nil:
		return "Input should be a valid integer, unable to parse string as an integer"
	case number < least:
		return fmt.Sprintf("Input should be greater than or equal to %d", least)
	case number > most:
		return fmt.Sprintf("Input should be less than or equal to %d", most)
	default:
		return ""
	}
}

func unfit(wrong []string) error {
	if len(wrong) == 0 {
		return nil
	}
	return problem.Unfit(strings.Join(wrong, "; "))
}
