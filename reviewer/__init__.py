"""The reviewer's own machine: the command-line tool that opens a case, and the only Python that decrypts."""
