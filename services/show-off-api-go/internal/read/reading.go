package read

import (
	"slices"
	"strconv"
	"strings"
)

// Where lines are lower, in pixels, and a word is less sure, more pixels help.
const (
	low      = 12.0
	doubtful = 0.65
)

// leastConfidence: less sure than this, a line is more often a fence or a leaf than text.
const leastConfidence = 0.2

// Reading is what a picture says: its lines in reading order, and the text they make.
type Reading struct {
	Lines            []Line
	DetectionModel   string
	RecognitionModel string
}

// Text returns all of it.
func (r Reading) Text() string {
	var text strings.Builder
	for _, line := range r.Lines {
		text.WriteString(line.Separator + line.Text)
	}
	return text.String()
}

// LargerHelps tells whether more pixels of the same picture may be read better.
func (r Reading) LargerHelps() bool {
	return slices.ContainsFunc(r.Lines, Line.isLowAndDoubtful)
}

// PutTogether joins lines and texts, one for each line; what is in too much doubt, or says nothing,
// is left out.
//
// A line in letters that the recogniser does not know says nothing, and stays: it is text.
//
// A page that was read upside down is read from its end: the last line comes first, and what stood
// before a line now stands after it.
func PutTogether(found FoundLines, said Texts) Reading {
	reading := Reading{DetectionModel: found.Model, RecognitionModel: said.Model}
	order, separators := make([]int, len(found.Lines)), make([]string, len(found.Lines))
	for number, line := range found.Lines {
		order[number], separators[number] = number, line.Separator
	}
	if slices.Contains(said.Turns, 180) {
		slices.Reverse(order)
		slices.Reverse(separators[1:])
		separators[0] = ""
	}
	pending := "" // the widest since the last line that is kept
	for place, number := range order {
		pending = wider(pending, separators[place])
		script := Latin
		if len(said.Scripts) > 0 {
			script = said.Scripts[number]
		}
		if script == Latin && (said.Tokens[number] == "" || said.Confidences[number] < leastConfidence) {
			continue
		}
		line := Line{
			Text:       said.Tokens[number],
			Confidence: said.Confidences[number],
			Points:     turned(found.Lines[number].Points, said.Turns[number]),
			Script:     script,
		}
		if len(reading.Lines) > 0 {
			line.Separator = pending
		}
		if said.Words != nil {
			line.Words = said.Words[number]
		}
		if said.Letters != nil {
			line.Letters = said.Letters[number]
		}
		reading.Lines = append(reading.Lines, line)
		pending = ""
	}
	return reading
}

func wider(one, other string) string {
	width := func(separator string) int {
		return slices.Index([]string{"", " ", "\n", "\n\n"}, separator)
	}
	if width(other) > width(one) {
		return other
	}
	return one
}

func turned(points Quad, turn int) Quad {
	if turn == 180 {
		return Quad{points[2], points[3], points[0], points[1]}
	}
	return points
}

// Between returns the part of a line between two shares, 0 to 1, of the way along it.
func Between(points Quad, start, end float64) Quad {
	return Quad{
		onTheWay(points[0], points[1], start),
		onTheWay(points[0], points[1], end),
		onTheWay(points[3], points[2], end),
		onTheWay(points[3], points[2], start),
	}
}

func onTheWay(start, end Point, share float64) Point {
	return Point{onLine(start[0], end[0], share), onLine(start[1], end[1], share)}
}

// onLine rounds to hundredths of pixels. The product is rounded by itself: fused with the sum, as
// some processors do, it would be another number than elsewhere.
func onLine(a, b, share float64) float64 {
	part := float64(share * (b - a))
	rounded, _ := strconv.ParseFloat(strconv.FormatFloat(a+part, 'f', 2, 64), 64)
	return rounded
}
