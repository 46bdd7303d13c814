"""How jobs stand, and their end before their time: for their senders."""
