package settings

import "regexp"

const hidden = "***"

var userInfo = regexp.MustCompile(`://[^/@\s]*@`)

// Told returns the settings by name, for the log; nothing secret in them.
func (s Settings) Told() map[string]any {
	shown := func(text string) string { return userInfo.ReplaceAllString(text, "://"+hidden+"@") }
	secret := func(text string) string {
		if text == "" {
			return ""
		}
		return hidden
	}
	return map[string]any{
		"host": s.Host, "port": s.Port, "hosts": s.Hosts, "threads": s.Threads,
		"max_request_bytes": s.MaxRequestBytes, "grace_seconds": s.Grace.Seconds(),
		"settle_seconds": s.Settle.Seconds(), "log_level": s.LogLevel, "slots": s.Slots,
		"waiting": s.Waiting, "wait_seconds": s.Wait.Seconds(),
		"detection_url": shown(s.DetectionURL), "recognition_url": shown(s.RecognitionURL),
		"connect_seconds": s.Connect.Seconds(), "read_seconds": s.Read.Seconds(),
		"storage_url": shown(s.StorageURL), "amqp_url": shown(s.AMQPURL), "outbox": s.Outbox,
		"outbox_messages": s.OutboxLimits.Messages, "outbox_bytes": s.OutboxLimits.Bytes,
		"outbox_free_bytes": s.OutboxLimits.Free, "drain_seconds": s.Drain.Seconds(),
		"keys": secret(s.keysText), "keys_file": secret(s.keyFile),
		"allowed_origins": s.AllowedOrigins, "gold": s.Gold,
	}
}
