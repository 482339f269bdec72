"""Pages of documents and certificates, and the public check."""
