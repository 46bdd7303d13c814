"""Pictures of text whose truth is known: faces, words, lines, pages and what print and cameras do."""
