"""Data releases: published tables of extracted figures, audited company by company before they go out."""
