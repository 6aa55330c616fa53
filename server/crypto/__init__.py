"""The contract in Python: parses, verifies and hashes what spec/ fixes, and cannot decrypt.

Bytes in, values out. Nothing here touches a network, a file, a database or a secret key, and nothing
here needs Flask. Each module follows one chapter of spec/ and raises `errors.ContractError`.
"""
