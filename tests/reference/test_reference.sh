#!/usr/bin/env bash
# The engine against the second implementation of the model in reference/, on a few futures of every
# plan; compare.py says what is compared and how closely. The target reference_full takes 64.
exec nice python3 "$SOURCE_DIR/tests/reference/compare.py"
