"""What was drafted, cleared and released, by whom: kept in SQLite or PostgreSQL, with an audit trail."""
