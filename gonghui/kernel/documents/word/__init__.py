"""The .docx writer: the same contents in the same measures, in fonts named as the standard asks."""
