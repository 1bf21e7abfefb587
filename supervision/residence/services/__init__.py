"""Services beside registration (一站式服务): what a resident may claim, requested, forwarded to an office, answered."""
