"""The pages: the same desk as the command line, for people who draft in a browser."""

from verbale.web.app import create_app

__all__ = ["create_app"]
