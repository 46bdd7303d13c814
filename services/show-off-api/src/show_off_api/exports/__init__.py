"""What is kept of a picture, in the forms that other programs take."""
