"""The one kind of error that is the reader's to mend."""


class UserError(Exception):
    """Something in what was asked or given, said with its remedy.

    The message states the problem and what to do about it, for example
    ``There is no template "holdin". Choose one of: public/holding, public/update.``
    Doors show it without a traceback: the command line exits 2, the web answers 422.
    """
