package outbox

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"os"
	"path/filepath"
	"syscall"
	"time"

	"github.com/show-off/show-off/services/show-off-api-go/internal/contract"
	"github.com/show-off/show-off/services/show-off-api-go/internal/problem"
	_ "modernc.org/sqlite" // the driver
)

const shrinkFrom = 4 << 20 // bytes

var pragmas = []string{
	"auto_vacuum(INCREMENTAL)", // so that an outbox that was full can give its disk back
	"journal_mode(WAL)",
	"synchronous(FULL)", // a commit is on disk before it returns
	"busy_timeout(10000)",
}

// Limits are how much may wait in the outbox.
type Limits struct {
	Messages int64
	Bytes    int64 // all messages together
	Free     int64 // bytes to leave free on the disk: emptying the outbox takes some, too
}

// Depth is what waits in the outbox.
type Depth struct {
	Messages int64 // those refused included
	Bytes    int64
	Refused  int64         // those that nobody could take
	Age      time.Duration // since the oldest of the others was accepted
}

// Store is messages in a SQLite file, first in, first out; safe for concurrent use.
type Store struct {
	db      *sql.DB
	path    string
	limits  Limits
	changed chan struct{} // holds one word that something was put
}

// Open opens the file; it is made, with its folder, where it is missing.
func Open(ctx context.Context, path string, limits Limits) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("outbox: %w", err)
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o777); err != nil { //nolint:gosec // the umask's to say
		return nil, fmt.Errorf("outbox: %w", err)
	}
	options := url.Values{"_pragma": pragmas, "_txlock": {"immediate"}}
	file := url.URL{Scheme: "file", Path: path, RawQuery: options.Encode()}
	db, err := sql.Open("sqlite", file.String())
	if err != nil {
		return nil, fmt.Errorf("outbox: %w", err)
	}
	// One connection: who writes and who reads takes its turn.
	db.SetMaxOpenConns(1)
	store := &Store{db: db, path: path, limits: limits, changed: make(chan struct{}, 1)}
	if err := store.prepare(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("outbox %s: %w", path, err), db.Close())
	}
	return store, nil
}

func (s *Store) prepare(ctx context.Context) error {
	if _, err := s.db.ExecContext(ctx, contract.Outbox); err != nil {
		return err
	}
	// A new start may bring the fix for what made a message unacceptable.
	_, err := s.db.ExecContext(ctx, "UPDATE message SET refused = NULL WHERE refused IS NOT NULL")
	return err
}

// Close closes the file.
func (s *Store) Close() error { return s.db.Close() }

// CheckRoom finds out early whether so many bytes more in so many messages would be taken; the
// problem says why not.
func (s *Store) CheckRoom(ctx context.Context, bytes, messages int64) error {
	return s.checkRoom(ctx, s.db, bytes, messages)
}

func (s *Store) checkRoom(ctx context.Context, in querier, bytes, messages int64) error {
	depth, err := depthIn(ctx, in)
	if err != nil {
		return cannotKeep(err)
	}
	if depth.Messages+messages > s.limits.Messages || depth.Bytes+bytes > s.limits.Bytes {
		return full("As much as can be kept safe is waiting to be stored; try again shortly.")
	}
	free, err := freeBytes(filepath.Dir(s.path))
	if err != nil {
		return cannotKeep(err)
	}
	// Twice: it is written to the log first, and from there to its place.
	if free < s.limits.Free+2*bytes {
		return full("The disk that keeps pictures safe is full; try again later.")
	}
	return nil
}

// Put takes messages, all or none; once this returns they outlive a power cut.
func (s *Store) Put(ctx context.Context, messages ...Message) error {
	bytes := int64(0)
	for _, message := range messages {
		bytes += int64(len(message.Body))
	}
	// What was begun is finished: whoever asked may have gone, but its answer may be on its way.
	ctx = context.WithoutCancel(ctx)
	err := s.transaction(ctx, func(tx *sql.Tx) error {
		if err := s.checkRoom(ctx, tx, bytes, int64(len(messages))); err != nil {
			return err
		}
		return insert(ctx, tx, messages)
	})
	var told *problem.Problem
	if err != nil && !errors.As(err, &told) {
		return cannotKeep(err)
	}
	s.wake()
	return err
}

func insert(ctx context.Context, tx *sql.Tx, messages []Message) error {
	accepted := float64(time.Now().UnixMicro()) / 1e6
	for _, message := range messages {
		headers, err := json.Marshal(message.Headers)
		if err != nil {
			return fmt.Errorf("headers of a message: %w", err)
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO message (message_id, queue, content_type, headers,"+
			" body, size, accepted) VALUES (?, ?, ?, ?, ?, ?, ?)", message.ID, message.Queue,
			message.ContentType, string(headers), message.Body, len(message.Body), accepted)
		if err != nil {
			return err
		}
	}
	return nil
}

// Oldest returns the messages to hand over next: at most so many, about so many bytes, at least one.
func (s *Store) Oldest(ctx context.Context, most, bytes int) (batch []Message, err error) {
	// By that index: SQLite would choose the other one, and write all bodies to a file to sort them.
	rows, err := s.db.QueryContext(ctx, "SELECT queue, body, content_type, message_id, headers"+
		" FROM message INDEXED BY message_waiting WHERE refused IS NULL ORDER BY number LIMIT ?", most)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, rows.Close()) }()
	for bytes > 0 && rows.Next() {
		var message Message
		var headers string
		err := rows.Scan(&message.Queue, &message.Body, &message.ContentType, &message.ID, &headers)
		if err != nil {
			return nil, err
		}
		if err := json.Unmarshal([]byte(headers), &message.Headers); err != nil {
			return nil, fmt.Errorf("headers of message %s: %w", message.ID, err)
		}
		batch = append(batch, message)
		bytes -= len(message.Body)
	}
	return batch, rows.Err()
}

// Settle forgets what was taken, and sets aside, with the reason, what nobody can take.
func (s *Store) Settle(ctx context.Context, taken []string, refused map[string]string) error {
	err := s.transaction(ctx, func(tx *sql.Tx) error {
		for _, id := range taken {
			if _, err := tx.ExecContext(ctx, "DELETE FROM message WHERE message_id = ?", id); err != nil {
				return err
			}
		}
		for id, reason := range refused {
			_, err := tx.ExecContext(ctx, "UPDATE message SET refused = ? WHERE message_id = ?", reason, id)
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return s.shrinkIfEmpty(ctx)
}

// Depth returns what waits now.
func (s *Store) Depth(ctx context.Context) (Depth, error) { return depthIn(ctx, s.db) }

// Changed holds a word where something was put since it was last taken from.
func (s *Store) Changed() <-chan struct{} { return s.changed }

func (s *Store) wake() {
	select {
	case s.changed <- struct{}{}:
	default: // the word is there already
	}
}

// shrinkIfEmpty gives the disk back what the messages took: SQLite would keep it for the next ones.
func (s *Store) shrinkIfEmpty(ctx context.Context) error {
	file, err := os.Stat(s.path)
	if err != nil || file.Size() <= shrinkFrom {
		return err
	}
	depth, err := s.Depth(ctx)
	if err != nil || depth.Messages > 0 {
		return err
	}
	// As queries, to their end: executed, the first would stop after a page.
	for _, pragma := range []string{"PRAGMA incremental_vacuum", "PRAGMA wal_checkpoint(TRUNCATE)"} {
		if err := s.exhaust(ctx, pragma); err != nil {
			return err
		}
	}
	return nil
}

func (s *Store) exhaust(ctx context.Context, query string) error {
	rows, err := s.db.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	for rows.Next() { //nolint:revive // each row is a step of the work
	}
	return errors.Join(rows.Err(), rows.Close())
}

func (s *Store) transaction(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := s.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		_ = tx.Rollback() // the error that led here tells more
		return err
	}
	return tx.Commit()
}

type querier interface {
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

func depthIn(ctx context.Context, in querier) (Depth, error) {
	var depth Depth
	var bytes float64
	var oldest sql.NullFloat64
	err := in.QueryRowContext(ctx, "SELECT count(*), total(size), count(refused),"+
		" min(CASE WHEN refused IS NULL THEN accepted END) FROM message").
		Scan(&depth.Messages, &bytes, &depth.Refused, &oldest)
	depth.Bytes = int64(bytes)
	if oldest.Valid {
		age := float64(time.Now().UnixMicro())/1e6 - oldest.Float64
		depth.Age = time.Duration(max(0, age) * float64(time.Second))
	}
	return depth, err
}

func freeBytes(folder string) (int64, error) {
	var disk syscall.Statfs_t
	if err := syscall.Statfs(folder, &disk); err != nil {
		return 0, fmt.Errorf("disk of %s: %w", folder, err)
	}
	return int64(disk.Bavail) * disk.Frsize, nil //nolint:gosec // no disk has 2^63 bytes
}

func cannotKeep(err error) *problem.Problem {
	return full(fmt.Sprintf("Nothing can be kept safe now (%s); try again later.", err))
}

func full(detail string) *problem.Problem {
	return problem.New(http.StatusServiceUnavailable, "Outbox full", detail).With("Retry-After", "30")
}
