"""A person's client for the tests of the Matrix bot: it shares no code with lykt.

Reads a command a line from standard input, as JSON, and writes what came of it as a line of JSON. Everything that is said in encrypted rooms is
encrypted and decrypted here, by matrix-nio.
"""

import asyncio
import hashlib
import hmac
import json
import sys
import time

from nio import AsyncClient, AsyncClientConfig, MegolmEvent, RoomMessage
from nio.responses import ErrorResponse

SECRET = b"the secret of the tests"


class Person:
    """Somebody with a client."""

    def __init__(self):
        self.client = None
        self.syncing = None
        self.heard = []
        self.more = asyncio.Condition()
        self.taken = {}
        self.held = None

    async def register(self, server, user, password):
        """Makes an account with the homeserver's shared secret."""
        client = AsyncClient(server, user)
        path = "/_synapse/admin/v1/register"
        session = await client.send("GET", path)
        nonce = (await session.json())["nonce"]
        said = b"\x00".join([nonce.encode(), user.encode(), password.encode(), b"notadmin"])
        mac = hmac.new(SECRET, said, hashlib.sha1).hexdigest()
        body = {"nonce": nonce, "username": user, "password": password, "admin": False, "mac": mac}
        made = await client.send("POST", path, json.dumps(body), {"Content-Type": "application/json"})
        answer = await made.json()
        await client.close()
        if "user_id" not in answer:
            raise Trouble(f"{user} gets no account: {made.status} {answer}")
        return {"user": answer["user_id"]}

    async def token(self, server, user, password):
        """Signs in for somebody else: a token whose device has no keys yet."""
        client = AsyncClient(server, user, config=AsyncClientConfig(encryption_enabled=False))
        good(await client.login(password))
        await client.close()
        return {"token": client.access_token}

    async def login(self, server, user, password, store):
        """Signs in, and hears everything from now on."""
        # A homeserver that is away is asked again soon, so that it is not this client that is waited for.
        config = AsyncClientConfig(store_sync_tokens=False, encryption_enabled=True, max_timeout_retry_wait_time=1)
        self.client = AsyncClient(server, user, store_path=store, config=config)
        good(await self.client.login(password, device_name="person"))
        self.client.add_event_callback(self.hear, (RoomMessage, MegolmEvent))
        good(await self.client.sync(timeout=0, full_state=True))
        self.syncing = asyncio.create_task(self.client.sync_forever(timeout=30000))
        return {"device": self.client.device_id, "token": self.client.access_token}

    async def hear(self, room, event):
        """Keeps what others say."""
        if event.sender == self.client.user_id:
            return
        content = event.source["content"]
        self.heard.append(
            {
                "room": room.room_id,
                "event": event.event_id,
                "sender": event.sender,
                "type": content.get("msgtype", ""),
                "body": content.get("body", ""),
                "html": content.get("formatted_body", ""),
                "content": content,
                "encrypted": isinstance(event, MegolmEvent) or bool(event.decrypted),
                "verified": bool(getattr(event, "verified", False)),
                "at": time.monotonic(),
            }
        )
        async with self.more:
            self.more.notify_all()

    async def room(self, invite, direct=True, encrypted=True):
        """Makes a room and invites somebody into it."""
        state = []
        if encrypted:
            content = {"algorithm": "m.megolm.v1.aes-sha2"}
            state.append({"type": "m.room.encryption", "state_key": "", "content": content})
        invite = [invite] if isinstance(invite, str) else invite
        made = good(await self.client.room_create(is_direct=direct, invite=invite, initial_state=state))
        return {"room": made.room_id}

    async def invite(self, room, user):
        """Invites one more."""
        good(await self.client.room_invite(room, user))
        return {}

    async def join(self, room):
        """Accepts an invitation."""
        good(await self.client.join(room))
        return {}

    async def send(self, room, content, kind="m.room.message"):
        """Sends something."""
        begun = time.monotonic()
        sent = good(
            await self.client.room_send(room, kind, content, ignore_unverified_devices=True)
        )
        return {"event": sent.event_id, "at": begun}

    async def say(self, room, text):
        """Writes a text."""
        return await self.send(room, {"msgtype": "m.text", "body": text})

    async def hears(self, room, count, within=120):
        """Waits until so many messages more have come in a room, and returns them."""
        at = self.taken.get(room, 0)

        def of_room():
            return [each for each in self.heard if each["room"] == room][at:]

        async def enough():
            async with self.more:
                await self.more.wait_for(lambda: len(of_room()) >= count)

        waiting = asyncio.ensure_future(asyncio.wait_for(enough(), within))
        await asyncio.wait([waiting, self.syncing], return_when=asyncio.FIRST_COMPLETED)
        if self.syncing.done():
            self.syncing.result()
        try:
            await waiting
        except asyncio.TimeoutError:
            raise Trouble(f"heard only {[each['body'][:80] for each in of_room()]}") from None
        heard = of_room()[:count]
        self.taken[room] = at + count
        return {"heard": heard}

    async def member(self, room, user, membership, within=120):
        """Waits until somebody has come, or gone; the homeserver is asked, in steps of its own time."""
        until = time.monotonic() + within
        since = None
        while True:
            state = await self.client.room_get_state_event(room, "m.room.member", user)
            content = getattr(state, "content", None) or {}
            if content.get("membership") == membership:
                return {"reason": content.get("reason", "")}
            if time.monotonic() > until:
                raise Trouble(f"{user} is {content.get('membership')} in {room}, not {membership}")
            # The next change of anything wakes this.
            since = since or self.client.next_batch
            answer = await self.client.send(
                "GET",
                f"/_matrix/client/v3/sync?timeout=2000&since={since}",
                headers={"Authorization": f"Bearer {self.client.access_token}"},
            )
            since = (await answer.json()).get("next_batch", since)

    async def members(self, room):
        """Who is in a room."""
        answer = await self.client.joined_members(room)
        return {"members": sorted(member.user_id for member in good(answer).members)}

    async def history(self, room):
        """What the homeserver still holds of a room: sender, type, and whether the content is left."""
        events = []
        end = ""
        while True:
            page = f"?dir=b&limit=100{'&from=' + end if end else ''}"
            answer = await self.client.send(
                "GET",
                f"/_matrix/client/v3/rooms/{room}/messages{page}",
                headers={"Authorization": f"Bearer {self.client.access_token}"},
            )
            answer = await answer.json()
            for event in answer["chunk"]:
                whole = bool(event["content"])
                events.append({"sender": event["sender"], "type": event["type"], "whole": whole})
            end = answer.get("end")
            if not end or not answer["chunk"]:
                return {"events": events}

    async def hold_keys(self, room, user):
        """Keeps the keys of what is said next in a room from somebody, as a program does that does not know their device yet."""
        devices = list(self.client.device_store.active_user_devices(user))
        for device in devices:
            self.client.blacklist_device(device)
        self.client.olm.create_outbound_group_session(room)
        session = self.client.olm.outbound_group_sessions[room]
        self.held = {
            "algorithm": "m.megolm.v1.aes-sha2",
            "room_id": room,
            "session_id": session.id,
            "session_key": session.session_key,
        }
        return {"devices": [device.id for device in devices]}

    async def give_keys(self, user):
        """Gives the keys that were kept."""
        messages = {}
        for device in self.client.device_store.active_user_devices(user):
            self.client.unblacklist_device(device)
            session = self.client.olm.session_store.get(device.curve25519)
            messages[device.id] = self.client.olm._olm_encrypt(session, device, "m.room_key", self.held)
        await self.client.send(
            "PUT",
            f"/_matrix/client/v3/sendToDevice/m.room.encrypted/{time.monotonic_ns()}",
            json.dumps({"messages": {user: messages}}),
            {"Content-Type": "application/json", "Authorization": f"Bearer {self.client.access_token}"},
        )
        return {}

    async def leave(self, room):
        """Leaves a room."""
        good(await self.client.room_leave(room))
        return {}


class Trouble(Exception):
    """What went wrong."""


def good(response):
    """An answer that is no error."""
    if isinstance(response, ErrorResponse):
        raise Trouble(str(response))
    return response


async def main():
    """Obeys until there is nothing more to read."""
    person = Person()
    reader = asyncio.StreamReader(limit=2**24)
    protocol = asyncio.StreamReaderProtocol(reader)
    await asyncio.get_running_loop().connect_read_pipe(lambda: protocol, sys.stdin)
    while line := await reader.readline():
        command = json.loads(line)
        try:
            answer = await getattr(person, command.pop("do"))(**command)
        except Exception as error:  # pylint: disable=broad-except
            answer = {"error": f"{type(error).__name__}: {error}"}
        print(json.dumps(answer), flush=True)
    if person.syncing:
        person.syncing.cancel()
        await person.client.close()


asyncio.run(main())
