"""What the page Board is made of."""
