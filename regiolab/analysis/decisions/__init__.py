"""How each computed claim is decided, one module a kind of data."""
