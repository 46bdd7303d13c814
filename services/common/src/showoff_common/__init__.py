"""What every service shares: problem details, picture opening, wire messages, settings, telemetry."""
