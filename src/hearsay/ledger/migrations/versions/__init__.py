"""One file a schema version; a file that was released is never changed."""
