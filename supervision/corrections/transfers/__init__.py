"""Changes of the place of execution (执行地变更): asked for, inquired, answered, decided, handed over, received."""
