"""How much the portal is used: counts by day, of pages and acts, never of people."""
