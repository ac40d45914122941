"""The catalogue: partners, offices, services, opportunities, and the one search over everything."""
