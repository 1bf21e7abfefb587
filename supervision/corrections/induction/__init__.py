"""Induction (入矫), what begins a correction: the group, the plan, needs, the exit ban, papers that come and go."""
