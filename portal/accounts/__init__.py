"""Who signs in: people, by e-mail address."""
