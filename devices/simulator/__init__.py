"""Simulated trackers for the demo: invented wearers who walk about, and the reports that their trackers would send.

Where somebody is, is a pure function of the time, so that a track can be continued, or filled in, by anybody at any
moment without a memory of its own.
"""
