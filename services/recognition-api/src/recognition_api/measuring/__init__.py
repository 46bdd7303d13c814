"""How well a model reads a gold set, beside another one; knows neither Flask nor settings."""
