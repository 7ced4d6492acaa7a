"""The rig: real processes, faults at named points, clients that keep their own record, and a checker that compares."""
