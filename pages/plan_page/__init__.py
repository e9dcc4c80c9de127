"""What the page Improvement plan is made of."""
