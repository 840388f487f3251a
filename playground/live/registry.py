"""Which session a socket belongs to: unguessable tokens, sessions held weakly."""

from __future__ import annotations

import secrets
import weakref

from playground.live.session import Session


class Registry:
    """Token -> session. A session is forgotten when its owner lets go of it."""

    def __init__(self) -> None:
        self._sessions: weakref.WeakValueDictionary[str, Session] = weakref.WeakValueDictionary()

    def __len__(self) -> int:
        return len(self._sessions)

    def add(self, session: Session) -> str:
        """Register a session and return its token, 256 random bits as text for an address."""
        token = secrets.token_urlsafe(32)
        self._sessions[token] = session
        return token

    def get(self, token: str) -> Session | None:
        """The session of a token, if it lives."""
        return self._sessions.get(token)
