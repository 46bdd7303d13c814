// Command show-off-api answers the outside: access, limits, the two calls of a read, corrections,
// history, outbox.
//
//	show-off-api                     serve; SHOWOFF_* variables tell it what
//	show-off-api front SITE          serve it under /api, and all else as the site at this address has it
//	show-off-api health              whether the one on this machine is alive, by its exit status
//	show-off-api make-key NAME       make an API key; with `review` behind it, a reviewer's
package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/signal"
	"strconv"
	"syscall"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/access"
	"github.com/show-off/show-off/services/show-off-api-go/internal/settings"
	"github.com/show-off/show-off/services/show-off-api-go/internal/web"
)

func main() {
	command := ""
	if len(os.Args) > 1 {
		command = os.Args[1]
	}
	switch command {
	case "":
		os.Exit(serveUntilTold(func(service http.Handler) http.Handler { return service }))
	case "front":
		os.Exit(front(os.Args[2:]))
	case "health":
		os.Exit(health())
	case "make-key":
		os.Exit(makeKey(os.Args[2:]))
	default:
		fmt.Fprintf(os.Stderr, "%s: unknown; there are front, health and make-key\n", command)
		os.Exit(2)
	}
}

func serveUntilTold(door Door) int {
	told, err := settings.Load()
	if err == nil {
		err = errors.Join(told.CheckWritable(), told.CheckHost())
	}
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	ctx, stop := signal.NotifyContext(context.Background(), syscall.SIGTERM, syscall.SIGINT)
	defer stop()
	if err := serve(ctx, told, door); err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	return 0
}

// front serves the whole platform on one machine, of which the pages are another process's.
func front(arguments []string) int {
	if len(arguments) != 1 {
		fmt.Fprintln(os.Stderr, "usage: show-off-api front SITE")
		return 2
	}
	site, err := url.Parse(arguments[0])
	if err != nil || site.Host == "" {
		fmt.Fprintf(os.Stderr, "%s: the address of a site, such as http://127.0.0.1:8081\n", arguments[0])
		return 2
	}
	return serveUntilTold(func(service http.Handler) http.Handler { return web.Front(service, site) })
}

// health asks the service on this machine, for there is nothing else here to ask with.
func health() int {
	told, err := settings.Load()
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 2
	}
	ctx, cancel := context.WithTimeout(context.Background(), 5*time.Second)
	defer cancel()
	address := "http://" + net.JoinHostPort("127.0.0.1", strconv.Itoa(told.Port)) + "/health"
	asked, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	answer, err := http.DefaultClient.Do(asked)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	defer answer.Body.Close() //nolint:errcheck // the process ends
	if answer.StatusCode != http.StatusOK {
		return 1
	}
	return 0
}

// makeKey prints a new key once; the entry below it goes into the file that SHOWOFF_KEYS_FILE names,
// or into SHOWOFF_KEYS.
func makeKey(arguments []string) int {
	perMinute := access.DefaultPerMinute
	reviews := len(arguments) > 1 && arguments[len(arguments)-1] == "review"
	if reviews {
		arguments = arguments[:len(arguments)-1]
	}
	if len(arguments) == 2 {
		number, err := strconv.Atoi(arguments[1])
		if err != nil {
			fmt.Fprintf(os.Stderr, "%s: how often a minute, as a number\n", arguments[1])
			return 2
		}
		perMinute = number
	}
	if len(arguments) < 1 || len(arguments) > 2 {
		fmt.Fprintln(os.Stderr, "usage: show-off-api make-key NAME [PER_MINUTE] [review]")
		return 2
	}
	secret, key, err := access.MakeKey(arguments[0], perMinute, reviews)
	if err != nil {
		fmt.Fprintln(os.Stderr, "a name has letters, digits, _ . and -; a limit is at least 1")
		return 2
	}
	fmt.Printf("key:   %s\nentry: %s\n", secret, key)
	return 0
}
