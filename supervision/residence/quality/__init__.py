"""How good the register is, by place: colours, rectifications, samples, staffing and figures; nobody is rated."""
