"""``python -m kronika``: the command line."""

from kronika.cli.main import run

if __name__ == "__main__":
    run()
