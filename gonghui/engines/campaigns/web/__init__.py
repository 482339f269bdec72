"""Screens of the engine on the workbench: parse, ask the policy, call one action, render."""
