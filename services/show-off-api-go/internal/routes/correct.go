package routes

import (
	"encoding/json"
	"fmt"
	"math/big"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/outbox"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

const (
	// As many lines as are read in a picture, and 100,000 characters of text, however they are
	// escaped, once as a whole and once as lines.
	mostLines      = 1_000
	mostCharacters = 100_000
	mostJSON       = 2 << 20
	numbersEnd     = 1 << 31
)

// correction is POST /correct-text: what a person says it reads.
type correction struct {
	keeper   outbox.Keeper
	imageAPI *upstream.ImageAPI
	gold     bool // whether corrected lines may be kept
}

func (h correction) install(service *web.Service) { service.Handle("POST /correct-text", h.answer) }

func (h correction) answer(w http.ResponseWriter, r *http.Request) error {
	sent, err := web.ReadJSON(r, mostJSON)
	if err != nil {
		return err
	}
	given, err := correctionOf(sent)
	if err != nil {
		return err
	}
	if given.Keep && !h.gold {
		return problem.New(http.StatusUnprocessableEntity, "Nothing is kept here",
			"keep: no lines are kept to teach the reader here (SHOWOFF_GOLD).")
	}
	if h.imageAPI.IsDeleted(r.Context(), given.ID) {
		return problem.New(http.StatusGone, "Picture deleted",
			"This picture was deleted; its text can't be corrected any more.")
	}
	if given.Keep {
		given.By = access.Holder(r.Context())
	}
	if err := h.keeper.KeepCorrection(r.Context(), given); err != nil {
		return err
	}
	return web.JSON(w, http.StatusAccepted, map[string]string{"id": given.ID})
}

// correctionOf reads what was sent; the problem says what is wrong with each field.
func correctionOf(sent any) (outbox.Correction, error) {
	given := outbox.Correction{Lines: []outbox.CorrectedLine{}}
	c := &checker{}
	object, is := sent.(*web.Object)
	if !is {
		return given, problem.Unfit("body: should be an object")
	}
	given.ID = c.text(object, "", "id")
	if given.ID != "" || c.has(object, "id") {
		if _, isText := object.Values["id"].(string); isText && !upstream.IsImageID(given.ID) {
			c.wrong("id", "String should match pattern '^[0-9a-f]{32}$'")
		}
	}
	given.Text = c.text(object, "", "text")
	c.bounded("text", given.Text)
	given.Lines = c.lines(object)
	given.Layout = c.layout(object)
	given.Keep, given.Whole = c.truth(object, "keep"), c.truth(object, "whole")
	if given.Whole && (!given.Keep || len(given.Layout) == 0) {
		c.wrong("whole", "needs keep, and all lines in layout")
	}
	c.noOthers(object, "", "id", "text", "lines", "layout", "keep", "whole")
	return given, c.problem()
}

// checker gathers what is wrong, each with its place.
type checker struct{ faults []string }

func (c *checker) wrong(place, fault string) { c.faults = append(c.faults, place+": "+fault) }

func (c *checker) problem() error {
	if len(c.faults) == 0 {
		return nil
	}
	return problem.Unfit(strings.Join(c.faults, "; "))
}

func (c *checker) has(object *web.Object, name string) bool {
	_, is := object.Values[name]
	return is
}

// text returns a field that must be there, and be text.
func (c *checker) text(object *web.Object, above, name string) string {
	value, is := object.Values[name]
	text, isText := value.(string)
	switch {
	case !is:
		c.wrong(above+name, "missing")
	case !isText:
		c.wrong(above+name, "Input should be a valid string")
	}
	return text
}

// truth returns a field that is true or false; false where it is left out.
func (c *checker) truth(object *web.Object, name string) bool {
	value, is := object.Values[name]
	truth, isTruth := value.(bool)
	if is && !isTruth {
		c.wrong(name, "Input should be a valid boolean")
	}
	return truth
}

func (c *checker) bounded(place, text string) {
	switch {
	case utf8.RuneCountInString(text) > mostCharacters:
		c.wrong(place, fmt.Sprintf("String should have at most %d characters", mostCharacters))
	case strings.ContainsRune(text, 0):
		c.wrong(place, "holds a NUL character, which no database column takes")
	}
}

func (c *checker) lines(object *web.Object) []outbox.CorrectedLine {
	lines := []outbox.CorrectedLine{}
	if !c.has(object, "lines") {
		return lines
	}
	before, known := len(c.faults), map[int64]bool{}
	for number, one := range c.list(object, "lines") {
		line := c.line(fmt.Sprintf("lines.%d", number), one)
		lines = append(lines, line)
		known[line.OrdNum] = true
	}
	if len(c.faults) == before && len(known) < len(lines) {
		c.wrong("lines", "a line is there more than once")
	}
	return lines
}

// list returns a field that holds a list of lines.
func (c *checker) list(object *web.Object, name string) []any {
	sent, is := object.Values[name].([]any)
	switch {
	case !is:
		c.wrong(name, "Input should be a valid list")
	case len(sent) > mostLines:
		c.wrong(name, fmt.Sprintf("List should have at most %d items", mostLines))
		return nil
	}
	return sent
}

func (c *checker) line(place string, sent any) outbox.CorrectedLine {
	object, is := sent.(*web.Object)
	if !is {
		c.wrong(place, "should be an object")
		return outbox.CorrectedLine{}
	}
	var line outbox.CorrectedLine
	if value, is := object.Values["ord_num"]; is {
		line.OrdNum = c.ordinal(place+".ord_num", value)
	} else {
		c.wrong(place+".ord_num", "missing")
	}
	line.Text = c.text(object, place+".", "text")
	c.bounded(place+".text", line.Text)
	c.noOthers(object, place+".", "ord_num", "text")
	return line
}

// ordinal reads the number of a line: whole, however it is written.
func (c *checker) ordinal(place string, value any) int64 {
	written, isNumber := value.(json.Number)
	if text, isText := value.(string); isText {
		if _, err := strconv.ParseInt(strings.TrimSpace(text), 10, 64); err == nil {
			written, isNumber = json.Number(strings.TrimSpace(text)), true
		}
	}
	if truth, is := value.(bool); is {
		if truth {
			return 1
		}
		return 0
	}
	if !isNumber {
		c.wrong(place, "Input should be a valid integer")
		return 0
	}
	number, is := new(big.Rat).SetString(shortened(written.String()))
	switch {
	case !is:
		c.wrong(place, "Input should be a valid integer")
	case !number.IsInt():
		c.wrong(place, "Input should be a valid integer, got a number with a fractional part")
	case number.Sign() < 0:
		c.wrong(place, "Input should be greater than or equal to 0")
	case number.Cmp(big.NewRat(numbersEnd, 1)) >= 0:
		c.wrong(place, "Input should be less than 2147483648")
	default:
		return number.Num().Int64()
	}
	return 0
}

// shortened is a number as it is written, or as a float has it where that would be too long a
// fraction: 1e999999999.
func shortened(written string) string {
	if !strings.ContainsAny(written, "eE") {
		return written
	}
	value, err := strconv.ParseFloat(written, 64)
	if err != nil {
		return "none"
	}
	return strconv.FormatFloat(value, 'f', -1, 64)
}

func (c *checker) noOthers(object *web.Object, above string, known ...string) {
	for _, name := range object.Names {
		if !slices.Contains(known, name) {
			c.wrong(above+name, "unknown field")
		}
	}
}
