package routes

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/read"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

// stages is the media type of JSON told stage by stage; as a format it has no name.
const stages = "application/x-ndjson"

// formats are what a reading is given out in; image-api renders all but the first two. The first
// is answered unless another is asked for.
var (
	formats    = []string{"json", "text", "hocr", "alto", "page", "pdf", "csv", "markdown"}
	mediaTypes = map[string]string{
		"text":     "text/plain",
		"json":     "application/json",
		"hocr":     "text/vnd.hocr+html",
		"alto":     "application/alto+xml",
		"page":     "application/vnd.prima.page+xml",
		"pdf":      "application/pdf",
		"csv":      "text/csv",
		"markdown": "text/markdown",
	}
)

func noFormat() *problem.Problem {
	return problem.Unfit("format: Input should be one of " + strings.Join(formats, ", "))
}

// wanted returns the format that is asked for by name, else that which the request accepts most;
// stages where JSON is asked for stage by stage.
func wanted(r *http.Request) (string, error) {
	named := r.URL.Query()["format"]
	if len(named) > 0 && mediaTypes[named[0]] == "" {
		return "", noFormat()
	}
	if len(named) > 0 && named[0] != "json" {
		return named[0], nil
	}
	kinds := acceptable()
	best := web.Accepted(r, kinds...)
	if best == stages {
		return stages, nil
	}
	if len(named) > 0 {
		return named[0], nil
	}
	for format, kind := range mediaTypes {
		if kind == best {
			return format, nil
		}
	}
	last := len(kinds) - 1
	return "", problem.New(http.StatusNotAcceptable, "Not acceptable", fmt.Sprintf(
		"An answer is %s or %s; accept one of them.", strings.Join(kinds[:last], ", "), kinds[last]))
}

func acceptable() []string {
	kinds := make([]string, len(formats), len(formats)+1)
	for place, format := range formats {
		kinds[place] = mediaTypes[format]
	}
	return slices.Insert(kinds, 2, stages)
}

// toRender is what image-api is sent to render: a reading that need not be kept.
type toRender struct {
	Name  string        `json:"name"`
	Pages []pageReading `json:"pages"`
}

type pageReading struct {
	Number int `json:"number"`
	Width  int `json:"width"`
	Height int `json:"height"`
	// Of a document's pages more is known.
	DPI     *float64         `json:"dpi"`
	Source  string           `json:"source"`
	Turn    int              `json:"turn"`
	Lines   []pageLine       `json:"lines"`
	Model   modelAnswer      `json:"model"`
	Problem *problem.Details `json:"problem"`
}

type pageLine struct {
	Text       string      `json:"text"`
	Separator  string      `json:"separator"`
	Confidence float64     `json:"confidence"`
	Points     read.Quad   `json:"points"`
	Words      []read.Word `json:"words"`
	OrdNum     *int64      `json:"ord_num"` // of a document's page, too
}

// rendered answers a read in a format. Where that can't be rendered now, the problem tells of what is
// kept where it can be had later.
func (h Reading) rendered(
	ctx context.Context, w http.ResponseWriter, format, id string, picture read.Picture, kept bool,
) error {
	where := "images/" + id + "/" + format
	page := pageReading{
		Number: 1, Width: picture.Width, Height: picture.Height, Source: "read",
		Lines: make([]pageLine, len(picture.Reading.Lines)),
		Model: modelAnswer{picture.Reading.DetectionModel, picture.Reading.RecognitionModel},
	}
	for number, line := range picture.Reading.Lines {
		page.Lines[number] = pageLine{line.Text, line.Separator, line.Confidence, line.Points, line.Words, nil}
	}
	reading, err := json.Marshal(toRender{id, []pageReading{page}})
	if err != nil {
		return fmt.Errorf("reading: %w", err)
	}
	given, err := h.Images.Render(ctx, reading, picture.Data, format)
	var refused *problem.Problem
	if kept && errors.As(err, &refused) {
		return problem.Newf(http.StatusServiceUnavailable, "Read and kept, but not rendered",
			"The picture was read and is kept under %s; GET %s gives it in this format as soon as it can "+
				"be rendered. The reason now: %s", id, where, refused.Detail).
			With("Content-Location", where)
	}
	if kept {
		w.Header().Set("Content-Location", where)
	}
	return answerWith(w, given, err)
}
