package routes

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"

	"github.com/show-off/show-off/services/show-off-api-go/internal/outbox"
	"github.com/show-off/show-off/services/show-off-api-go/internal/read"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

const (
	corners   = 4
	farthest  = 1 << 31
	endOfLine = "\n"
)

// layout reads all lines as they stand now; nil where nobody said.
func (c *checker) layout(object *web.Object) []outbox.LaidLine {
	if object.Values["layout"] == nil {
		return nil
	}
	lines := []outbox.LaidLine{}
	before, known, numbered := len(c.faults), map[int64]bool{}, 0
	for number, one := range c.list(object, "layout") {
		line := c.laidLine(fmt.Sprintf("layout.%d", number), one)
		lines = append(lines, line)
		if line.OrdNum != nil {
			numbered++
			known[*line.OrdNum] = true
		}
	}
	if len(c.faults) == before && len(known) < numbered {
		c.wrong("layout", "a line is there more than once")
	}
	return lines
}

func (c *checker) laidLine(place string, sent any) outbox.LaidLine {
	line := outbox.LaidLine{Separator: endOfLine}
	object, is := sent.(*web.Object)
	if !is {
		c.wrong(place, "should be an object")
		return line
	}
	if value := object.Values["ord_num"]; value != nil {
		number := c.ordinal(place+".ord_num", value)
		line.OrdNum = &number
	}
	line.Text = c.text(object, place+".", "text")
	c.bounded(place+".text", line.Text)
	if value := object.Values["points"]; value != nil {
		line.Points = c.quad(place+".points", value)
	}
	if value, is := object.Values["separator"]; is {
		line.Separator = c.separator(place+".separator", value)
	}
	c.noOthers(object, place+".", "ord_num", "text", "points", "separator")
	return line
}

func (c *checker) separator(place string, value any) string {
	text, is := value.(string)
	switch text {
	case "", " ", "\n", "\n\n":
		if is {
			return text
		}
	}
	c.wrong(place, `Input should be '', ' ', '\n' or '\n\n'`)
	return ""
}

// quad reads four corners, each x and y.
func (c *checker) quad(place string, value any) *read.Quad {
	sent, is := value.([]any)
	if !is || len(sent) != corners {
		c.wrong(place, "should be four points")
		return nil
	}
	var quad read.Quad
	for corner, one := range sent {
		pair, is := one.([]any)
		if !is || len(pair) != len(quad[corner]) {
			c.wrong(fmt.Sprintf("%s.%d", place, corner), "should be x and y")
			return nil
		}
		for axis, value := range pair {
			number, is := finite(value)
			if !is || math.Abs(number) >= farthest {
				c.wrong(fmt.Sprintf("%s.%d.%d", place, corner, axis), "Input should be a valid number, "+
					"larger than -2147483648 and smaller than 2147483648")
				return nil
			}
			quad[corner][axis] = number
		}
	}
	return &quad
}

// finite reads a number, however it is written.
func finite(value any) (float64, bool) {
	var written string
	switch value := value.(type) {
	case json.Number:
		written = value.String()
	case string:
		written = strings.TrimSpace(value)
	case bool:
		if value {
			return 1, true
		}
		return 0, true
	}
	number, err := strconv.ParseFloat(written, 64)
	return number, err == nil && !math.IsNaN(number) && !math.IsInf(number, 0)
}
