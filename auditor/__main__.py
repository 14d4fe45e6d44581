"""``python -m auditor``: the same commands as the script ``auditor``."""

from auditor.cli import main

if __name__ == "__main__":
    main()
