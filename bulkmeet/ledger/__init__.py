"""The durable record of what was sent: the only place that knows SQL."""
