"""What the page Upload is made of, and the work behind it."""
