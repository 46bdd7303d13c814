package outbox

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"net/http"
	"strconv"
	"time"

	"go.opentelemetry.io/otel/attribute"
	"go.opentelemetry.io/otel/trace"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/read"
	"github.com/show-off/show-off/services/show-off-api-go/internal/telemetry"
)

// The versions of what messages carry. It rises when a consumer of the old one would misread the new
// one: lines that have words would lose them.
const (
	version          = "1"
	versionWithWords = "2"
)

// Keeper puts what is to be kept of a read, or of a correction, into the outbox as one.
type Keeper struct {
	Store     *Store
	Telemetry telemetry.Telemetry
}

// CorrectedLine is what a person says a line reads.
type CorrectedLine struct {
	OrdNum int64  `json:"ord_num"`
	Text   string `json:"text"`
}

// LaidLine is a line where a person has it: the one of this number or, without, one that they made;
// without points it stands where it was read.
type LaidLine struct {
	OrdNum    *int64     `json:"ord_num"`
	Text      string     `json:"text"`
	Points    *read.Quad `json:"points"`
	Separator string     `json:"separator"`
}

// Correction is what a person says a picture reads.
type Correction struct {
	ID    string          `json:"id"`
	Text  string          `json:"text"`
	Lines []CorrectedLine `json:"lines"`
	// All lines as they stand since, in order; what is not in it is gone. Nil where nobody said.
	Layout []LaidLine `json:"layout,omitzero"`
	// Whether the lines may be kept for good, and all of the layout, in the name of this key.
	Keep  bool   `json:"keep,omitzero"`
	Whole bool   `json:"whole,omitzero"`
	By    string `json:"by,omitzero"`
}

// readLine is a line as it travels.
type readLine struct {
	OrdNum     int       `json:"ord_num"`
	Text       string    `json:"text"`
	StartX     int       `json:"start_x"`
	StartY     int       `json:"start_y"`
	Width      int       `json:"width"`
	Height     int       `json:"height"`
	Confidence float64   `json:"confidence"`
	Points     read.Quad `json:"points"`
	// What stands between the line before and this one in the whole text.
	Joint string      `json:"joint"`
	Words []read.Word `json:"words"`
}

// KeepReading keeps a picture and what it says. The problem is 413 where it is larger than a queue
// takes, 503 where there is no room to keep it.
func (k Keeper) KeepReading(ctx context.Context, imageID string, picture read.Picture) error {
	reading, created := picture.Reading, stamp(time.Now())
	taken := Message{ImageQueue, picture.Data, picture.MediaType, newMessageID(), map[string]string{
		"version": version, "request_id": imageID, "created": created,
		"width": strconv.Itoa(picture.Width), "height": strconv.Itoa(picture.Height),
	}}
	lines, wordsVersion := linesOf(reading)
	body, err := encode(lines)
	if err != nil {
		return err
	}
	told := Message{ImageDataQueue, body, "application/json", newMessageID(), map[string]string{
		"version": wordsVersion, "request_id": imageID, "created": created,
		"detection_model": reading.DetectionModel, "recognition_model": reading.RecognitionModel,
	}}
	if err := k.put(ctx, taken, told); err != nil {
		return err
	}
	confidences := make([]float64, len(reading.Lines))
	for number, line := range reading.Lines {
		confidences[number] = line.Confidence
	}
	k.Telemetry.Reading(confidences)
	return nil
}

// KeepCorrection keeps a correction; its problems are those of KeepReading.
func (k Keeper) KeepCorrection(ctx context.Context, correction Correction) error {
	body, err := encode(correction)
	if err != nil {
		return err
	}
	return k.put(ctx, Message{CorrectionQueue, body, "application/json", newMessageID(),
		map[string]string{
			"version": version, "request_id": correction.ID, "created": stamp(time.Now()),
		}})
}

func linesOf(reading read.Reading) (lines []readLine, travels string) {
	lines, travels = make([]readLine, len(reading.Lines)), version
	for number, line := range reading.Lines {
		box := line.Box()
		lines[number] = readLine{
			number, line.Text, box.StartX, box.StartY, box.Width, box.Height,
			line.Confidence, line.Points, line.Separator, line.Words,
		}
		if line.Words != nil {
			travels = versionWithWords
		}
	}
	return lines, travels
}

// put stores messages as one. The trace goes along: by hand, because it must survive the time on
// disk.
func (k Keeper) put(ctx context.Context, messages ...Message) error {
	size := 0
	for _, message := range messages {
		size += len(message.Body)
	}
	keep := func(ctx context.Context, span trace.Span) error {
		for _, message := range messages {
			if len(message.Body) > MaxBodyBytes {
				return problem.Newf(http.StatusRequestEntityTooLarge, "Too large to keep",
					"body: %d bytes, the limit is %d.", len(message.Body), MaxBodyBytes)
			}
			if parent := k.Telemetry.Parent(ctx); parent != "" {
				message.Headers["traceparent"] = parent
			}
		}
		span.SetAttributes(attribute.Int("showoff.bytes", size))
		return k.Store.Put(ctx, messages...)
	}
	return k.Telemetry.Stage(ctx, "outbox insert", keep,
		attribute.Int("messaging.batch.message_count", len(messages)))
}

// encode writes JSON as it is read by people, too: without escapes for the sake of HTML.
func encode(value any) ([]byte, error) {
	var text bytes.Buffer
	encoder := json.NewEncoder(&text)
	encoder.SetEscapeHTML(false)
	if err := encoder.Encode(value); err != nil {
		return nil, fmt.Errorf("message: %w", err)
	}
	return bytes.TrimSuffix(text.Bytes(), []byte("\n")), nil
}
