package routes

import (
	"fmt"
	"net/http"
	"net/url"
	"regexp"
	"strconv"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

const (
	pageSize    = 20
	mostOnAPage = 100
	leastWidth  = 16
	mostWidth   = 4096
)

var cursor = regexp.MustCompile(`^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}` +
	`(\.[0-9]{1,6})?Z_[0-9a-f]{32}$`)

// images is GET /images and what belongs to them: the history, as image-api tells it.
type images struct{ history *upstream.History }

func (h images) install(service *web.Service) {
	service.Handle("GET /images", h.page)
	service.Handle("GET /images/{image_id}", h.show)
	service.Handle("GET /images/{image_id}/file", h.file)
	service.Handle("GET /images/{image_id}/{format}", h.give)
	service.Handle("DELETE /images/{image_id}", h.remove)
}

func (h images) page(w http.ResponseWriter, r *http.Request) error {
	query, err := pageQuery(r.URL.Query())
	if err != nil {
		return err
	}
	page, err := h.history.Page(r.Context(), query)
	if err != nil {
		return err
	}
	return web.Content(w, http.StatusOK, "application/json", page)
}

func (h images) show(w http.ResponseWriter, r *http.Request) error {
	detail, err := h.history.Show(r.Context(), r.PathValue("image_id"))
	if err != nil {
		return err
	}
	return web.Content(w, http.StatusOK, "application/json", detail)
}

func (h images) file(w http.ResponseWriter, r *http.Request) error {
	query, err := fileQuery(r.URL.Query())
	if err != nil {
		return err
	}
	picture, err := h.history.File(r.Context(), r.PathValue("image_id"), query, r.Header)
	if err != nil {
		return err
	}
	return passOn(w, picture)
}

// give answers what a picture says, in a format that other programs take.
func (h images) give(w http.ResponseWriter, r *http.Request) error {
	format := r.PathValue("format")
	if _, known := mediaTypes[format]; !known {
		return noFormat()
	}
	given, err := h.history.Format(r.Context(), r.PathValue("image_id"), format, r.Header)
	if err != nil {
		return err
	}
	return passOn(w, given)
}

func (h images) remove(w http.ResponseWriter, r *http.Request) error {
	if err := h.history.Delete(r.Context(), r.PathValue("image_id")); err != nil {
		return err
	}
	w.Header().Set("Content-Type", "application/json")
	w.WriteHeader(http.StatusNoContent)
	return nil
}

func passOn(w http.ResponseWriter, answer upstream.Answer) error {
	for name, values := range answer.Header {
		w.Header()[name] = values
	}
	if answer.Status != http.StatusNotModified {
		w.Header().Set("Content-Length", strconv.Itoa(len(answer.Body)))
	}
	w.WriteHeader(answer.Status)
	_, _ = w.Write(answer.Body) // whoever has hung up misses it
	return nil
}

// fileQuery reads in which form a picture is to be shown: as it was sent, or as a JPEG of some width.
func fileQuery(asked url.Values) (url.Values, error) {
	query, wrong := url.Values{}, []string{}
	if given, is := asked["as"]; is {
		if given[0] != "jpeg" {
			wrong = append(wrong, "as: Input should be 'jpeg'")
		}
		query.Set("as", given[0])
	}
	if given, is := asked["width"]; is {
		width, fault := between(given[0], leastWidth, mostWidth)
		if fault != "" {
			wrong = append(wrong, "width: "+fault)
		}
		query.Set("width", strconv.Itoa(width))
	}
	if len(wrong) > 0 {
		return nil, problem.Unfit(strings.Join(wrong, "; "))
	}
	return query, nil
}

// between reads a whole number, and says what is wrong with it, if anything is.
func between(text string, least, most int) (number int, fault string) {
	number, err := strconv.Atoi(strings.TrimSuffix(strings.TrimSpace(text), ".0"))
	switch {
	case err != nil:
		return 0, "Input should be a valid integer, unable to parse string as an integer"
	case number < least:
		return number, fmt.Sprintf("Input should be greater than or equal to %d", least)
	case number > most:
		return number, fmt.Sprintf("Input should be less than or equal to %d", most)
	default:
		return number, ""
	}
}

// pageQuery reads which part of the history is asked for.
func pageQuery(asked url.Values) (url.Values, error) {
	query, limit := url.Values{}, pageSize
	var wrong []string
	if given, is := asked["limit"]; is {
		var fault string
		if limit, fault = between(given[0], 1, mostOnAPage); fault != "" {
			wrong = append(wrong, "limit: "+fault)
		}
	}
	query.Set("limit", strconv.Itoa(limit))
	if given, is := asked["before"]; is {
		if !cursor.MatchString(given[0]) {
			wrong = append(wrong, "before: String should match pattern '"+cursor.String()+"'")
		}
		query.Set("before", given[0])
	}
	if len(wrong) > 0 {
		return nil, problem.Unfit(strings.Join(wrong, "; "))
	}
	return query, nil
}
