"""The cabinet as it is looked at: homes on their floors with counters, without opening anybody."""
