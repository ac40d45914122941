"""The site: settings, addresses, home and the pages that tie the applications together."""
