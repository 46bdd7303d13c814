package routes

import (
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/codes"
	"go.opentelemetry.io/otel/trace"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/progress"
	"github.com/show-off/show-off/services/show-off-api-go/internal/read"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

// readAnswer is what a picture says.
type readAnswer struct {
	ID          string       `json:"id"`
	Text        string       `json:"text"`
	Width       int          `json:"width"`
	Height      int          `json:"height"`
	Pages       int          `json:"pages"`
	LargerHelps bool         `json:"larger_helps"`
	Lines       []lineAnswer `json:"lines"`
	Model       modelAnswer  `json:"model"`
	TraceID     *string      `json:"trace_id"`
}

type modelAnswer struct {
	Detection   string `json:"detection"`
	Recognition string `json:"recognition"`
}

type lineAnswer struct {
	Text       string                `json:"text"`
	Confidence float64               `json:"confidence"`
	Points     read.Quad             `json:"points"`
	Box        read.Box              `json:"box"`
	Script     string                `json:"script"`
	Words      []wordAnswer          `json:"words,omitzero"`
	Letters    []read.DoubtfulLetter `json:"letters,omitzero"`
}

type wordAnswer struct {
	Text       string    `json:"text"`
	Confidence float64   `json:"confidence"`
	Points     read.Quad `json:"points"`
}

func answerOf(id string, picture read.Picture, form readForm, traceID string) readAnswer {
	reading := picture.Reading
	answer := readAnswer{
		ID: id, Text: reading.Text(), Width: picture.Width, Height: picture.Height,
		Pages: picture.Pages, LargerHelps: reading.LargerHelps(),
		Lines: make([]lineAnswer, len(reading.Lines)),
		Model: modelAnswer{reading.DetectionModel, reading.RecognitionModel},
	}
	if traceID != "" {
		answer.TraceID = &traceID
	}
	for number, line := range reading.Lines {
		answer.Lines[number] = lineAnswer{
			Text: line.Text, Confidence: line.Confidence, Points: line.Points, Box: line.Box(),
			Script: line.Script,
		}
		if form.words && line.Words != nil {
			answer.Lines[number].Words = wordsOf(line)
		}
		if form.letters {
			answer.Lines[number].Letters = line.Letters
		}
	}
	return answer
}

func wordsOf(line read.Line) []wordAnswer {
	words := make([]wordAnswer, len(line.Words))
	for number, word := range line.Words {
		points := read.Between(line.Points, word.Start, word.End)
		words[number] = wordAnswer{word.Text, word.Confidence, points}
	}
	return words
}

// stageAnswer is how far a read has come: one line of JSON. The last has the answer or the problem.
type stageAnswer struct {
	progress.Step
	Answer     *readAnswer      `json:"answer,omitempty"`
	Problem    *problem.Details `json:"problem,omitempty"`
	RetryAfter *int             `json:"retry_after,omitempty"`
}

// inStages answers stage by stage. It begins with the first; what fails before that is answered as
// ever. It goes out as 200: the status that it has at its end is that of the read, for the figures.
func (h Reading) inStages(ctx context.Context, w http.ResponseWriter, form readForm) error {
	begun := false
	tell := func(line stageAnswer) {
		if !begun {
			begun = true
			w.Header().Set("Content-Type", stages)
			// Proxies that gather answers until there is more of them shall pass each line on.
			w.Header().Set("X-Accel-Buffering", "no")
			w.Header().Set("Cache-Control", "no-store")
			w.WriteHeader(http.StatusOK)
		}
		if encoded, err := json.Marshal(line); err == nil {
			_, _ = w.Write(append(encoded, '\n')) // whoever listened may have hung up
			_ = http.NewResponseController(w).Flush()
		}
	}
	id, picture, err := h.work(ctx, form, func(step progress.Step) { tell(stageAnswer{Step: step}) })
	switch {
	case err == nil:
		answer := answerOf(id, picture, form, telemetry.TraceID(ctx))
		tell(stageAnswer{Step: progress.Step{Stage: "done"}, Answer: &answer})
	case !begun:
		return err
	default:
		tell(h.failed(ctx, w, err))
	}
	return nil
}

// failed returns the last line, and says in the trace and the log what became of the request, where
// it stands with the 200 that it began with.
func (h Reading) failed(ctx context.Context, w http.ResponseWriter, err error) stageAnswer {
	refused := h.Service.Problem(ctx, "/read", err)
	web.Outcome(w, refused.Status)
	h.Service.Log.InfoContext(ctx, "read failed", "status", refused.Status)
	span := trace.SpanFromContext(ctx)
	span.SetAttributes(attribute.String("error.type", strconv.Itoa(refused.Status)))
	if refused.Status >= http.StatusInternalServerError {
		span.SetStatus(codes.Error, fmt.Sprint(refused.Status))
	}
	details := refused.Details(telemetry.TraceID(ctx))
	line := stageAnswer{Step: progress.Step{Stage: "failed"}, Problem: &details}
	if after, err := strconv.Atoi(refused.Header["Retry-After"]); err == nil {
		line.RetryAfter = &after
	}
	return line
}
