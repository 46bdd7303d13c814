// Package read puts together what a picture says. It knows nothing of HTTP.
package read

import "math"

// Point is x and y in pixels of the displayed picture, origin top left.
type Point [2]float64

// Quad is four corners, clockwise from the top left of the text's own direction.
type Quad [4]Point

// FoundLine is a line of text, not read yet.
type FoundLine struct {
	Points    Quad   `json:"points"`
	Separator string `json:"separator"` // what stands before it in the whole text
}

// FoundLines are the lines of a picture in reading order, and what its header says.
type FoundLines struct {
	Width     int         `json:"width"` // of the displayed picture, in pixels
	Height    int         `json:"height"`
	MediaType string      `json:"media_type"`
	Pages     int         `json:"pages"` // how many pictures the file holds; the first is meant
	Lines     []FoundLine `json:"lines"`
	Model     string      `json:"model"`
}

// Word is what stands between two spaces of a line, from Start to End: shares of the way along it.
type Word struct {
	Text       string  `json:"text"`
	Confidence float64 `json:"confidence"`
	Start      float64 `json:"start"`
	End        float64 `json:"end"`
}

// Alternative is what a letter may be instead.
type Alternative struct {
	Text       string  `json:"text"`
	Confidence float64 `json:"confidence"`
}

// DoubtfulLetter is a letter, or a space, that may be another; Index is of the character in its line.
type DoubtfulLetter struct {
	Index        int           `json:"index"`
	Confidence   float64       `json:"confidence"`
	Alternatives []Alternative `json:"alternatives"`
}

// Texts are what lines say: one entry a line, in the order asked. Words and letters are nil where
// nobody asked for them.
type Texts struct {
	Tokens      []string           `json:"tokens"`
	Confidences []float64          `json:"confidences"`
	Turns       []int              `json:"turns"` // 180 where a line was read upside down
	Model       string             `json:"model"`
	Words       [][]Word           `json:"words"`
	Letters     [][]DoubtfulLetter `json:"letters"`
	Scripts     []string           `json:"scripts"` // empty of a service that does not tell them
}

// The scripts of lines: letters that the recogniser knows, or others, of which it says nothing.
const (
	Latin         = "latin"
	UnknownScript = "unknown"
)

// Fit tells whether they are of so many lines.
func (t Texts) Fit(lines int) bool {
	return len(t.Tokens) == lines && len(t.Confidences) == lines && len(t.Turns) == lines &&
		(len(t.Scripts) == 0 || len(t.Scripts) == lines) &&
		(t.Words == nil || len(t.Words) == lines) && (t.Letters == nil || len(t.Letters) == lines)
}

// With appends what further lines of the same picture say.
func (t Texts) With(more Texts) Texts {
	return Texts{
		Tokens:      append(t.Tokens, more.Tokens...),
		Confidences: append(t.Confidences, more.Confidences...),
		Turns:       append(t.Turns, more.Turns...),
		Model:       more.Model,
		Words:       append(t.Words, more.Words...),
		Letters:     append(t.Letters, more.Letters...),
		Scripts:     append(t.Scripts, more.Scripts...),
	}
}

// Box is the upright rectangle around a line, in whole pixels of the displayed picture.
type Box struct {
	StartX int `json:"start_x"`
	StartY int `json:"start_y"`
	Width  int `json:"width"`
	Height int `json:"height"`
}

// Line is a line of text and what stands before it in the whole text. Words and letters are nil
// where they are not known.
type Line struct {
	Text       string
	Confidence float64
	Points     Quad
	Separator  string
	Words      []Word
	Letters    []DoubtfulLetter
	Script     string
}

// isLowAndDoubtful tells whether it might be read better if it had more pixels.
func (l Line) isLowAndDoubtful() bool {
	sure := l.Confidence
	for number, word := range l.Words {
		if number == 0 || word.Confidence < sure {
			sure = word.Confidence
		}
	}
	height := (distance(l.Points[0], l.Points[3]) + distance(l.Points[1], l.Points[2])) / 2
	return sure < doubtful && height < low
}

func distance(one, other Point) float64 {
	return math.Hypot(one[0]-other[0], one[1]-other[1])
}

// Box returns the upright rectangle around the line.
func (l Line) Box() Box {
	left, top := l.Points[0][0], l.Points[0][1]
	right, bottom := left, top
	for _, point := range l.Points[1:] {
		left, right = min(left, point[0]), max(right, point[0])
		top, bottom = min(top, point[1]), max(bottom, point[1])
	}
	x, y := int(math.Floor(left)), int(math.Floor(top))
	return Box{x, y, int(math.Ceil(right)) - x, int(math.Ceil(bottom)) - y}
}
