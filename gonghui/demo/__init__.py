"""The demonstration province: an invented federation with five years of history, made through actions.

Everything in it is invented and says so: the province code 99 was never issued, people are called
after stems and branches, identity numbers carry the region 3299xx. Same seed, same province.
"""
