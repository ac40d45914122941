"""What readers say of the portal: how clear a page is, and what does not work. Nobody is asked who they are."""
