"""What can go wrong, and the exit code that says so."""


class Fault(Exception):
    """The command cannot be done; the message is one sentence for the reader."""

    code = 1


class Misuse(Fault):
    """The command line asks for something that there is not; the message says what there is."""

    code = 2


class Nothing(Fault):
    """There is nothing to show: no cluster matches, or none reports what is asked for."""

    code = 3
