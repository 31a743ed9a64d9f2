"""From war news to maps that show the very sentence: documents, claims, events, layers, files."""
