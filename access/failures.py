"""Why a sign-in came to nothing, in words: the server finds out, the sign-in page says it."""

# What the provider may answer (RFC 6749, section 4.1.2.1; OpenID Connect Core, section 3.1.2.6).
# Anything else it sends is not repeated: whoever makes a link can put a text there.
PROVIDERS = (
    "access_denied",
    "account_selection_required",
    "consent_required",
    "interaction_required",
    "invalid_request",
    "invalid_scope",
    "login_required",
    "server_error",
    "temporarily_unavailable",
    "unauthorized_client",
    "unsupported_response_type",
)
COOKIE = "sign_in_failed"  # from the server to the page, with a key of FAILURES
_AGAIN = "Please try once more"
FAILURES: dict[str, str] = {
    "unreachable": (
        "The sign-in service does not answer. Please try again in a few minutes; nothing is wrong "
        "with your account."
    ),
    "stale": (
        f"The sign-in was begun in another window, took too long or was opened twice. {_AGAIN}."
    ),
    "unconfirmed": f"The sign-in service did not confirm who you are. {_AGAIN}.",
    "forged": f"Your sign-in could not be checked, and does not count. {_AGAIN}.",
    "other": f"The sign-in service refused. {_AGAIN}.",
    **{
        code: f"The sign-in service refused: {code.replace('_', ' ')}. {_AGAIN}."
        for code in PROVIDERS
    },
    "access_denied": (
        "The sign-in was stopped, or the sign-in service does not let you in here. If you did not "
        "stop it, ask for access."
    ),
}


def failure(error: str) -> str:
    """The key of FAILURES for what a provider answered.

    >>> failure("access_denied"), failure("<b>made up</b>")
    ('access_denied', 'other')
    """
    return error if error in PROVIDERS else "other"
