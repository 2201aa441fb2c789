"""``python -m hearsay.cli``."""

from __future__ import annotations

from hearsay.cli import main

if __name__ == "__main__":
    main()
