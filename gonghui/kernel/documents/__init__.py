"""Official documents, forms, tables and certificates: .docx and PDF from one and the same record."""
