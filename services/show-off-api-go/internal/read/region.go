package read

import (
	"errors"
	"fmt"
	"math/big"
	"regexp"
	"strings"
)

var region = regexp.MustCompile(
	"^" + strings.Join([]string{number, number, number, number}, ",") + "$")

const number = ` *(-?[0-9]{1,99}) *`

// Region is an upright rectangle in pixels of the displayed picture, as `x,y,width,height`. It is
// passed on as it is: the model service knows the picture.
type Region string

// ParseRegion reads `x,y,width,height`: four whole numbers with a positive width and height.
func ParseRegion(text string) (Region, error) {
	match := region.FindStringSubmatch(text)
	if match == nil {
		return "", errors.New("must be four whole numbers: x,y,width,height")
	}
	var parts [4]*big.Int
	for place, digits := range match[1:] {
		parts[place], _ = new(big.Int).SetString(digits, 10) // digits, as matched
	}
	if parts[2].Sign() < 1 || parts[3].Sign() < 1 {
		return "", errors.New("must have a positive width and height")
	}
	return Region(fmt.Sprintf("%s,%s,%s,%s", parts[0], parts[1], parts[2], parts[3])), nil
}
