"""The URLs of the login library, kept as a literal list: a new one does not slip in with an update."""

THIRD_PARTY = {
    "account_login",
    "account_logout",
}
