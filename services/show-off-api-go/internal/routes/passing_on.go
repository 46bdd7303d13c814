package routes

import (
	"errors"
	"io"
	"net/http"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	"github.com/show-off/show-off/services/show-off-api-go/internal/upstream"
)

const chunk = 64 << 10

// answerWith answers with what image-api says, as it comes in: events are heard when they happen.
func answerWith(w http.ResponseWriter, passed upstream.Passed, err error) error {
	if err != nil {
		return err
	}
	defer passed.Body.Close() //nolint:errcheck // whatever it says, it is over
	for name, values := range passed.Header {
		w.Header()[name] = values
	}
	w.WriteHeader(passed.Status)
	control, buffer := http.NewResponseController(w), make([]byte, chunk)
	for {
		count, err := passed.Body.Read(buffer)
		if count > 0 {
			if _, gone := w.Write(buffer[:count]); gone != nil && !errors.Is(gone, http.ErrBodyNotAllowed) {
				return problem.Gone()
			}
			_ = control.Flush() // who has hung up is noticed above
		}
		switch {
		case errors.Is(err, io.EOF):
			return nil
		case err != nil:
			panic(http.ErrAbortHandler) // not as if it were all: the connection breaks off, too
		}
	}
}
