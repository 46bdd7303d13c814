package settings

import (
	"errors"
	"fmt"
	"io/fs"
	"net"
	"os"
	"path/filepath"
	"syscall"
)

// CheckWritable tells which variable names a place that cannot be written to; only trying tells, of
// mounts and rights alike. It makes folders where they are missing, so it is for those who serve.
func (s Settings) CheckWritable() error {
	err := folderFault(filepath.Dir(s.Outbox))
	if err == nil {
		err = fileFault(s.Outbox)
	}
	// That a disk is full is no fault of a setting: it passes, perhaps by what starts there.
	if err == nil || errors.Is(err, syscall.ENOSPC) || errors.Is(err, syscall.EDQUOT) {
		return nil
	}
	return fmt.Errorf(prefix+"OUTBOX: %s cannot be written to: %w", s.Outbox, err)
}

// CheckHost tells where nothing can listen on the address that is set.
func (s Settings) CheckHost() error {
	listener, err := net.Listen("tcp", net.JoinHostPort(s.Host, "0"))
	if err != nil {
		return fmt.Errorf(prefix+"HOST: %s: %w", s.Host, err)
	}
	return listener.Close()
}

func folderFault(folder string) error {
	if err := os.MkdirAll(folder, 0o777); err != nil { //nolint:gosec // the umask's to say
		return err
	}
	probe, err := os.CreateTemp(folder, ".writable-")
	if err != nil {
		return err
	}
	return errors.Join(probe.Close(), os.Remove(probe.Name()))
}

func fileFault(file string) error {
	opened, err := os.OpenFile(file, os.O_RDWR, 0) //nolint:gosec // the setting's to say
	if errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err != nil {
		return err
	}
	return opened.Close()
}
