"""What people correct and let be kept: gold lines, the sets frozen of them, measures of models."""
