package read_test

import (
	"context"
	"errors"
	"net/http"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/read"
	"github.com/show-off/show-off/services/show-off-api-go/internal/vectors"
)

func TestSeparators(t *testing.T) {
	type line struct {
		Separator  string  `json:"separator"`
		Text       string  `json:"text"`
		Confidence float64 `json:"confidence"`
	}
	type in struct {
		Lines []line `json:"lines"`
		Turn  int    `json:"turn"`
	}
	type out struct {
		Text string `json:"text"`
		Kept []int  `json:"kept"`
	}
	vectors.Each(t, "separators", func(t *testing.T, given in, expected out) {
		var found read.FoundLines
		var said read.Texts
		for number, one := range given.Lines {
			top := float64(10 * number)
			points := read.Quad{{0, top}, {9, top}, {9, top + 9}, {0, top + 9}}
			found.Lines = append(found.Lines, read.FoundLine{Points: points, Separator: one.Separator})
			said.Tokens = append(said.Tokens, one.Text)
			said.Confidences = append(said.Confidences, one.Confidence)
			said.Turns = append(said.Turns, given.Turn)
		}
		reading := read.PutTogether(found, said)
		kept := []int{}
		for _, line := range reading.Lines {
			kept = append(kept, line.Box().StartY/10)
		}
		if reading.Text() != expected.Text || !slices.Equal(kept, expected.Kept) {
			t.Errorf("%q, %v", reading.Text(), kept)
		}
	})
}

func TestRegions(t *testing.T) {
	type in struct {
		ROI string `json:"roi"`
	}
	type out struct {
		Region *string `json:"region"`
	}
	vectors.Each(t, "regions", func(t *testing.T, given in, expected out) {
		region, err := read.ParseRegion(given.ROI)
		if (err == nil) != (expected.Region != nil) {
			t.Fatalf("error: %v", err)
		}
		if err == nil && string(region) != *expected.Region {
			t.Errorf("%s", region)
		}
	})
}

func TestPartsOfLines(t *testing.T) {
	type in struct {
		Points read.Quad `json:"points"`
		Start  float64   `json:"start"`
		End    float64   `json:"end"`
	}
	type out struct {
		Points read.Quad `json:"points"`
	}
	vectors.Each(t, "parts", func(t *testing.T, given in, expected out) {
		if part := read.Between(given.Points, given.Start, given.End); part != expected.Points {
			t.Errorf("%v", part)
		}
	})
}

func TestWhoComesFirstIsServedFirst(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		admission := read.NewAdmission(1, 2, time.Minute)
		leave, err := admission.Admit(t.Context(), nothing)
		if err != nil {
			t.Fatal(err)
		}
		served := make(chan int, 2)
		told := make([][]int, 2)
		for number := range 2 {
			go func() {
				leave, err := admission.Admit(t.Context(), func(before int) {
					told[number] = append(told[number], before)
				})
				if err != nil {
					t.Error(err)
					return
				}
				served <- number
				leave()
			}()
			synctest.Wait()
		}
		if _, err := admission.Admit(t.Context(), nothing); status(err) != http.StatusServiceUnavailable {
			t.Errorf("one too many: %v", err)
		}
		leave()
		if first, second := <-served, <-served; first != 0 || second != 1 {
			t.Errorf("%d before %d", first, second)
		}
		if !slices.Equal(told[0], []int{0}) || told[1][0] != 1 {
			t.Errorf("told: %v", told)
		}
	})
}

func TestNobodyWaitsForEver(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		admission := read.NewAdmission(1, 3, 10*time.Second)
		leave, err := admission.Admit(t.Context(), nothing)
		if err != nil {
			t.Fatal(err)
		}
		defer leave()
		started := time.Now()
		_, err = admission.Admit(t.Context(), nothing)
		if status(err) != http.StatusServiceUnavailable || time.Since(started) != 10*time.Second {
			t.Errorf("after %s: %v", time.Since(started), err)
		}
		hungUp, hangUp := context.WithCancel(t.Context())
		time.AfterFunc(time.Second, hangUp)
		if _, err := admission.Admit(hungUp, nothing); status(err) != problem.ClientGone {
			t.Errorf("hung up: %v", err)
		}
		late, cancel := context.WithTimeout(t.Context(), 0)
		defer cancel()
		if _, err := admission.Admit(late, nothing); status(err) != http.StatusGatewayTimeout {
			t.Errorf("late: %v", err)
		}
	})
}

func nothing(int) {}

func status(err error) int {
	var told *problem.Problem
	if errors.As(err, &told) {
		return told.Status
	}
	return 0
}
