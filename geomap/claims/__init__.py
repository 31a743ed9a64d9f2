"""Event mentions to claims."""
