package routes

import (
	"context"
	"fmt"
	"math"
	"net/http"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/outbox"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/progress"
	"github.com/show-off/show-off/services/show-off-api-go/internal/read"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

var milliseconds = regexp.MustCompile(`^[0-9]{1,9}$`)

// Reading is POST /read: a picture in, its text out.
type Reading struct {
	Reader  read.Reader
	Keeper  outbox.Keeper
	Images  *upstream.ImageAPI // renders
	Within  time.Duration      // deadline for one picture, waiting included
	Most    int64              // bytes of a request
	Service *web.Service
}

// readForm is what was sent.
type readForm struct {
	image          []byte
	region         read.Region
	words, letters bool
	keep           bool // the picture and what it says, under the id
}

func (h Reading) install(service *web.Service) {
	h.Service = service
	service.Handle("POST /read", h.answer)
}

func (h Reading) answer(w http.ResponseWriter, r *http.Request) error {
	form, err := h.form(r)
	if err != nil {
		return err
	}
	format, err := wanted(r)
	if err != nil {
		return err
	}
	if form.keep {
		if err := h.Keeper.Store.CheckRoom(r.Context(), int64(len(form.image)), 1); err != nil {
			return err
		}
	}
	seconds, err := h.timeLeft(r)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(r.Context(), seconds)
	defer cancel()
	if format == stages {
		return h.inStages(ctx, w, form)
	}
	id, picture, err := h.work(ctx, form, progress.Ignore)
	if err != nil {
		return err
	}
	switch format {
	case "json":
		return web.JSON(w, http.StatusOK, answerOf(id, picture, form, telemetry.TraceID(ctx)))
	case "text":
		if form.keep {
			w.Header().Set("Content-Location", "images/"+id)
		}
		return web.Content(w, http.StatusOK, "text/plain; charset=utf-8", []byte(picture.Reading.Text()))
	default:
		// The deadline was that of the read: what is kept is rendered in image-api's own time.
		return h.rendered(r.Context(), w, format, id, picture, form.keep)
	}
}

// work is the whole read and its id; what is to be kept is kept before it is answered.
func (h Reading) work(
	ctx context.Context, form readForm, report progress.Report,
) (id string, picture read.Picture, err error) {
	if picture, err = h.Reader.Read(ctx, form.image, form.region, report); err != nil {
		return "", picture, err
	}
	id = outbox.NewImageID()
	if form.keep {
		err = h.Keeper.KeepReading(ctx, id, picture)
	}
	return id, picture, err
}

func (h Reading) form(r *http.Request) (form readForm, err error) {
	sent, err := web.ReadForm(r, h.Most, "-F image=@picture.jpg", []string{"format"},
		web.Field{Name: "image", Required: true, IsFile: true},
		web.Field{Name: "roi"}, web.Field{Name: "words"}, web.Field{Name: "letters"},
		web.Field{Name: "keep"})
	if err != nil {
		return form, err
	}
	var wrong []string
	form.image, form.keep = sent["image"], true
	if region, given := sent["roi"]; given {
		if form.region, err = read.ParseRegion(string(region)); err != nil {
			wrong = append(wrong, fmt.Sprintf("roi: %s", err))
		}
	}
	for name, into := range map[string]*bool{
		"words": &form.words, "letters": &form.letters, "keep": &form.keep,
	} {
		if given, is := sent[name]; is {
			if *into, is = truth(string(given)); !is {
				wrong = append(wrong, name+": Input should be a valid boolean, unable to interpret input")
			}
		}
	}
	if len(wrong) > 0 {
		slices.SortFunc(wrong, func(one, other string) int { return strings.Compare(other, one) })
		return form, problem.Unfit(strings.Join(wrong, "; "))
	}
	return form, nil
}

// truth reads yes or no, and tells whether it is either.
func truth(said string) (value, is bool) {
	switch strings.ToLower(said) {
	case "1", "on", "t", "true", "y", "yes":
		return true, true
	case "0", "off", "f", "false", "n", "no":
		return false, true
	}
	return false, false
}

// timeLeft is what the caller gives, but no more than this service allows.
func (h Reading) timeLeft(r *http.Request) (time.Duration, error) {
	given := r.Header.Values(read.TimeoutHeader)
	if len(given) == 0 {
		return h.Within, nil
	}
	if !milliseconds.MatchString(strings.Join(given, ",")) {
		return 0, problem.New(http.StatusBadRequest, "Bad header",
			read.TimeoutHeader+": whole milliseconds.")
	}
	left, err := strconv.ParseInt(given[0], 10, 64)
	if err != nil {
		left = math.MaxInt32
	}
	return min(h.Within, time.Duration(left)*time.Millisecond), nil
}
