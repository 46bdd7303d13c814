package web

import (
	"bytes"
	"encoding/json"
	"fmt"
	"net"
	"net/http"

	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
)

// refusals answers what is no proper HTTP request, or too long for one, as all else: with problem
// details. The server writes plain text straight to the connection; it is told in other words here.
type refusals struct{ net.Listener }

func (l refusals) Accept() (net.Conn, error) {
	connection, err := l.Listener.Accept()
	if err != nil {
		return nil, err
	}
	return plainly{connection}, nil
}

type plainly struct{ net.Conn }

// plain is how the server's own refusals go on after their status.
var plain = []byte("\r\nContent-Type: text/plain; charset=utf-8\r\nConnection: close\r\n\r\n")

func (c plainly) Write(data []byte) (int, error) {
	line, _, isPlain := bytes.Cut(data, plain)
	var status int
	if !isPlain {
		return c.Conn.Write(data)
	}
	if _, err := fmt.Sscanf(string(line), "HTTP/1.1 %d", &status); err != nil {
		return c.Conn.Write(data)
	}
	refused := problem.New(status, http.StatusText(status), "This is no request that is understood.")
	if status == http.StatusRequestHeaderFieldsTooLarge {
		refused = tooLargeFields()
	}
	body, err := json.Marshal(refused.Details(""))
	if err != nil {
		return 0, err
	}
	_, err = fmt.Fprintf(c.Conn, "%s\r\nConnection: close\r\nContent-Type: %s\r\nContent-Length: %d\r\n\r\n%s",
		line, problem.MediaType, len(body), body)
	return len(data), err
}
