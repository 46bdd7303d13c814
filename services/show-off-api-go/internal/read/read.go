package read

import (
	"context"

	"github.com/show-off/show-off/services/show-off-api-go/internal/progress"
)

// Detection finds the lines of an encoded picture, or of a region of it ("" for all of it).
type Detection interface {
	Find(ctx context.Context, picture []byte, region Region) (FoundLines, error)
}

// Recognition reads the lines that were found.
type Recognition interface {
	Read(ctx context.Context, picture []byte, found FoundLines) (Texts, error)
}

// Picture is a picture that was read: its bytes, what its header says, and its text.
type Picture struct {
	Data      []byte
	MediaType string
	Width     int // of the displayed picture, in pixels
	Height    int
	Pages     int // how many pictures the file holds; the first was read
	Reading   Reading
}

// Reader reads pictures: one call finds the lines, one reads them.
type Reader struct {
	Detection   Detection
	Recognition Recognition
	Admission   *Admission
}

// Read reads a picture, or a region of it, once there is a slot for it. Its errors are problems:
// whatever the model services refuse; 502, 503 or 504 where they fail, are full or late.
func (r Reader) Read(
	ctx context.Context, data []byte, region Region, report progress.Report,
) (Picture, error) {
	leave, err := r.Admission.Admit(ctx, func(before int) {
		report(progress.Step{Stage: progress.Waiting, Before: &before})
	})
	if err != nil {
		return Picture{}, err
	}
	defer leave()
	report(progress.Step{Stage: progress.Detecting})
	found, err := r.Detection.Find(ctx, data, region)
	if err != nil {
		return Picture{}, err
	}
	lines := len(found.Lines)
	report(progress.Step{Stage: progress.Recognising, Lines: &lines})
	texts, err := r.Recognition.Read(ctx, data, found)
	if err != nil {
		return Picture{}, err
	}
	return Picture{
		data, found.MediaType, found.Width, found.Height, max(1, found.Pages), PutTogether(found, texts),
	}, nil
}
