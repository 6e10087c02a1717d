"""The model of Bluehelm a second time: plain, slow, readable.

Written from docs/model alone. It is the model's executable specification, and what the engine in
src/model is compared with on every run of ./check (tests/reference). One module per section of
docs/model; the number in a module's first line is the section.

Only the standard library is used. Nothing is made fast.
"""
