"""Pictures of text whose truth is known: faces, words, lines, pages, and what befalls them."""
