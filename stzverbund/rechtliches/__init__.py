"""Privacy and the legal pages: record of processing, clean-up, information, erasure, Impressum, feedback."""
