"""What every service shares: problems, pictures, wire messages, settings, telemetry."""
